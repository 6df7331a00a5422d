using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Medborgarlofte.TestSupport;

/// <summary>A database provider.</summary>
public enum Provider
{
    /// <summary>A file for one test.</summary>
    Sqlite,

    /// <summary>A database for one test on a server.</summary>
    SqlServer,
}

/// <summary>An empty database for one test, created by the first migration and removed when the test ends.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly string? Server = Environment.GetEnvironmentVariable(
        "MEDBORGARLOFTE_TEST_SQLSERVER") is { Length: > 0 } given ? given : null;

    private readonly string? _directory;

    private TestDatabase(string connectionString, string? directory)
    {
        ConnectionString = connectionString;
        _directory = directory;
    }

    /// <summary>
    /// The provider of this run: SQL Server if MEDBORGARLOFTE_TEST_SQLSERVER contains a connection string. Default: SQLite.
    /// </summary>
    public static Provider Provider => Server is null ? Provider.Sqlite : Provider.SqlServer;

    /// <summary>The connection string.</summary>
    public string ConnectionString { get; }

    /// <summary>Describes a new database of this run's provider.</summary>
    public static TestDatabase Create() => Server is null
        ? CreateFile()
        : new TestDatabase(
            new SqlConnectionStringBuilder(Server) { InitialCatalog = $"medborgarlofte-{Guid.CreateVersion7():N}" }.ConnectionString,
            directory: null);

    /// <summary>Describes a new SQLite database, for tests of the file itself.</summary>
    public static TestDatabase CreateFile()
    {
        var directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;
        return new TestDatabase($"Data Source={Path.Combine(directory, "module.db")}", directory);
    }

    /// <summary>Removes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_directory is not null)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_directory, recursive: true);
            return;
        }

        // SQL Server refuses to drop a database while someone is connected.
        var name = new SqlConnectionStringBuilder(ConnectionString).InitialCatalog;
        await using var connection = new SqlConnection(Server);
        await connection.OpenAsync();
        await using var drop = connection.CreateCommand();
        drop.CommandText =
            "IF DB_ID(@Name) IS NOT NULL BEGIN "
            + "DECLARE @Drop nvarchar(max) = "
            + "N'ALTER DATABASE ' + QUOTENAME(@Name) + N' SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE ' + QUOTENAME(@Name); "
            + "EXEC (@Drop); END";
        drop.Parameters.AddWithValue("@Name", name);
        await drop.ExecuteNonQueryAsync();
    }
}
