using Medborgarlofte.Reporting.Data;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.Tests;

public sealed class CubeTableTests
{
    /// <summary>The primary key contains almost every column, so a table with row ids would store them twice.</summary>
    [Fact]
    public async Task SQLite_table_of_cube_cells_has_no_row_ids()
    {
        await using var database = TestDatabase.CreateFile();
        await using var db = new SqliteReportingDbContext(
            new DbContextOptionsBuilder<SqliteReportingDbContext>().UseSqlite(database.ConnectionString).Options);
        await db.Database.MigrateAsync();

        var statement = await db.Database
            .SqlQueryRaw<string>("SELECT sql AS Value FROM sqlite_master WHERE name = 'CubeCell'").SingleAsync();

        Assert.EndsWith(") WITHOUT ROWID", statement.TrimEnd(), StringComparison.Ordinal);
    }
}
