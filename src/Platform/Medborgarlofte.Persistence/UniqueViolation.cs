using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Medborgarlofte.Persistence;

/// <summary>Recognises violations of a unique key or index on SQLite and SQL Server.</summary>
public static class UniqueViolation
{
    private const int SqliteConstraint = 19;

    /// <summary>Whether a unique key or index rejected the write.</summary>
    public static bool IsBehind(Exception? exception) => exception switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteConstraint && sqlite.SqliteExtendedErrorCode is 2067 or 1555,
        SqlException server => server.Number is 2601 or 2627,
        null => false,
        _ => IsBehind(exception.InnerException),
    };
}
