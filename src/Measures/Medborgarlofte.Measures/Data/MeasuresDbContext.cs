using Medborgarlofte.Measures.Activities;
using Medborgarlofte.Measures.Commitments;
using Medborgarlofte.Measures.Effects;
using Medborgarlofte.Measures.Measures;
using Medborgarlofte.Measures.Meetings;
using Medborgarlofte.Measures.Notices;
using Medborgarlofte.Measures.OutcomeEvents;
using Medborgarlofte.Measures.ProblemAreas;
using Medborgarlofte.Measures.Promises;
using Medborgarlofte.Measures.Subscriptions;

namespace Medborgarlofte.Measures.Data;

/// <summary>The module's database.</summary>
internal abstract class MeasuresDbContext(DbContextOptions options) : ModuleDbContext(options)
{
    public DbSet<Promise> Promises => Set<Promise>();

    public DbSet<ProblemArea> ProblemAreas => Set<ProblemArea>();

    public DbSet<Measure> Measures => Set<Measure>();

    public DbSet<Effect> Effects => Set<Effect>();

    public DbSet<Commitment> Commitments => Set<Commitment>();

    public DbSet<Activity> Activities => Set<Activity>();

    public DbSet<OutcomeEvent> OutcomeEvents => Set<OutcomeEvent>();

    public DbSet<PartyContact> PartyContacts => Set<PartyContact>();

    public DbSet<AreaSubscription> AreaSubscriptions => Set<AreaSubscription>();

    public DbSet<Meeting> Meetings => Set<Meeting>();

    public DbSet<RestrictionCopy> Restrictions => Set<RestrictionCopy>();

    /// <summary>Finds an aggregate by its public id, tracked for changes.</summary>
    /// <exception cref="NotFoundException">The municipality has no such aggregate.</exception>
    public async Task<T> RequireAsync<T>(string municipality, Guid id, string what, CancellationToken cancellationToken)
        where T : Aggregate =>
        await Set<T>().SingleOrDefaultAsync(found => found.Municipality == municipality && found.PublicId == id, cancellationToken)
            ?? throw new NotFoundException(what);

    /// <summary>Saves a new or changed aggregate together with everything that has been recorded with it.</summary>
    /// <exception cref="ProblemException">Another request has changed the aggregate meanwhile (412).</exception>
    public async Task SaveAsync(Aggregate changed, CancellationToken cancellationToken)
    {
        try
        {
            await this.SaveChangedAsync(cancellationToken);
        }
        catch (ProblemException problem) when (problem.Status == StatusCodes.Status412PreconditionFailed)
        {
            // Both requests had read the same version. Report the version that was saved.
            var stored = await Entry(changed).GetDatabaseValuesAsync(cancellationToken);
            throw Preconditions.Changed(stored?.GetValue<int>(nameof(Aggregate.Version)));
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(20);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        ReferenceCopy.AddTo(modelBuilder);
        modelBuilder.AddNotices();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MeasuresDbContext).Assembly);
    }
}

internal sealed class SqliteMeasuresDbContext(DbContextOptions<SqliteMeasuresDbContext> options) : MeasuresDbContext(options);

internal sealed class SqlServerMeasuresDbContext(DbContextOptions<SqlServerMeasuresDbContext> options) : MeasuresDbContext(options);
