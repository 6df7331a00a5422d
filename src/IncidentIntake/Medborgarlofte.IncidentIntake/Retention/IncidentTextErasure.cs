using System.Text.Json.Nodes;
using Medborgarlofte.Contracts;

namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>
/// Erases description and position of incidents, the hashes from which a text can be guessed, and the grid cells in events. An incident
/// that a correction has cleared may still have a grid cell in its events.
/// </summary>
internal sealed class IncidentTextErasure() : DocumentErasure<Incident>(DocumentType.IncidentText)
{
    private const string CellMember = "gridCell";
    private const string CellInPayload = $"\"{CellMember}\":\"";

    protected override IOrderedQueryable<Incident> Due(ErasureScope scope)
    {
        var db = scope.Db;
        return scope.UnchangedIncidents.Where(incident => incident.Description != null || incident.Latitude != null
            || db.PublicSubmissions.Any(submission =>
                submission.IncidentId == incident.PublicId && (submission.ContentHash != null || submission.WordsHash != null))
            || db.EventLog.Any(entry => entry.Subject == incident.PublicId && entry.Payload.Contains(CellInPayload)))
            .OrderBy(incident => incident.Id);
    }

    protected override async Task<int> EraseAsync(IQueryable<Incident> batch, ErasureScope scope, CancellationToken cancellationToken)
    {
        var ids = await batch.Select(incident => incident.PublicId).ToListAsync(cancellationToken);
        await scope.DeleteStoredResponsesAsync(ids, cancellationToken);
        await scope.Db.PublicSubmissions.Where(submission => ids.Contains(submission.IncidentId)).ExecuteUpdateAsync(
            submission => submission.SetProperty(s => s.ContentHash, (string?)null).SetProperty(s => s.WordsHash, (string?)null),
            cancellationToken);
        await RemoveCellsAsync(ids, scope, cancellationToken);
        return await scope.Db.Incidents.Where(incident => ids.Contains(incident.PublicId)).ExecuteUpdateAsync(
            incident => incident.SetProperty(i => i.Description, (string?)null)
                .SetProperty(i => i.Latitude, (double?)null)
                .SetProperty(i => i.Longitude, (double?)null),
            cancellationToken);
    }

    // In the countryside a grid cell may contain a single house.
    private static async Task RemoveCellsAsync(List<Guid> incidents, ErasureScope scope, CancellationToken cancellationToken)
    {
        var db = scope.Db;
        var entries = await db.EventLog
            .Where(entry => incidents.Contains(entry.Subject) && entry.Payload.Contains(CellInPayload))
            .ToListAsync(cancellationToken);
        foreach (var entry in entries)
        {
            var payload = JsonNode.Parse(entry.Payload)!.AsObject();
            payload.Remove(CellMember);
            db.Entry(entry).Property(e => e.Payload).CurrentValue = payload.ToJsonString(EventJson.Options);
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
