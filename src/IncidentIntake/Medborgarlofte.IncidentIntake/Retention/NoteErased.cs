using MassTransit;
using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Events;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>Hears from the other modules how much of theirs a run has erased.</summary>
internal sealed class NoteErased(IncidentIntakeDbContext db, DatabaseWriteLock<IncidentIntakeDbContext> turn) : IConsumer<DocumentsErased>
{
    public Task Consume(ConsumeContext<DocumentsErased> context) => turn.RunAsync(
        async () =>
        {
            var erased = context.Message;
            if (await db.RetentionRuns.SingleOrDefaultAsync(run => run.PublicId == erased.RunId, context.CancellationToken) is { } run)
            {
                run.Note(erased.DocumentType, erased.Count);
                await db.SaveChangesAsync(context.CancellationToken);
            }
        },
        context.CancellationToken);
}
