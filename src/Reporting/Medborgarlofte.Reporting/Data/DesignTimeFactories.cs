using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Medborgarlofte.Reporting.Data;

/// <summary>Lets dotnet ef write migrations for SQLite.</summary>
internal sealed class SqliteReportingFactory : IDesignTimeDbContextFactory<SqliteReportingDbContext>
{
    public SqliteReportingDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteReportingDbContext>().UseSqlite().Options);
}

/// <summary>Lets dotnet ef write migrations for SQL Server.</summary>
internal sealed class SqlServerReportingFactory : IDesignTimeDbContextFactory<SqlServerReportingDbContext>
{
    public SqlServerReportingDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerReportingDbContext>().UseSqlServer().Options);
}
