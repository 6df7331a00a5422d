using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Incidents;
using Medborgarlofte.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>
/// Erases what is due under a rule with a decision, in batches, so that reports still get their turn. Texts and positions
/// go from their rows; an incident goes with its notes, its kept responses and its events, and one event without time
/// of day takes their place.
/// </summary>
internal sealed class Erasure(IncidentIntakeDbContext db, WriteTurn<IncidentIntakeDbContext> turn, TimeProvider time)
{
    private const int BatchSize = 200;
    private const string Actor = "retention";

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
                default:
                    run.Incidents = await InBatchesAsync(() => EraseIncidentsAsync(due, zone, now, cancellationToken), cancellationToken);
                    break;
            }
        }

        run.CompletedAt = time.GetUtcNow();
        db.ChangeTracker.Clear();
        db.RetentionRuns.Update(run);
        await db.SaveChangesAsync(cancellationToken);
        await EmptyLogAsync(cancellationToken);
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
        return await db.Incidents.Where(incident => batch.Contains(incident.PublicId)).ExecuteUpdateAsync(
            incident => incident.SetProperty(i => i.Description, (string?)null)
                .SetProperty(i => i.Latitude, (double?)null)
                .SetProperty(i => i.Longitude, (double?)null),
            cancellationToken);
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
                await db.EventLog.Where(entry => ids.Contains(entry.Subject)).ExecuteDeleteAsync(cancellationToken);
                foreach (var incident in batch)
                {
                    db.Record(incident.PublicId, incident.Erase(zone), Actor, now);
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

    // SQLite overwrites what is deleted (secure_delete), but older pages stand in the WAL until it is emptied.
    private async Task EmptyLogAsync(CancellationToken cancellationToken)
    {
        if (db.Database.IsSqlite())
        {
            await turn.RunAsync(() => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken), cancellationToken);
        }
    }
}
