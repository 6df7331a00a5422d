using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>An open connection with the statements of the write path.</summary>
internal sealed class IncidentWriteSession : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;
    private readonly IncidentIntakeDbContext _db;
    private readonly IncidentStatements _statements;

    private IncidentWriteSession(AsyncServiceScope scope, IncidentIntakeDbContext db)
    {
        _scope = scope;
        _db = db;
        _statements = new IncidentStatements(db);
    }

    public static async Task<IncidentWriteSession> OpenAsync(AsyncServiceScope scope)
    {
        try
        {
            var db = scope.ServiceProvider.GetRequiredService<IncidentIntakeDbContext>();
            await db.Database.OpenConnectionAsync();
            return new IncidentWriteSession(scope, db);
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    public async Task CommitAsync(IReadOnlyList<IncidentWrite> writes)
    {
        await using var transaction = await _db.Database.BeginTransactionAsync();
        foreach (var write in writes)
        {
            foreach (var report in write.Reports)
            {
                await WriteAsync(report, transaction.GetDbTransaction());
            }

            if (write.Progress is { } progress)
            {
                await progress.StoreAsync(_db, write.Reports);
            }
        }

        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _statements.DisposeAsync();
        await _scope.DisposeAsync();
    }

    private async Task WriteAsync(NewIncident report, DbTransaction transaction)
    {
        var incident = report.Incident;
        if (report.StoredAs == incident.PublicId)
        {
            // An earlier attempt wrote it. The commit may have succeeded although the connection was lost.
            await using var found = await _statements.FindIncident.ReadAsync(transaction, incident.PublicId);
            if (await found.ReadAsync())
            {
                return;
            }
        }

        if (report.Key is { } key)
        {
            await using var found = await _statements.FindKey.ReadAsync(transaction, incident.Municipality, key.Party, key.Key);
            if (await found.ReadAsync())
            {
                var same = found.GetString(0) == key.ContentHash;
                report.Outcome = same ? WriteOutcome.Replayed : WriteOutcome.KeyReused;
                report.StoredAs = found.GetGuid(1);
                report.StoredResponse = same ? found.GetString(2) : null;
                return;
            }
        }

        if (incident.ExternalId is not null)
        {
            await using var found = await _statements.FindExternalId.ReadAsync(
                transaction, incident.Municipality, incident.ReportedBy, incident.Source, incident.ExternalId);
            if (await found.ReadAsync())
            {
                report.StoredAs = found.GetGuid(0);
                report.Outcome = WriteOutcome.ExternalIdKnown;
                return;
            }
        }

        await _statements.InsertIncident.ExecuteAsync(
            transaction,
            incident.PublicId,
            incident.Municipality,
            incident.Category,
            incident.Attempted,
            incident.Area,
            incident.Latitude,
            incident.Longitude,
            JoinedCodes.Join(incident.Forms),
            JoinedCodes.Join(incident.Targets),
            JoinedCodes.Join(incident.Goods),
            JoinedCodes.Join(incident.VictimGroups),
            incident.OccurredFrom.UtcDateTime,
            incident.OccurredTo.UtcDateTime,
            incident.ReportedAt.UtcDateTime,
            incident.RegisteredAt.UtcDateTime,
            incident.Source,
            incident.ExternalId,
            incident.IsSelection,
            incident.Description,
            incident.Status.ToString(),
            incident.ReportedBy,
            incident.Version);
        var entry = report.Event;
        await _statements.InsertEvent.ExecuteAsync(
            transaction, entry.EventId, entry.Type, entry.Subject, entry.Payload, entry.Actor, entry.At.UtcDateTime, entry.TraceParent);
        if (report.Key is { } newKey)
        {
            await _statements.InsertKey.ExecuteAsync(
                transaction,
                incident.Municipality,
                newKey.Party,
                newKey.Key,
                newKey.ContentHash,
                incident.PublicId,
                JsonSerializer.Serialize(newKey.Response, ApiJson.Options),
                incident.RegisteredAt.UtcDateTime);
        }

        report.Outcome = WriteOutcome.Written;
        report.StoredAs = incident.PublicId;
    }
}
