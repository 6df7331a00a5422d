using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace Medborgarlofte.Reporting.Cube;

/// <summary>The fact in an event, and whether the event erases everything but its count.</summary>
internal sealed record FactChange(IncidentFact Fact, bool Erased = false);

/// <summary>
/// Updates facts and cube inside the caller's transaction. Uses plain commands, created once for each batch, because change tracking costs
/// several times as much.
/// </summary>
internal static class IncidentBatch
{
    private const string InsertFact =
        "INSERT INTO IncidentFact (IncidentId, Version, Municipality, Area, Category, Attempted, Forms, Targets, Goods, VictimGroups,"
        + " ReportedOn, OccurredOn, Counted, IsSelection)"
        + " VALUES (@IncidentId, @Version, @Municipality, @Area, @Category, @Attempted, @Forms, @Targets, @Goods, @VictimGroups,"
        + " @ReportedOn, @OccurredOn, @Counted, @IsSelection)";

    private const string UpdateFact =
        "UPDATE IncidentFact SET Version = @Version, Municipality = @Municipality, Area = @Area, Category = @Category,"
        + " Attempted = @Attempted, Forms = @Forms, Targets = @Targets, Goods = @Goods, VictimGroups = @VictimGroups,"
        + " ReportedOn = @ReportedOn, OccurredOn = @OccurredOn, Counted = @Counted, IsSelection = @IsSelection"
        + " WHERE IncidentId = @IncidentId AND Version < @Version";

    private const string UpdateCell =
        "UPDATE CubeCell SET [Count] = [Count] + @Delta"
        + " WHERE Municipality = @Municipality AND Basis = @Basis AND Dimension = @Dimension AND Grain = @Grain"
        + " AND [Day] = @Day AND Area = @Area AND Category = @Category AND Attempted = @Attempted AND [Value] = @Value";

    private const string InsertCell =
        "INSERT INTO CubeCell (Municipality, Basis, Dimension, Grain, [Day], Area, Category, Attempted, [Value], [Count])"
        + " VALUES (@Municipality, @Basis, @Dimension, @Grain, @Day, @Area, @Category, @Attempted, @Value, @Delta)";

    private static readonly Column<IncidentFact>[] FactColumns =
    [
        new("IncidentId", DbType.Guid, fact => fact.IncidentId),
        new("Version", DbType.Int32, fact => fact.Version),
        new("Municipality", DbType.String, fact => fact.Municipality, ReportingDbContext.MunicipalityLength),
        new("Area", DbType.String, fact => fact.Area, ReportingDbContext.CodeLength),
        new("Category", DbType.String, fact => fact.Category, ReportingDbContext.CodeLength),
        new("Attempted", DbType.Boolean, fact => fact.Attempted),
        new("Forms", DbType.String, fact => fact.Forms.Joined, ReportingDbContext.CodeSetLength),
        new("Targets", DbType.String, fact => fact.Targets.Joined, ReportingDbContext.CodeSetLength),
        new("Goods", DbType.String, fact => fact.Goods.Joined, ReportingDbContext.CodeSetLength),
        new("VictimGroups", DbType.String, fact => fact.VictimGroups.Joined, ReportingDbContext.CodeSetLength),
        new("ReportedOn", DbType.Date, fact => fact.ReportedOn),
        new("OccurredOn", DbType.Date, fact => fact.OccurredOn),
        new("Counted", DbType.Boolean, fact => fact.Counted),
        new("IsSelection", DbType.Boolean, fact => fact.IsSelection),
    ];

    private static readonly Column<(CellKey Key, int Delta)>[] CellColumns =
    [
        new("Municipality", DbType.String, cell => cell.Key.Municipality, ReportingDbContext.MunicipalityLength),
        new("Basis", DbType.Byte, cell => (byte)cell.Key.Basis),
        new("Dimension", DbType.Byte, cell => (byte)cell.Key.Dimension),
        new("Grain", DbType.Byte, cell => (byte)cell.Key.Grain),
        new("Day", DbType.Date, cell => cell.Key.Day),
        new("Area", DbType.String, cell => cell.Key.Area, ReportingDbContext.CodeLength),
        new("Category", DbType.String, cell => cell.Key.Category, ReportingDbContext.CodeLength),
        new("Attempted", DbType.Boolean, cell => cell.Key.Attempted),
        new("Value", DbType.String, cell => cell.Key.Value, ReportingDbContext.CodeLength),
        new("Delta", DbType.Int32, cell => cell.Delta),
    ];

    /// <summary>Applies the changes. A change that is not newer than the stored fact has no effect.</summary>
    public static async Task ApplyAsync(ReportingDbContext db, IEnumerable<FactChange> changes, CancellationToken cancellationToken)
    {
        var newest = changes.GroupBy(change => change.Fact.IncidentId)
            .Select(versions => versions.MaxBy(version => version.Fact.Version)!)
            .ToList();
        var ids = newest.ConvertAll(change => change.Fact.IncidentId);
        var stored = await db.IncidentFacts.AsNoTracking()
            .Where(fact => ids.Contains(fact.IncidentId))
            .ToDictionaryAsync(fact => fact.IncidentId, cancellationToken);

        var deltas = new CubeDeltas();
        await using var insert = CreateCommand(db, InsertFact, FactColumns);
        await using var update = CreateCommand(db, UpdateFact, FactColumns);
        foreach (var (fact, erased) in newest)
        {
            var old = stored.GetValueOrDefault(fact.IncidentId);
            if (old is null || old.Version < fact.Version)
            {
                var changed = erased ? fact.Redacted() : fact;
                await ExecuteAsync(old is null ? insert : update, FactColumns, changed, cancellationToken);
                deltas.Move(old, fact);
            }
        }

        await WriteCellsAsync(db, deltas, cancellationToken);
    }

    private static async Task WriteCellsAsync(ReportingDbContext db, CubeDeltas deltas, CancellationToken cancellationToken)
    {
        await using var update = CreateCommand(db, UpdateCell, CellColumns);
        await using var insert = CreateCommand(db, InsertCell, CellColumns);
        foreach (var cell in deltas.Changed)
        {
            if (await ExecuteAsync(update, CellColumns, cell, cancellationToken) == 0)
            {
                await ExecuteAsync(insert, CellColumns, cell, cancellationToken);
            }
        }
    }

    private static Task<int> ExecuteAsync<T>(DbCommand command, Column<T>[] columns, T row, CancellationToken cancellationToken)
    {
        for (var index = 0; index < columns.Length; index++)
        {
            command.Parameters[index].Value = columns[index].ValueOf(row);
        }

        return command.ExecuteNonQueryAsync(cancellationToken);
    }

    // The fixed size gives SQL Server one plan for all lengths. It exceeds the column's by one, so that the server rejects too long values
    // instead of truncating them. SQLite keeps the compiled statement with the command.
    private static DbCommand CreateCommand<T>(ReportingDbContext db, string sql, Column<T>[] columns)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
#pragma warning disable CA2100 // All arguments are constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var column in columns)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + column.Name;
            parameter.DbType = column.Type;
            if (column.Length > 0)
            {
                parameter.Size = column.Length + 1;
            }

            command.Parameters.Add(parameter);
        }

        return command;
    }

    private sealed record Column<T>(string Name, DbType Type, Func<T, object> ValueOf, int Length = 0);
}
