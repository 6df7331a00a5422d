using Medborgarlofte.Contracts.Replay;

namespace Medborgarlofte.Reporting.Replay;

/// <summary>Records how many events each module has sent for a replay.</summary>
internal sealed class ReplaySentConsumer(ReportingDbContext db, ReadModelWriter writer, TimeProvider time) : IConsumer<ReplaySent>
{
    public Task Consume(ConsumeContext<ReplaySent> context) => writer.WriteAsync(
        db,
        async () =>
        {
            if (await db.ReplayRuns.FindAsync([context.Message.ReplayId], context.CancellationToken) is { } run)
            {
                run.AddSent(context.Message, time.GetUtcNow());
                await db.SaveChangesAsync(context.CancellationToken);
            }
        },
        context.CancellationToken);
}
