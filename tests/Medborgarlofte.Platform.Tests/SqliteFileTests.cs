using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Platform.Tests;

public sealed class SqliteFileTests
{
    [Theory]
    [InlineData("PRAGMA user_version")]
    [InlineData("CREATE TABLE \"Older\" (\"Id\" INTEGER)")]
    public async Task A_file_is_written_ahead_so_that_readers_and_the_writer_leave_each_other_alone(string before)
    {
        await using var database = TestDatabase.CreateFile();
        await ExecuteAsync(database.ConnectionString, before);

        await using var app = await TestApp.StartAsync(_ => { }, shared: database);

        Assert.Equal("wal", await ExecuteAsync(database.ConnectionString, "PRAGMA journal_mode"));
    }

    [Fact]
    public async Task A_process_that_was_killed_while_it_migrated_a_file_holds_up_nobody_for_ever()
    {
        await using var database = TestDatabase.CreateFile();
        await ExecuteAsync(
            database.ConnectionString,
            """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2021-05-03 09:00:00.0000000+00:00');
            """);

        await using var app = await TestApp.StartAsync(_ => { }, shared: database);

        await app.WaitUntilPublishedAsync(await app.RecordAsync(TestApp.Area("ramdal")));
    }

    [Fact]
    public async Task File_whose_migration_was_killed_a_moment_ago_is_ready_at_once()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await ExecuteAsync(
            database.ConnectionString,
            """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, datetime('now'));
            """);

        await using var app = await TestApp.StartAsync(Provider.Sqlite, _ => { }, shared: database);

        Assert.Single(await app.ReadAsync(db => db.Database.GetAppliedMigrationsAsync()));
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
