using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.Meetings;
using Medborgarlofte.Reporting.Projections;
using Medborgarlofte.Reporting.Replays;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Medborgarlofte.Reporting.Data;

/// <summary>Reporting's read models, and what only Reporting knows: replaced texts, publications and meetings' papers.</summary>
internal abstract class ReportingDbContext(DbContextOptions options) : ModuleDbContext(options)
{
    public const int MunicipalityLength = 4;
    public const int CodeLength = 64;

    // Twenty codes with a separator between them, as many as a report may hold.
    public const int CodeSetLength = 1400;
    private const int PeriodLength = 24;

    public DbSet<IncidentFact> IncidentFacts => Set<IncidentFact>();

    public DbSet<CubeCell> CubeCells => Set<CubeCell>();

    public DbSet<Projection> Projections => Set<Projection>();

    public DbSet<FollowUpText> FollowUpTexts => Set<FollowUpText>();

    public DbSet<PublishedFollowUp> PublishedFollowUps => Set<PublishedFollowUp>();

    public DbSet<StoredMeetingPapers> MeetingPapers => Set<StoredMeetingPapers>();

    public DbSet<ReplayRun> ReplayRuns => Set<ReplayRun>();

    /// <summary>Everything of a kind that a municipality has, as the latest event about each told.</summary>
    public async Task<List<T>> KeptAsync<T>(string municipality, CancellationToken cancellationToken)
    {
        var projections = await Projections.AsNoTracking()
            .Where(projection => projection.Municipality == municipality && projection.Type == typeof(T).Name)
            .ToListAsync(cancellationToken);
        return projections.ConvertAll(projection => projection.Read<T>());
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        ReferenceCopy.AddTo(modelBuilder);
        modelBuilder.Entity<IncidentFact>(fact =>
        {
            fact.ToTable("IncidentFact");
            fact.HasIndex(f => f.IncidentId).IsUnique();
            fact.Property(f => f.Version).IsConcurrencyToken();
            fact.Property(f => f.Municipality).HasMaxLength(MunicipalityLength);
            fact.Property(f => f.Area).HasMaxLength(CodeLength);
            fact.Property(f => f.Category).HasMaxLength(CodeLength);
            fact.Property(f => f.Forms).HasMaxLength(CodeSetLength).HasConversion<CodeSetConverter>();
            fact.Property(f => f.Targets).HasMaxLength(CodeSetLength).HasConversion<CodeSetConverter>();
            fact.Property(f => f.Goods).HasMaxLength(CodeSetLength).HasConversion<CodeSetConverter>();
            fact.Property(f => f.VictimGroups).HasMaxLength(CodeSetLength).HasConversion<CodeSetConverter>();
        });
        modelBuilder.Entity<CubeCell>(cell =>
        {
            cell.ToTable("CubeCell");

            // A report reads all dimensions of some days, so the day comes before them: one key serves both it and the writer.
            cell.HasKey(c => new { c.Municipality, c.Basis, c.Grain, c.Day, c.Dimension, c.Area, c.Category, c.Attempted, c.Value });
            cell.Property(c => c.Municipality).HasMaxLength(MunicipalityLength);
            cell.Property(c => c.Area).HasMaxLength(CodeLength);
            cell.Property(c => c.Category).HasMaxLength(CodeLength);
            cell.Property(c => c.Value).HasMaxLength(CodeLength);
        });
        modelBuilder.Entity<Projection>(projection =>
        {
            projection.ToTable("Projection");
            projection.HasKey(p => new { p.Type, p.Id });
            projection.Property(p => p.Type).HasMaxLength(CodeLength);
            projection.Property(p => p.Municipality).HasMaxLength(MunicipalityLength);
            projection.Property(p => p.Version).IsConcurrencyToken();
            projection.HasIndex(p => new { p.Municipality, p.Type, p.FirstDay });
        });
        modelBuilder.Entity<FollowUpText>(text =>
        {
            text.ToTable("FollowUpText");
            text.HasKey(t => new { t.Municipality, t.Period, t.ProblemAreaId });
            text.Property(t => t.Municipality).HasMaxLength(MunicipalityLength);
            text.Property(t => t.Period).HasMaxLength(PeriodLength);
            text.Property(t => t.Text).HasMaxLength(FollowUpText.MaxLength);
            text.Property(t => t.Version).HasDefaultValue(1);
        });
        modelBuilder.Entity<PublishedFollowUp>(published =>
        {
            published.ToTable("PublishedFollowUp");
            published.HasKey(p => new { p.Municipality, p.Period, p.Number });
            published.Property(p => p.Municipality).HasMaxLength(MunicipalityLength);
            published.Property(p => p.Period).HasMaxLength(PeriodLength);
        });
        modelBuilder.Entity<StoredMeetingPapers>(papers =>
        {
            papers.ToTable("MeetingPapers");
            papers.HasKey(p => p.MeetingId);
            papers.Property(p => p.MeetingId).ValueGeneratedNever();
            papers.Property(p => p.Municipality).HasMaxLength(MunicipalityLength);
        });
        modelBuilder.Entity<ReplayRun>(run =>
        {
            run.ToTable("ReplayRun");
            run.HasKey(r => r.Id);
            run.Property(r => r.Id).ValueGeneratedNever();
            run.Property(r => r.Modules).HasMaxLength(CodeSetLength);
        });
        modelBuilder.Entity<WriteGate>(gate =>
        {
            gate.ToTable("WriteGate");
            gate.Property(g => g.Id).ValueGeneratedNever();
            gate.HasData(new WriteGate { Id = WriteGate.OnlyId });
        });
    }

    private sealed class CodeSetConverter() : ValueConverter<CodeSet, string>(codes => codes.Joined, joined => new CodeSet(joined));
}

/// <summary>The context with the migrations for SQLite.</summary>
internal sealed class SqliteReportingDbContext(DbContextOptions<SqliteReportingDbContext> options) : ReportingDbContext(options);

/// <summary>The context with the migrations for SQL Server.</summary>
internal sealed class SqlServerReportingDbContext(DbContextOptions<SqlServerReportingDbContext> options) : ReportingDbContext(options);
