using MassTransit;
using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>Hears from the other modules how much of theirs a run has erased.</summary>
internal sealed class NoteErased(IncidentIntakeDbContext db, WriteTurn<IncidentIntakeDbContext> turn) : IConsumer<DocumentsErased>
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
