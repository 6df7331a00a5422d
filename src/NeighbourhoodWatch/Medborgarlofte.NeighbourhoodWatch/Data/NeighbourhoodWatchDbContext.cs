using Medborgarlofte.NeighbourhoodWatch.Duties;
using Medborgarlofte.NeighbourhoodWatch.Groups.Members;
using Medborgarlofte.NeighbourhoodWatch.Trainings;
using Medborgarlofte.NeighbourhoodWatch.Warnings;

namespace Medborgarlofte.NeighbourhoodWatch.Data;

internal abstract class NeighbourhoodWatchDbContext(DbContextOptions options) : ModuleDbContext(options)
{
    public DbSet<WatchGroup> WatchGroups => Set<WatchGroup>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<GroupActivity> Activities => Set<GroupActivity>();

    public DbSet<Training> Trainings => Set<Training>();

    public DbSet<Restriction> Restrictions => Set<Restriction>();

    public DbSet<WatchedIncident> WatchedIncidents => Set<WatchedIncident>();

    public DbSet<DistinctIncidents> DistinctIncidents => Set<DistinctIncidents>();

    public DbSet<Warning> Warnings => Set<Warning>();

    public DbSet<MailSettings> MailSettings => Set<MailSettings>();

    public DbSet<WatchSettings> WatchSettings => Set<WatchSettings>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(24);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        ReferenceCopy.AddTo(modelBuilder);
        modelBuilder.AddNotices();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(NeighbourhoodWatchDbContext).Assembly);
    }
}

internal sealed class SqliteNeighbourhoodWatchDbContext(DbContextOptions<SqliteNeighbourhoodWatchDbContext> options)
    : NeighbourhoodWatchDbContext(options);

internal sealed class SqlServerNeighbourhoodWatchDbContext(DbContextOptions<SqlServerNeighbourhoodWatchDbContext> options)
    : NeighbourhoodWatchDbContext(options);
