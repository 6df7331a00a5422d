using System.Data;
using System.Data.Common;
using Medborgarlofte.Reporting.Data;
using Microsoft.EntityFrameworkCore;
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
        + " WHERE Municipality = @Municipality AND Basis = @Basis AND Dimension = @Dimension AND Grain = @Grain AND [Day] = @Day AND Area = @Area AND Category = @Category AND Attempted = @Attempted AND [Value] = @Value";

    private const string InsertCell =
        "INSERT INTO CubeCell (Municipality, Basis, Dimension, Grain, [Day], Area, Category, Attempted, [Value], [Count])"
        + " VALUES (@Municipality, @Basis, @Dimension, @Grain, @Day, @Area, @Category, @Attempted, @Value, @Delta)";

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
        await using var insert = FactCommand(db, InsertFact);
        await using var update = FactCommand(db, UpdateFact);
        foreach (var (fact, erased) in newest)
        {
            var old = stored.GetValueOrDefault(fact.IncidentId);
            if (old is null || old.Version < fact.Version)
            {
                await WriteFactAsync(old is null ? insert : update, erased ? fact.Redacted() : fact, cancellationToken);
                deltas.Move(old, fact);
            }
        }

        await WriteCellsAsync(db, deltas, cancellationToken);
    }

    private static async Task WriteFactAsync(DbCommand command, IncidentFact fact, CancellationToken cancellationToken)
    {
        var parameters = command.Parameters;
        parameters[0].Value = fact.IncidentId;
        parameters[1].Value = fact.Version;
        parameters[2].Value = fact.Municipality;
        parameters[3].Value = fact.Area;
        parameters[4].Value = fact.Category;
        parameters[5].Value = fact.Attempted;
        parameters[6].Value = fact.Forms.Joined;
        parameters[7].Value = fact.Targets.Joined;
        parameters[8].Value = fact.Goods.Joined;
        parameters[9].Value = fact.VictimGroups.Joined;
        parameters[10].Value = fact.ReportedOn;
        parameters[11].Value = fact.OccurredOn;
        parameters[12].Value = fact.Counted;
        parameters[13].Value = fact.IsSelection;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task WriteCellsAsync(ReportingDbContext db, CubeDeltas deltas, CancellationToken cancellationToken)
    {
        await using var update = CellCommand(db, UpdateCell);
        await using var insert = CellCommand(db, InsertCell);
        foreach (var (key, delta) in deltas.Changed)
        {
            SetCell(update, key, delta);
            if (await update.ExecuteNonQueryAsync(cancellationToken) == 0)
            {
                SetCell(insert, key, delta);
                await insert.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }

    private static void SetCell(DbCommand command, CellKey key, int delta)
    {
        var parameters = command.Parameters;
        parameters[0].Value = key.Municipality;
        parameters[1].Value = (byte)key.Basis;
        parameters[2].Value = (byte)key.Dimension;
        parameters[3].Value = (byte)key.Grain;
        parameters[4].Value = key.Day;
        parameters[5].Value = key.Area;
        parameters[6].Value = key.Category;
        parameters[7].Value = key.Attempted;
        parameters[8].Value = key.Value;
        parameters[9].Value = delta;
    }

    private static DbCommand FactCommand(ReportingDbContext db, string sql)
    {
        var command = Command(db, sql);
        Add(command, "IncidentId", DbType.Guid);
        Add(command, "Version", DbType.Int32);
        Add(command, "Municipality", DbType.String, ReportingDbContext.MunicipalityLength);
        Add(command, "Area", DbType.String, ReportingDbContext.CodeLength);
        Add(command, "Category", DbType.String, ReportingDbContext.CodeLength);
        Add(command, "Attempted", DbType.Boolean);
        Add(command, "Forms", DbType.String, ReportingDbContext.CodeSetLength);
        Add(command, "Targets", DbType.String, ReportingDbContext.CodeSetLength);
        Add(command, "Goods", DbType.String, ReportingDbContext.CodeSetLength);
        Add(command, "VictimGroups", DbType.String, ReportingDbContext.CodeSetLength);
        Add(command, "ReportedOn", DbType.Date);
        Add(command, "OccurredOn", DbType.Date);
        Add(command, "Counted", DbType.Boolean);
        Add(command, "IsSelection", DbType.Boolean);
        return command;
    }

    private static DbCommand CellCommand(ReportingDbContext db, string sql)
    {
        var command = Command(db, sql);
        Add(command, "Municipality", DbType.String, ReportingDbContext.MunicipalityLength);
        Add(command, "Basis", DbType.Byte);
        Add(command, "Dimension", DbType.Byte);
        Add(command, "Grain", DbType.Byte);
        Add(command, "Day", DbType.Date);
        Add(command, "Area", DbType.String, ReportingDbContext.CodeLength);
        Add(command, "Category", DbType.String, ReportingDbContext.CodeLength);
        Add(command, "Attempted", DbType.Boolean);
        Add(command, "Value", DbType.String, ReportingDbContext.CodeLength);
        Add(command, "Delta", DbType.Int32);
        return command;
    }

    private static DbCommand Command(ReportingDbContext db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
#pragma warning disable CA2100 // All arguments are constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    // The fixed size gives SQL Server one plan for all lengths. It exceeds the column's by one, so that the server rejects too long values
    // instead of truncating them. SQLite keeps the compiled statement with the command.
    private static void Add(DbCommand command, string name, DbType type, int size = 0)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + name;
        parameter.DbType = type;
        if (size > 0)
        {
            parameter.Size = size + 1;
        }

        command.Parameters.Add(parameter);
    }
}
