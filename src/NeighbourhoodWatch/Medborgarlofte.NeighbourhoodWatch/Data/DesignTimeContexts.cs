using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Medborgarlofte.NeighbourhoodWatch.Data;

// Used by dotnet ef to create migrations, without a database connection.
internal sealed class SqliteDesignTimeContext : IDesignTimeDbContextFactory<SqliteNeighbourhoodWatchDbContext>
{
    public SqliteNeighbourhoodWatchDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteNeighbourhoodWatchDbContext>().UseSqlite().Options);
}

internal sealed class SqlServerDesignTimeContext : IDesignTimeDbContextFactory<SqlServerNeighbourhoodWatchDbContext>
{
    public SqlServerNeighbourhoodWatchDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerNeighbourhoodWatchDbContext>().UseSqlServer().Options);
}
