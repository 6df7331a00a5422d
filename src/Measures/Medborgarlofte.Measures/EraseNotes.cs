using MassTransit;
using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Events;
using Medborgarlofte.Mail;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures;

/// <summary>
/// Erases notes and notices that are due when a retention run asks. A note of a move ages from when it was entered, one of an outcome event
/// from its latest change; a notice from when it was sent, given up or stopped.
/// </summary>
internal sealed class EraseNotes(MeasuresDbContext db, TimeProvider time) : IConsumer<ErasureRequested>
{
    public async Task Consume(ConsumeContext<ErasureRequested> context)
    {
        var municipality = context.Message.Municipality;
        var erasers = new Dictionary<DocumentType, Func<DateTimeOffset, Task<int>>>
        {
            [DocumentType.MeasureNote] = before => EraseAsync(municipality, before, context.CancellationToken),
            [DocumentType.MeasureNotice] = before => db.EraseNoticesAsync(municipality, before, context.CancellationToken),
        };
        await db.InTransactionAsync(() => db.EraseOnceAsync(context, time.GetUtcNow(), erasers), context.CancellationToken);
        await db.EmptyLogAsync(context.CancellationToken);
    }

    private async Task<int> EraseAsync(string municipality, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var moves = 0;
        var measures = await db.Measures
            .Where(measure => measure.Municipality == municipality && measure.StatusChanges.Any(change => change.Note != null))
            .ToListAsync(cancellationToken);

        // What was entered before the time was kept is old.
        foreach (var change in measures.SelectMany(measure => measure.StatusChanges).Where(change => change.Note is not null && (change.At ?? DateTimeOffset.MinValue) < before))
        {
            change.Note = null;
            moves++;
        }

        var areas = await db.ProblemAreas
            .Where(area => area.Municipality == municipality && area.StatusChanges.Any(change => change.Note != null))
            .ToListAsync(cancellationToken);
        foreach (var change in areas.SelectMany(area => area.StatusChanges).Where(change => change.Note is not null && change.At < before))
        {
            change.Note = null;
            moves++;
        }

        return moves + await db.OutcomeEvents
            .Where(outcome => outcome.Municipality == municipality && outcome.Note != null
                && !db.EventLog.Any(entry => entry.Subject == outcome.PublicId && entry.At >= before))
            .ExecuteUpdateAsync(outcome => outcome.SetProperty(o => o.Note, (string?)null), cancellationToken);
    }
}
