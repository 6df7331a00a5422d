using MassTransit;

namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>Records how many documents other modules erased at the request of a run.</summary>
internal sealed class ErasedCountConsumer(IncidentIntakeDbContext db, DatabaseWriteLock<IncidentIntakeDbContext> writeLock)
    : IConsumer<DocumentsErased>
{
    public Task Consume(ConsumeContext<DocumentsErased> context) => writeLock.RunAsync(
        async () =>
        {
            var erased = context.Message;
            if (await db.RetentionRuns.SingleOrDefaultAsync(run => run.PublicId == erased.RunId, context.CancellationToken) is { } run)
            {
                run.SetCount(erased.DocumentType, erased.Count);
                await db.SaveChangesAsync(context.CancellationToken);
            }
        },
        context.CancellationToken);
}
