using Medborgarlofte.TestSupport;
using Microsoft.Data.Sqlite;

namespace Medborgarlofte.Faults.Tests;

/// <summary>The replay command cannot use its database or its broker: it ends with exit code 1 and a clear message.</summary>
public sealed class ReplayCommandTests(RabbitNode rabbit) : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;

    private string ConnectionString => $"Data Source={Path.Combine(_directory, "reporting.db")};Pooling=False";

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("replay")]
    [InlineData("migrate")]
    [InlineData("")]
    public async Task Database_of_an_earlier_build_ends_the_process_with_a_message_and_no_stack_trace(string command)
    {
        await CreateEarlierDatabaseAsync();
        await using var reporting = new HostProcess("Medborgarlofte.Reporting.Host", _directory, new()
        {
            ["ConnectionStrings__database"] = ConnectionString,
            ["Database__MigrateAtStart"] = "true",
        });

        Assert.Equal(1, await reporting.RunToEndAsync(command));
        Assert.Contains("är gjord av en tidigare version", reporting.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", reporting.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_login_ends_the_replay_with_an_error()
    {
        await using var reporting = new HostProcess("Medborgarlofte.Reporting.Host", _directory, new()
        {
            ["ConnectionStrings__database"] = ConnectionString,
            ["ConnectionStrings__rabbitmq"] = new UriBuilder(await rabbit.VirtualHostAsync()) { UserName = "unknown" }.Uri.ToString(),
            ["Database__MigrateAtStart"] = "true",
            ["Broker__RefusedLoginSeconds"] = "1",
        });

        Assert.Equal(1, await reporting.RunToEndAsync("replay"));
        Assert.Contains("The broker refused the login", reporting.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", reporting.Output, StringComparison.Ordinal);
    }

    private async Task CreateEarlierDatabaseAsync()
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var create = connection.CreateCommand();
        create.CommandText =
            """
            CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT NOT NULL PRIMARY KEY, "ProductVersion" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsHistory" VALUES ('20200101000000_Initial', '10.0.0');
            """;
        await create.ExecuteNonQueryAsync();
    }
}
