using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Medborgarlofte.IncidentIntake.Data;

// For the tool that adds migrations. It opens no database.
internal sealed class SqliteDesignTimeContext : IDesignTimeDbContextFactory<SqliteIncidentIntakeDbContext>
{
    public SqliteIncidentIntakeDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteIncidentIntakeDbContext>().UseSqlite().Options);
}

internal sealed class SqlServerDesignTimeContext : IDesignTimeDbContextFactory<SqlServerIncidentIntakeDbContext>
{
    public SqlServerIncidentIntakeDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerIncidentIntakeDbContext>().UseSqlServer().Options);
}
