using System.Diagnostics.CodeAnalysis;
using DotNet.Testcontainers.Builders;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Testcontainers.MsSql;
using Xunit;

namespace Medborgarlofte.TestSupport;

/// <summary>Which database a test runs on.</summary>
public enum Provider
{
    /// <summary>A file of the test's own.</summary>
    Sqlite,

    /// <summary>
    /// A database of the test's own on the server that MEDBORGARLOFTE_TEST_SQLSERVER names, or in a container where
    /// Docker answers. Where neither is there the test is reported as skipped.
    /// </summary>
    SqlServer,
}

/// <summary>An empty database of a test's own, made by the first that migrates it and removed with its last test.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string Variable = "MEDBORGARLOFTE_TEST_SQLSERVER";
    private const string Image = "mcr.microsoft.com/mssql/server:2022-latest";

    private static readonly Lazy<Task<string?>> Server = new(FindServerAsync);

    private readonly string? _directory;

    private TestDatabase(string connectionString, string? directory)
    {
        ConnectionString = connectionString;
        _directory = directory;
    }

    /// <summary>What leads to it.</summary>
    public string ConnectionString { get; }

    /// <summary>Whether there is a server for it; a fixture asks, for a test that is skipped must be skipped by itself.</summary>
    public static async Task<bool> CanBeOnAsync(Provider provider) => provider == Provider.Sqlite || await Server.Value is not null;

    /// <summary>Reports the test as skipped for want of a SQL Server.</summary>
    [DoesNotReturn]
    public static void Skip() => Assert.Skip($"SQL Server: neither {Variable} is set nor does Docker answer");

    /// <summary>A new database; skips the test where there is no server for it.</summary>
    public static async Task<TestDatabase> CreateAsync(Provider provider)
    {
        if (!await CanBeOnAsync(provider))
        {
            Skip();
        }

        if (provider == Provider.SqlServer)
        {
            var server = new SqlConnectionStringBuilder(await Server.Value) { InitialCatalog = $"medborgarlofte-{Guid.CreateVersion7():N}" };
            return new TestDatabase(server.ConnectionString, directory: null);
        }

        var directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;
        return new TestDatabase($"Data Source={Path.Combine(directory, "module.db")}", directory);
    }

    /// <summary>Removes it with what it holds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_directory is not null)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_directory, recursive: true);
            return;
        }

        // Whoever is still connected is thrown out, or the server would refuse.
        var name = new SqlConnectionStringBuilder(ConnectionString).InitialCatalog;
        await using var connection = new SqlConnection(await Server.Value);
        await connection.OpenAsync();
        await using var drop = connection.CreateCommand();
        drop.CommandText =
            "IF DB_ID(@Name) IS NOT NULL BEGIN "
            + "DECLARE @Drop nvarchar(max) = N'ALTER DATABASE ' + QUOTENAME(@Name) + N' SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE ' + QUOTENAME(@Name); "
            + "EXEC (@Drop); END";
        drop.Parameters.AddWithValue("@Name", name);
        await drop.ExecuteNonQueryAsync();
    }

    // The container is removed with the test run: Testcontainers leaves a watcher beside it.
    private static async Task<string?> FindServerAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return given;
        }

        MsSqlContainer container;
        try
        {
            container = new MsSqlBuilder(Image).Build();
        }
        catch (DockerUnavailableException)
        {
            return null;
        }

        await container.StartAsync();
        return container.GetConnectionString();
    }
}
