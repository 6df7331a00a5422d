namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>
/// Erases incidents with their notes, receipts, submissions, updates, stored responses and events. One event without time of day
/// replaces them. An incident with an unpublished event waits for the publication.
/// </summary>
internal sealed class IncidentErasure() : DocumentErasure<Incident>(DocumentType.Incident)
{
    protected override IOrderedQueryable<Incident> Due(ErasureScope scope)
    {
        var db = scope.Db;
        return scope.UnchangedIncidents
            .Where(incident => !db.EventLog.Any(entry => entry.Subject == incident.PublicId && entry.PublishedAt == null))
            .OrderBy(incident => incident.Id);
    }

    protected override async Task<int> EraseAsync(IQueryable<Incident> batch, ErasureScope scope, CancellationToken cancellationToken)
    {
        var db = scope.Db;
        var erased = 0;
        await db.InTransactionAsync(
            async () =>
            {
                var incidents = await batch.ToListAsync(cancellationToken);
                var ids = incidents.ConvertAll(incident => incident.PublicId);
                await scope.DeleteStoredResponsesAsync(ids, cancellationToken);
                await db.IncidentNotes.Where(note => ids.Contains(note.IncidentId)).ExecuteDeleteAsync(cancellationToken);
                await db.ServiceRequestUpdates.Where(update => ids.Contains(update.IncidentId)).ExecuteDeleteAsync(cancellationToken);
                await db.Receipts.Where(receipt => ids.Contains(receipt.IncidentId)).ExecuteDeleteAsync(cancellationToken);
                await db.PublicSubmissions.Where(submission => ids.Contains(submission.IncidentId)).ExecuteDeleteAsync(cancellationToken);
                await db.DismissedDuplicates
                    .Where(pair => ids.Contains(pair.IncidentId) || ids.Contains(pair.OtherIncidentId))
                    .ExecuteDeleteAsync(cancellationToken);
                await db.EventLog.Where(entry => ids.Contains(entry.Subject)).ExecuteDeleteAsync(cancellationToken);
                foreach (var incident in incidents)
                {
                    db.Record(incident.PublicId, incident.Erase(scope.TimeZone), Privacy.Retention.Actor, scope.Now);
                }

                db.Incidents.RemoveRange(incidents);
                await db.SaveChangesAsync(cancellationToken);
                erased = incidents.Count;
            },
            cancellationToken);
        return erased;
    }
}
