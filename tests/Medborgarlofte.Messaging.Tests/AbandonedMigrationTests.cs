using Microsoft.Data.Sqlite;

namespace Medborgarlofte.Messaging.Tests;

public sealed class AbandonedMigrationTests
{
    [Fact]
    public async Task A_process_that_was_killed_while_it_migrated_a_file_holds_up_nobody_for_ever()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using (var connection = new SqliteConnection(database.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2021-05-03 09:00:00.0000000+00:00');
                """;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var app = await TestApp.StartAsync(Provider.Sqlite, _ => { }, shared: database);

        await app.WaitUntilPublishedAsync(await app.RecordAsync(TestApp.Area("ramdal")));
    }
}
