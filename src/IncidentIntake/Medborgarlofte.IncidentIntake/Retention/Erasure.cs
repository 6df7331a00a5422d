using System.Text.Json.Nodes;
using Medborgarlofte.Contracts;
using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Events;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Incidents;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>
/// Erases what is due under a rule with a decision, in batches, so that reports still get their turn. Texts and positions
/// go from their rows, and coarse cells from the events; an incident goes with its notes, its kept responses, what strangers have told of it and its events,
/// and one event without time of day takes their place. What other modules hold is asked of them.
/// </summary>
internal sealed class Erasure(IncidentIntakeDbContext db, DatabaseWriteLock<IncidentIntakeDbContext> turn, TimeProvider time)
{
    private const int BatchSize = 200;

    private static readonly DocumentType[] Elsewhere =
    [
        DocumentType.MeasureNote, DocumentType.FollowUpText, DocumentType.Publication, DocumentType.MeasureNotice,
        DocumentType.WatchMember, DocumentType.WatchNotice,
    ];

    /// <summary>Runs once for a municipality and notes what was erased.</summary>
    /// <exception cref="DbUpdateException">Another replica has begun the same night's run.</exception>
    public async Task<RetentionRun> RunAsync(string municipality, TimeZoneInfo zone, string startedBy, DateOnly? night, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var run = new RetentionRun { PublicId = Guid.CreateVersion7(now), Municipality = municipality, Night = night, StartedBy = startedBy, StartedAt = now };
        db.RetentionRuns.Add(run);
        await db.SaveChangesAsync(cancellationToken);
        var rules = await db.RetentionRules.AsNoTracking()
            .Where(rule => rule.Municipality == municipality && rule.DecisionNumber != null)
            .ToListAsync(cancellationToken);
        foreach (var rule in rules)
        {
            var due = new DueDocuments(db, municipality, rule.DueBefore(now));
            switch (rule.DocumentType)
            {
                case DocumentType.IncidentText:
                    run.IncidentTexts = await InBatchesAsync(() => EraseIncidentTextsAsync(due, cancellationToken), cancellationToken);
                    break;
                case DocumentType.IncidentNote:
                    run.IncidentNotes = await InBatchesAsync(() => EraseNotesAsync(due, cancellationToken), cancellationToken);
                    break;
                case DocumentType.CitizenViewText:
                    run.CitizenViewTexts = await InBatchesAsync(() => EraseViewTextsAsync(due, cancellationToken), cancellationToken);
                    break;
                case DocumentType.ImportRefusal:
                    run.ImportRefusals = await InBatchesAsync(() => EraseRefusalsAsync(due, cancellationToken), cancellationToken);
                    break;
                case DocumentType.ServiceRequestUpdate:
                    run.ServiceRequestUpdates = await InBatchesAsync(() => EraseUpdatesAsync(due, cancellationToken), cancellationToken);
                    break;
                case DocumentType.Incident:
                    run.Incidents = await InBatchesAsync(() => EraseIncidentsAsync(due, zone, now, cancellationToken), cancellationToken);
                    break;
            }
        }

        run.CompletedAt = time.GetUtcNow();
        db.ChangeTracker.Clear();
        db.RetentionRuns.Update(run);
        var elsewhere = rules.Where(rule => Elsewhere.Contains(rule.DocumentType))
            .Select(rule => new DueDocumentType(rule.DocumentType, rule.DueBefore(now), rule.DecisionNumber!))
            .ToList();
        if (elsewhere.Count > 0)
        {
            db.Record(run.PublicId, new ErasureRequested(run.PublicId, 1, municipality, elsewhere), startedBy, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        await turn.RunAsync(() => db.TruncateLogAsync(cancellationToken), cancellationToken);
        return run;
    }

    private async Task<int> InBatchesAsync(Func<Task<int>> eraseSome, CancellationToken cancellationToken)
    {
        var total = 0;
        var some = 0;
        do
        {
            await turn.RunAsync(async () => some = await eraseSome(), cancellationToken);
            total += some;
        }
        while (some > 0);
        return total;
    }

    private async Task<int> EraseIncidentTextsAsync(DueDocuments due, CancellationToken cancellationToken)
    {
        var batch = await due.IncidentTexts.OrderBy(incident => incident.Id).Take(BatchSize).Select(incident => incident.PublicId).ToListAsync(cancellationToken);
        await ForgetResponsesAsync(batch, cancellationToken);
        await db.PublicSubmissions.Where(submission => batch.Contains(submission.IncidentId)).ExecuteUpdateAsync(
            submission => submission.SetProperty(s => s.ContentHash, (string?)null).SetProperty(s => s.WordsHash, (string?)null), cancellationToken);
        await ForgetCellsAsync(batch, cancellationToken);
        return await db.Incidents.Where(incident => batch.Contains(incident.PublicId)).ExecuteUpdateAsync(
            incident => incident.SetProperty(i => i.Description, (string?)null)
                .SetProperty(i => i.Latitude, (double?)null)
                .SetProperty(i => i.Longitude, (double?)null),
            cancellationToken);
    }

    // In the countryside a cell may hold one house: it goes from the events with the position that it was made of.
    private async Task ForgetCellsAsync(List<Guid> incidents, CancellationToken cancellationToken)
    {
        var entries = await db.EventLog
            .Where(entry => incidents.Contains(entry.Subject) && entry.Payload.Contains(DueDocuments.Cell))
            .ToListAsync(cancellationToken);
        foreach (var entry in entries)
        {
            var payload = JsonNode.Parse(entry.Payload)!.AsObject();
            payload.Remove(DueDocuments.CellMember);
            db.Entry(entry).Property(e => e.Payload).CurrentValue = payload.ToJsonString(EventJson.Options);
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private async Task<int> EraseNotesAsync(DueDocuments due, CancellationToken cancellationToken)
    {
        var batch = await due.IncidentNotes.OrderBy(note => note.IncidentId).Select(note => note.IncidentId).Take(BatchSize).ToListAsync(cancellationToken);
        return await db.IncidentNotes.Where(note => batch.Contains(note.IncidentId)).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<int> EraseViewTextsAsync(DueDocuments due, CancellationToken cancellationToken)
    {
        var batch = await due.CitizenViewTexts.OrderBy(view => view.Id).Take(BatchSize).Select(view => view.Id).ToListAsync(cancellationToken);
        return await db.CitizenViews.Where(view => batch.Contains(view.Id)).ExecuteUpdateAsync(
            view => view.SetProperty(v => v.Text, (string?)null)
                .SetProperty(v => v.Latitude, (double?)null)
                .SetProperty(v => v.Longitude, (double?)null),
            cancellationToken);
    }

    private async Task<int> EraseRefusalsAsync(DueDocuments due, CancellationToken cancellationToken)
    {
        var batch = await due.ImportRefusals.OrderBy(refusal => refusal.Id).Take(BatchSize).Select(refusal => refusal.Id).ToListAsync(cancellationToken);
        return await db.ImportRefusals.Where(refusal => batch.Contains(refusal.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<int> EraseUpdatesAsync(DueDocuments due, CancellationToken cancellationToken)
    {
        var batch = await due.ServiceRequestUpdates.OrderBy(update => update.Id).Take(BatchSize).Select(update => update.Id).ToListAsync(cancellationToken);
        return await db.ServiceRequestUpdates.Where(update => batch.Contains(update.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<int> EraseIncidentsAsync(DueDocuments due, TimeZoneInfo zone, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var erased = 0;
        await db.InTransactionAsync(
            async () =>
            {
                var batch = await due.Incidents.OrderBy(incident => incident.Id).Take(BatchSize).ToListAsync(cancellationToken);
                var ids = batch.ConvertAll(incident => incident.PublicId);
                await ForgetResponsesAsync(ids, cancellationToken);
                await db.IncidentNotes.Where(note => ids.Contains(note.IncidentId)).ExecuteDeleteAsync(cancellationToken);
                await db.ServiceRequestUpdates.Where(update => ids.Contains(update.IncidentId)).ExecuteDeleteAsync(cancellationToken);
                await db.Receipts.Where(receipt => ids.Contains(receipt.IncidentId)).ExecuteDeleteAsync(cancellationToken);
                await db.PublicSubmissions.Where(submission => ids.Contains(submission.IncidentId)).ExecuteDeleteAsync(cancellationToken);
                await db.EventLog.Where(entry => ids.Contains(entry.Subject)).ExecuteDeleteAsync(cancellationToken);
                foreach (var incident in batch)
                {
                    db.Record(incident.PublicId, incident.Erase(zone), Privacy.Retention.Actor, now);
                }

                db.Incidents.RemoveRange(batch);
                await db.SaveChangesAsync(cancellationToken);
                erased = batch.Count;
            },
            cancellationToken);
        return erased;
    }

    // The response kept for an idempotency key holds the text too.
    private Task<int> ForgetResponsesAsync(List<Guid> incidents, CancellationToken cancellationToken) =>
        db.Set<StoredIdempotencyKey>().Where(key => incidents.Contains(key.IncidentId)).ExecuteDeleteAsync(cancellationToken);
}
