using Microsoft.EntityFrameworkCore.Design;

namespace Medborgarlofte.Measures.Data;

// For the tool that writes migrations; it opens no database.
internal sealed class SqliteDesignTimeContext : IDesignTimeDbContextFactory<SqliteMeasuresDbContext>
{
    public SqliteMeasuresDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteMeasuresDbContext>().UseSqlite().Options);
}

internal sealed class SqlServerDesignTimeContext : IDesignTimeDbContextFactory<SqlServerMeasuresDbContext>
{
    public SqlServerMeasuresDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerMeasuresDbContext>().UseSqlServer().Options);
}
