using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.Meetings;
using Medborgarlofte.Reporting.Projections;
using Medborgarlofte.Reporting.Replay;
using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.Data;

/// <summary>Reporting's read models and the data that only Reporting has: replaced texts, publications and meeting papers.</summary>
internal abstract class ReportingDbContext(DbContextOptions options) : ModuleDbContext(options)
{
    public const int MunicipalityLength = 4;
    public const int CodeLength = 64;
    public const int PeriodLength = 24;

    // The maximum of twenty codes in a report, and the separators.
    public const int CodeSetLength = 1400;

    public DbSet<IncidentFact> IncidentFacts => Set<IncidentFact>();

    public DbSet<CubeCell> CubeCells => Set<CubeCell>();

    public DbSet<Projection> Projections => Set<Projection>();

    public DbSet<FollowUpText> FollowUpTexts => Set<FollowUpText>();

    public DbSet<PublishedFollowUp> PublishedFollowUps => Set<PublishedFollowUp>();

    public DbSet<ReleasedPicture> ReleasedPictures => Set<ReleasedPicture>();

    public DbSet<ReleasedCells> ReleasedCells => Set<ReleasedCells>();

    public DbSet<StoredMeetingPapers> MeetingPapers => Set<StoredMeetingPapers>();

    public DbSet<ReplayRun> ReplayRuns => Set<ReplayRun>();

    /// <summary>Deletes some of the facts, or the counts of a year if there are no facts.</summary>
    /// <returns>Whether there may be more rows.</returns>
    public async Task<bool> DeleteSomeReadModelsAsync(int facts, CancellationToken cancellationToken)
    {
        if (await IncidentFacts.OrderBy(fact => fact.Id).Take(facts).ExecuteDeleteAsync(cancellationToken) > 0)
        {
            return true;
        }

        // In the order of the key, so that each batch is a range of it.
        var first = await CubeCells.AsNoTracking()
            .OrderBy(cell => cell.Municipality).ThenBy(cell => cell.Basis).ThenBy(cell => cell.Grain).ThenBy(cell => cell.Day)
            .FirstOrDefaultAsync(cancellationToken);
        if (first is null)
        {
            return false;
        }

        var last = first.Day.AddYears(1);
        await CubeCells
            .Where(cell => cell.Municipality == first.Municipality && cell.Basis == first.Basis && cell.Grain == first.Grain)
            .Where(cell => cell.Day <= last)
            .ExecuteDeleteAsync(cancellationToken);
        return true;
    }

    /// <summary>Deletes everything that a replay restores.</summary>
    public async Task DeleteReadModelsAsync(CancellationToken cancellationToken)
    {
        await IncidentFacts.ExecuteDeleteAsync(cancellationToken);
        await CubeCells.ExecuteDeleteAsync(cancellationToken);
        await Projections.ExecuteDeleteAsync(cancellationToken);
        await Set<ReferenceCopy>().ExecuteDeleteAsync(cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        ReferenceCopy.AddTo(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ReportingDbContext).Assembly);
    }
}

/// <summary>The context with the migrations for SQLite.</summary>
internal sealed class SqliteReportingDbContext(DbContextOptions<SqliteReportingDbContext> options) : ReportingDbContext(options);

/// <summary>The context with the migrations for SQL Server.</summary>
internal sealed class SqlServerReportingDbContext(DbContextOptions<SqlServerReportingDbContext> options) : ReportingDbContext(options);
