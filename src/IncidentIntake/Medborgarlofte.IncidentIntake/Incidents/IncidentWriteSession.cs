using System.Data.Common;
using System.Text.Json;
using Medborgarlofte.Http;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Imports;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>An open connection with the statements of the write path.</summary>
internal sealed class IncidentWriteSession : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;
    private readonly DbConnection _connection;
    private readonly IncidentStatements _statements;

    private IncidentWriteSession(AsyncServiceScope scope, IncidentIntakeDbContext db)
    {
        _scope = scope;
        _connection = db.Database.GetDbConnection();
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
        await using var transaction = await _connection.BeginTransactionAsync();
        foreach (var write in writes)
        {
            foreach (var report in write.Reports)
            {
                await WriteAsync(report, transaction);
            }

            if (write.Progress is { } progress)
            {
                await WriteAsync(progress, write.Reports, transaction);
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
        if (report.Key is { } key)
        {
            await using var found = await _statements.FindKey.ReadAsync(transaction, incident.Municipality, key.Party, key.Key);
            if (await found.ReadAsync())
            {
                var same = found.GetString(0) == key.ContentHash;
                report.Outcome = same ? WriteOutcome.Replayed : WriteOutcome.KeyReused;
                report.StoredAs = found.GetGuid(1);
                report.KeptResponse = same ? found.GetString(2) : null;
                return;
            }
        }

        if (incident.ExternalId is not null)
        {
            await using var found = await _statements.FindExternalId.ReadAsync(
                transaction, incident.Municipality, incident.ReportedBy, incident.Source, incident.ExternalId);
            if (await found.ReadAsync())
            {
                // Its own id: the commit was done, and only the answer to it was lost.
                report.StoredAs = found.GetGuid(0);
                report.Outcome = report.StoredAs == incident.PublicId ? WriteOutcome.Written : WriteOutcome.ExternalIdKnown;
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
                JsonSerializer.Serialize(newKey.Answer, ApiJson.Options),
                incident.RegisteredAt.UtcDateTime);
        }

        report.Outcome = WriteOutcome.Written;
        report.StoredAs = incident.PublicId;
    }

    private async Task WriteAsync(ImportProgress progress, IReadOnlyList<NewIncident> reports, DbTransaction transaction)
    {
        var accepted = reports.Count(report => report.Outcome == WriteOutcome.Written);
        var forward = await _statements.UpdateImport.ExecuteAsync(
            transaction,
            progress.LastLine,
            reports.Count + progress.RowsRefused,
            accepted,
            reports.Count - accepted,
            progress.RowsRefused,
            progress.LeasedUntil.UtcDateTime,
            progress.At.UtcDateTime,
            progress.ImportId);
        if (forward == 0)
        {
            return;
        }

        foreach (var refusal in progress.Refusals)
        {
            await _statements.InsertRefusal.ExecuteAsync(transaction, progress.ImportId, refusal.Line, refusal.Field, refusal.Reason);
        }
    }
}
