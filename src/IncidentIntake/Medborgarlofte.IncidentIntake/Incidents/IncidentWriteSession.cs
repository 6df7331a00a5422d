using System.Data;
using System.Data.Common;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>An open connection with the statements of the write path; plain SQL that both databases take.</summary>
internal sealed class IncidentWriteSession : IAsyncDisposable
{
    private static readonly string[] IncidentColumns =
    [
        "PublicId", "Municipality", "Category", "Attempted", "Area", "Latitude", "Longitude", "Forms", "Targets", "Goods", "VictimGroups",
        "OccurredFrom", "OccurredTo", "ReportedAt", "RegisteredAt", "Source", "ExternalId", "IsSelection", "Description", "Status",
        "ReportedBy", "Version",
    ];

    private readonly AsyncServiceScope _scope;
    private readonly DbConnection _connection;
    private readonly Statement _insertIncident;
    private readonly Statement _insertEvent;
    private readonly Statement _findKey;
    private readonly Statement _insertKey;
    private readonly Statement _findExternalId;
    private readonly Statement _updateImport;
    private readonly Statement _insertRefusal;

    private IncidentWriteSession(AsyncServiceScope scope, DbConnection connection)
    {
        _scope = scope;
        _connection = connection;
        _insertIncident = Insert("Incidents", IncidentColumns);
        _insertEvent = Insert("EventLog", ["EventId", "Type", "Subject", "Payload", "Actor", "At", "TraceParent"]);
        _findKey = new Statement(
            connection,
            "SELECT ContentHash, IncidentId, Response FROM IdempotencyKeys WHERE Municipality = @Municipality AND Party = @Party AND UsedKey = @UsedKey",
            ["Municipality", "Party", "UsedKey"]);
        _insertKey = Insert("IdempotencyKeys", ["Municipality", "Party", "UsedKey", "ContentHash", "IncidentId", "Response", "At"]);
        _findExternalId = new Statement(
            connection,
            "SELECT PublicId FROM Incidents WHERE Municipality = @Municipality AND Source = @Source AND ExternalId = @ExternalId",
            ["Municipality", "Source", "ExternalId"]);
        _updateImport = new Statement(
            connection,
            "UPDATE IncidentImports SET LastLine = @LastLine, RowsRead = RowsRead + @Read, RowsAccepted = RowsAccepted + @Accepted, "
            + "RowsKnown = RowsKnown + @Known, RowsRefused = RowsRefused + @Refused, LeasedUntil = @LeasedUntil, ProgressAt = @ProgressAt WHERE Id = @Id",
            ["LastLine", "Read", "Accepted", "Known", "Refused", "LeasedUntil", "ProgressAt", "Id"]);
        _insertRefusal = Insert("ImportRefusals", ["ImportId", "Line", "Field", "Reason"]);
    }

    public static async Task<IncidentWriteSession> OpenAsync(AsyncServiceScope scope)
    {
        try
        {
            var database = scope.ServiceProvider.GetRequiredService<IncidentIntakeDbContext>().Database;
            await database.OpenConnectionAsync();
            return new IncidentWriteSession(scope, database.GetDbConnection());
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
        Statement[] statements = [_insertIncident, _insertEvent, _findKey, _insertKey, _findExternalId, _updateImport, _insertRefusal];
        foreach (var statement in statements)
        {
            await statement.DisposeAsync();
        }

        await _scope.DisposeAsync();
    }

    private async Task WriteAsync(NewIncident report, DbTransaction transaction)
    {
        var incident = report.Incident;
        if (report.Key is { } key)
        {
            await using var found = await _findKey.ReadAsync(transaction, incident.Municipality, key.Party, key.Key);
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
            await using var found = await _findExternalId.ReadAsync(transaction, incident.Municipality, incident.Source, incident.ExternalId);
            if (await found.ReadAsync())
            {
                report.Outcome = WriteOutcome.ExternalIdKnown;
                report.StoredAs = found.GetGuid(0);
                return;
            }
        }

        await _insertIncident.ExecuteAsync(
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
        await _insertEvent.ExecuteAsync(
            transaction, entry.EventId, entry.Type, entry.Subject, entry.Payload, entry.Actor, entry.At.UtcDateTime, entry.TraceParent);
        if (report.Key is { } newKey)
        {
            await _insertKey.ExecuteAsync(
                transaction,
                incident.Municipality,
                newKey.Party,
                newKey.Key,
                newKey.ContentHash,
                incident.PublicId,
                report.Response(),
                incident.RegisteredAt.UtcDateTime);
        }

        report.Outcome = WriteOutcome.Written;
        report.StoredAs = incident.PublicId;
    }

    private async Task WriteAsync(ImportProgress progress, IReadOnlyList<NewIncident> reports, DbTransaction transaction)
    {
        foreach (var refusal in progress.Refusals)
        {
            await _insertRefusal.ExecuteAsync(transaction, progress.ImportId, refusal.Line, refusal.Field, refusal.Reason);
        }

        var accepted = reports.Count(report => report.Outcome == WriteOutcome.Written);
        await _updateImport.ExecuteAsync(
            transaction,
            progress.LastLine,
            reports.Count + progress.RowsRefused,
            accepted,
            reports.Count - accepted,
            progress.RowsRefused,
            progress.LeasedUntil.UtcDateTime,
            progress.At.UtcDateTime,
            progress.ImportId);
    }

    private Statement Insert(string table, string[] columns) => new(
        _connection,
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "@" + column))})",
        columns);

    private sealed class Statement : IAsyncDisposable
    {
        private readonly DbCommand _command;

        public Statement(DbConnection connection, string sql, string[] parameters)
        {
            _command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is made of constants above.
            _command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var name in parameters)
            {
                var parameter = _command.CreateParameter();
                parameter.ParameterName = "@" + name;
                _command.Parameters.Add(parameter);
            }
        }

        public Task<int> ExecuteAsync(DbTransaction transaction, params ReadOnlySpan<object?> values)
        {
            Bind(transaction, values);
            return _command.ExecuteNonQueryAsync();
        }

        public Task<DbDataReader> ReadAsync(DbTransaction transaction, params ReadOnlySpan<object?> values)
        {
            Bind(transaction, values);
            return _command.ExecuteReaderAsync();
        }

        public ValueTask DisposeAsync() => _command.DisposeAsync();

        private void Bind(DbTransaction transaction, ReadOnlySpan<object?> values)
        {
            _command.Transaction = transaction;
            for (var index = 0; index < values.Length; index++)
            {
                var parameter = _command.Parameters[index];
                parameter.Value = values[index] ?? DBNull.Value;
                if (values[index] is DateTime)
                {
                    // SQL Server's driver would take it for the old datetime and round it to 3 ms.
                    parameter.DbType = DbType.DateTime2;
                }
            }
        }
    }
}
