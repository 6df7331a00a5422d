using System.Data;
using System.Data.Common;

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>The prepared statements of the write path on one connection, in SQL that both databases support.</summary>
internal sealed class IncidentStatements(IncidentIntakeDbContext db) : IAsyncDisposable
{
    private static readonly string[] IncidentColumns =
    [
        "PublicId", "Municipality", "Category", "Attempted", "Area", "Latitude", "Longitude", "Forms", "Targets", "Goods", "VictimGroups",
        "OccurredFrom", "OccurredTo", "ReportedAt", "RegisteredAt", "Source", "ExternalId", "IsSelection", "Description", "Status",
        "ReportedBy", "Version",
    ];

    private static readonly string[] EventColumns = ["EventId", "Type", "Subject", "Payload", "Actor", "At", "TraceParent"];
    private static readonly string[] KeyColumns = ["Municipality", "Party", "UsedKey", "ContentHash", "IncidentId", "Response", "At"];

    private static readonly string InsertIncidentSql = InsertInto("Incidents", IncidentColumns);
    private static readonly string InsertEventSql = InsertInto("EventLog", EventColumns);
    private static readonly string InsertKeySql = InsertInto("IdempotencyKeys", KeyColumns);

    private const string FindKeySql =
        "SELECT ContentHash, IncidentId, Response FROM IdempotencyKeys "
        + "WHERE Municipality = @Municipality AND Party = @Party AND UsedKey = @UsedKey";

    private const string FindIncidentSql = "SELECT PublicId FROM Incidents WHERE PublicId = @PublicId";

    private const string FindExternalIdSql =
        "SELECT PublicId FROM Incidents "
        + "WHERE Municipality = @Municipality AND ReportedBy = @ReportedBy AND Source = @Source AND ExternalId = @ExternalId";

    public Statement InsertIncident { get; } = new(db, typeof(Incident), InsertIncidentSql, IncidentColumns);

    public Statement InsertEvent { get; } = new(db, typeof(EventLogEntry), InsertEventSql, EventColumns);

    public Statement FindIncident { get; } = new(db, typeof(Incident), FindIncidentSql, ["PublicId"]);

    public Statement FindKey { get; } = new(db, typeof(StoredIdempotencyKey), FindKeySql, ["Municipality", "Party", "UsedKey"]);

    public Statement InsertKey { get; } = new(db, typeof(StoredIdempotencyKey), InsertKeySql, KeyColumns);

    public Statement FindExternalId { get; } =
        new(db, typeof(Incident), FindExternalIdSql, ["Municipality", "ReportedBy", "Source", "ExternalId"]);

    public IReadOnlyList<Statement> All => [InsertIncident, InsertEvent, FindIncident, FindKey, InsertKey, FindExternalId];

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in All)
        {
            await statement.DisposeAsync();
        }
    }

    private static string InsertInto(string table, string[] columns) =>
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "@" + column))})";

    /// <summary>A command that is created once, with new parameter values for each row.</summary>
    internal sealed class Statement : IAsyncDisposable
    {
        public Statement(DbContext db, Type entity, string sql, string[] parameters)
        {
            Command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Every statement consists of the constants above.
            Command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var name in parameters)
            {
                // The column's type: without it SQL Server's driver sends a time as datetime, which is rounded to 3 ms.
                var type = db.Model.FindEntityType(entity)!.FindProperty(name)!.GetRelationalTypeMapping();
                var parameter = type.CreateParameter(Command, "@" + name, value: null, nullable: true);
                if (parameter.DbType == DbType.String)
                {
                    // One size for all lengths gives SQL Server one plan. One more than the column's, so that a longer value is an
                    // error instead of truncated.
                    parameter.Size = type.Size + 1 ?? -1;
                }

                Command.Parameters.Add(parameter);
            }
        }

        public DbCommand Command { get; }

        public Task<int> ExecuteAsync(DbTransaction transaction, params ReadOnlySpan<object?> values)
        {
            Bind(transaction, values);
            return Command.ExecuteNonQueryAsync();
        }

        public Task<DbDataReader> ReadAsync(DbTransaction transaction, params ReadOnlySpan<object?> values)
        {
            Bind(transaction, values);
            return Command.ExecuteReaderAsync();
        }

        public ValueTask DisposeAsync() => Command.DisposeAsync();

        private void Bind(DbTransaction transaction, ReadOnlySpan<object?> values)
        {
            Command.Transaction = transaction;
            for (var index = 0; index < values.Length; index++)
            {
                Command.Parameters[index].Value = values[index] ?? DBNull.Value;
            }
        }
    }
}
