using System.Data.Common;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Medborgarlofte.Architecture.Tests;

/// <summary>Old and new replicas share a database during an upgrade, so migrations only add.</summary>
public sealed class UpgradeTests
{
    public static TheoryData<string> Modules => Repository.ModuleNames;

    [Theory]
    [MemberData(nameof(Modules))]
    public void Migrations_are_compatible_with_the_previous_version(string module)
    {
        foreach (var context in DatabaseModelTests.ContextsOf(module))
        {
            using var db = DatabaseModelTests.Create(context);
            var migrations = db.GetService<IMigrationsAssembly>();

            var broken =
                from migration in migrations.Migrations
                from operation in migrations.CreateMigration(migration.Value, db.Database.ProviderName!).UpOperations
                where IsBreaking(operation)
                let table = (operation as ITableMigrationOperation)?.Table
                select $"{migration.Key}: {operation.GetType().Name} {table} {(operation as ColumnOperation)?.Name}";

            Assert.Empty(broken);
        }
    }

    /// <summary>Writes and reads the columns of each earlier version, before and after the later migrations.</summary>
    [Theory]
    [MemberData(nameof(Modules))]
    public async Task Older_version_reads_and_writes_its_columns_after_newer_migrations(string module)
    {
        var sqlite = DatabaseModelTests.ContextsOf(module).Single(context => context.Name.StartsWith("Sqlite", StringComparison.Ordinal));
        await using var design = DatabaseModelTests.Create(sqlite);
        foreach (var version in design.Database.GetMigrations().SkipLast(1))
        {
            await using var file = TestDatabase.CreateFile();
            await using var db = DatabaseModelTests.Create(sqlite, file.ConnectionString);
            await db.GetService<IMigrator>().MigrateAsync(version);
            await db.Database.OpenConnectionAsync();
            var connection = db.Database.GetDbConnection();
            await RunAsync(connection, "PRAGMA foreign_keys=OFF");
            var tables = await TablesAsync(connection);

            await WriteAsync(connection, tables, 1_000_001);
            await db.Database.MigrateAsync();
            await WriteAsync(connection, tables, 1_000_002);

            foreach (var (table, columns) in tables)
            {
                var rows = await ReadAsync(
                    connection,
                    $"""
                    SELECT {Names(columns)} FROM "{table}"
                    WHERE {columns[0].Name} IN ('1000001', '1000002') ORDER BY {columns[0].Name}
                    """);
                Assert.Equal(["1000001", "1000002"], rows.Select(row => row.Distinct().Single()));
            }
        }
    }

    // The previous version must be able to omit new columns and to use existing ones as before.
    private static bool IsBreaking(MigrationOperation operation) => operation switch
    {
        DropTableOperation or DropColumnOperation or RenameTableOperation or RenameColumnOperation => true,
        AddColumnOperation added =>
            !added.IsNullable && added.DefaultValue is null && added.DefaultValueSql is null && added.ComputedColumnSql is null,
        AlterColumnOperation altered =>
            (altered.OldColumn.IsNullable && !altered.IsNullable) || altered.MaxLength < (altered.OldColumn.MaxLength ?? int.MaxValue),
        AddCheckConstraintOperation or AddForeignKeyOperation or AddUniqueConstraintOperation => true,
        _ => false,
    };

    private static async Task<Dictionary<string, List<(string Name, string Type)>>> TablesAsync(DbConnection connection)
    {
        var columns = await ReadAsync(
            connection,
            """
            SELECT t.name, '"' || c.name || '"', c.type
            FROM sqlite_master t JOIN pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '\_\_EF%' ESCAPE '\'
            """);
        return columns.GroupBy(column => column[0])
            .ToDictionary(table => table.Key, table => table.Select(column => (column[1], column[2])).ToList());
    }

    private static async Task WriteAsync(DbConnection connection, Dictionary<string, List<(string Name, string Type)>> tables, int number)
    {
        foreach (var (table, columns) in tables)
        {
            var values = string.Join(", ", columns.Select(column => column.Type == "TEXT" ? $"'{number}'" : $"{number}"));
            await RunAsync(connection, $"INSERT INTO \"{table}\" ({Names(columns)}) VALUES ({values})");
        }
    }

    private static string Names(List<(string Name, string Type)> columns) => string.Join(", ", columns.Select(column => column.Name));

    private static async Task RunAsync(DbConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string[]>> ReadAsync(DbConnection connection, string query)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount)
                .Select(column => Convert.ToString(reader.GetValue(column), System.Globalization.CultureInfo.InvariantCulture)!)]);
        }

        return rows;
    }
}
