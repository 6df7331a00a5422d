using MassTransit;
using Medborgarlofte.Contracts.Replay;
using Medborgarlofte.Reporting.Data;

namespace Medborgarlofte.Reporting.Replays;

/// <summary>Hears from each module how many events it has sent.</summary>
internal sealed class NoteReplaySent(ReportingDbContext db, OneWriter writer, TimeProvider time) : IConsumer<ReplaySent>
{
    public Task Consume(ConsumeContext<ReplaySent> context) => writer.WriteAsync(
        db,
        async () =>
        {
            if (await db.ReplayRuns.FindAsync([context.Message.ReplayId], context.CancellationToken) is { } run)
            {
                run.Note(context.Message, time.GetUtcNow());
                await db.SaveChangesAsync(context.CancellationToken);
            }
        },
        context.CancellationToken);
}
