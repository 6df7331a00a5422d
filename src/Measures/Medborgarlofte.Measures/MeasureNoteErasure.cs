using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures;

/// <summary>
/// Erases due notes. The age of a status change's note counts from its entry, the age of an outcome event's note from the event's latest change.
/// </summary>
internal sealed class MeasureNoteErasure : IRetentionType<MeasuresDbContext>
{
    public DocumentType DocumentType => DocumentType.MeasureNote;

    public async Task<int> EraseAsync(MeasuresDbContext db, string municipality, DateTimeOffset before, CancellationToken cancellationToken)
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
