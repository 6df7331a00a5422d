using Microsoft.EntityFrameworkCore.Design;

namespace Medborgarlofte.Reporting.Data;

/// <summary>Lets dotnet ef generate migrations for SQLite.</summary>
internal sealed class SqliteDesignTimeContext : IDesignTimeDbContextFactory<SqliteReportingDbContext>
{
    public SqliteReportingDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteReportingDbContext>().UseSqlite().Options);
}

/// <summary>Lets dotnet ef generate migrations for SQL Server.</summary>
internal sealed class SqlServerDesignTimeContext : IDesignTimeDbContextFactory<SqlServerReportingDbContext>
{
    public SqlServerReportingDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerReportingDbContext>().UseSqlServer().Options);
}
