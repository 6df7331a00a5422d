using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Platform.Tests;

public sealed class RowVersioningTests
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task Warning_is_logged_at_start_when_readers_wait_for_writers(bool isOn, int warnings)
    {
        // SQLite with the view and the function that the check uses on SQL Server.
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        connection.CreateFunction("DB_ID", () => 7);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "ATTACH ':memory:' AS sys; CREATE TABLE sys.databases (database_id, is_read_committed_snapshot_on); "
            + "INSERT INTO sys.databases VALUES (6, NOT @IsOn), (7, @IsOn)";
        command.Parameters.AddWithValue("@IsOn", isOn);
        await command.ExecuteNonQueryAsync();
        var log = new RecordingLogger();
        await using var services = new ServiceCollection()
            .AddDbContext<TestDbContext>(options => options.UseSqlite(connection))
            .BuildServiceProvider();
        using var migration = new DatabaseMigration<TestDbContext>(
            "test", migrate: true, isFile: false, services.GetRequiredService<IServiceScopeFactory>(), log);

        await migration.StartAsync(CancellationToken.None);
        await migration.Ready;

        Assert.Equal(warnings, log.Warnings.Count(warning => warning.Contains("READ_COMMITTED_SNAPSHOT ON", StringComparison.Ordinal)));
        await migration.StopAsync(CancellationToken.None);
    }

    private sealed class RecordingLogger : ILogger<DatabaseMigration<TestDbContext>>
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Warnings.Add(formatter(state, exception));
    }
}
