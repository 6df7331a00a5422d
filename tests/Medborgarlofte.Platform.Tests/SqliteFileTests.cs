using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Platform.Tests;

public sealed class SqliteFileTests
{
    [Theory]
    [InlineData("PRAGMA user_version")]
    [InlineData("CREATE TABLE \"Older\" (\"Id\" INTEGER)")]
    public async Task File_uses_write_ahead_logging(string before)
    {
        await using var database = TestDatabase.CreateFile();
        await ExecuteAsync(database.ConnectionString, before);

        await using var app = await TestApp.StartAsync(_ => { }, shared: database);

        Assert.Equal("wal", await ExecuteAsync(database.ConnectionString, "PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Lock_of_a_process_that_was_killed_during_a_migration_is_ignored()
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
    public async Task File_with_a_recent_lock_of_a_killed_migration_is_ready_at_once()
    {
        await using var database = TestDatabase.CreateFile();
        await ExecuteAsync(
            database.ConnectionString,
            """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, datetime('now'));
            """);

        await using var app = await TestApp.StartAsync(_ => { }, shared: database);

        Assert.Single(await app.ReadAsync(db => db.Database.GetAppliedMigrationsAsync()));
    }

    [Fact]
    public async Task Database_of_an_earlier_build_is_refused_with_its_path_and_advice()
    {
        await using var database = TestDatabase.CreateFile();
        await ExecuteAsync(database.ConnectionString, HistoryWith("20200101000000_Initial"));

        var refusal = await Assert.ThrowsAsync<EarlierDatabaseException>(() => TestApp.StartAsync(_ => { }, shared: database));

        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        Assert.Equal(
            $"Databasen {file} är gjord av en tidigare version än 0.1.0 och går inte att öppna. "
            + "Flytta undan den, eller kör den version som gjorde den.",
            refusal.Message);
    }

    [Fact]
    public async Task Database_with_a_migration_of_a_newer_version_opens()
    {
        await using var database = TestDatabase.CreateFile();
        await using var app = await TestApp.StartAsync(_ => { }, shared: database);
        await ExecuteAsync(database.ConnectionString, """INSERT INTO "__EFMigrationsHistory" VALUES ('20990101000000_Newer', '99.0.0')""");

        await using var older = await TestApp.StartAsync(_ => { }, shared: database);

        await older.WaitUntilPublishedAsync(await older.RecordAsync(TestApp.Area("ramdal")));
    }

    private static string HistoryWith(string migration) =>
        $"""
        CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT NOT NULL PRIMARY KEY, "ProductVersion" TEXT NOT NULL);
        INSERT INTO "__EFMigrationsHistory" VALUES ('{migration}', '10.0.0');
        """;

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
