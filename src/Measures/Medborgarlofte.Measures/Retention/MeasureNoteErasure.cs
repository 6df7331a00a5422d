using Medborgarlofte.Contracts.Retention;

namespace Medborgarlofte.Measures.Retention;

/// <summary>Erases due notes. The age of a note is the age of its status change, or of the latest change of its outcome event.</summary>
internal sealed class MeasureNoteErasure : IRetentionType<MeasuresDbContext>
{
    public DocumentType DocumentType => DocumentType.MeasureNote;

    public async Task<int> EraseAsync(MeasuresDbContext db, string municipality, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var erased = 0;
        var measures = await db.Measures
            .Where(measure => measure.Municipality == municipality && measure.StatusChanges.Any(change => change.Note != null))
            .ToListAsync(cancellationToken);

        // A status change without a time is older than any limit.
        foreach (var change in measures.SelectMany(measure => measure.StatusChanges)
            .Where(change => change.Note is not null && (change.At ?? DateTimeOffset.MinValue) < before))
        {
            change.Note = null;
            erased++;
        }

        var areas = await db.ProblemAreas
            .Where(area => area.Municipality == municipality && area.StatusChanges.Any(change => change.Note != null))
            .ToListAsync(cancellationToken);
        foreach (var change in areas.SelectMany(area => area.StatusChanges).Where(change => change.Note is not null && change.At < before))
        {
            change.Note = null;
            erased++;
        }

        return erased + await db.OutcomeEvents
            .Where(outcome => outcome.Municipality == municipality && outcome.Note != null
                && !db.EventLog.Any(entry => entry.Subject == outcome.PublicId && entry.At >= before))
            .ExecuteUpdateAsync(outcome => outcome.SetProperty(o => o.Note, (string?)null), cancellationToken);
    }
}
