using Medborgarlofte.IncidentIntake.CitizenViews;
using Medborgarlofte.IncidentIntake.Disclosures;
using Medborgarlofte.IncidentIntake.DuplicateSuggestions;
using Medborgarlofte.IncidentIntake.Imports;
using Medborgarlofte.IncidentIntake.Open311;
using Medborgarlofte.IncidentIntake.PublicReports;
using Medborgarlofte.IncidentIntake.PublicReports.Outcomes;
using Medborgarlofte.IncidentIntake.Retention;

namespace Medborgarlofte.IncidentIntake.Data;

/// <summary>The module's database. Each entity's configuration is beside the entity.</summary>
internal abstract class IncidentIntakeDbContext(DbContextOptions options) : ModuleDbContext(options)
{
    public DbSet<Municipality> Municipalities => Set<Municipality>();

    public DbSet<Area> Areas => Set<Area>();

    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Party> Parties => Set<Party>();

    public DbSet<ResultCode> ResultCodes => Set<ResultCode>();

    public DbSet<Incident> Incidents => Set<Incident>();

    public DbSet<DismissedDuplicate> DismissedDuplicates => Set<DismissedDuplicate>();

    public DbSet<IncidentNote> IncidentNotes => Set<IncidentNote>();

    public DbSet<PublicSubmission> PublicSubmissions => Set<PublicSubmission>();

    public DbSet<Receipt> Receipts => Set<Receipt>();

    public DbSet<MeasureCopy> MeasureCopies => Set<MeasureCopy>();

    public DbSet<ProblemAreaCopy> ProblemAreaCopies => Set<ProblemAreaCopy>();

    public DbSet<Open311Client> Open311Clients => Set<Open311Client>();

    public DbSet<ServiceRequestUpdate> ServiceRequestUpdates => Set<ServiceRequestUpdate>();

    public DbSet<CitizenView> CitizenViews => Set<CitizenView>();

    public DbSet<IncidentImport> Imports => Set<IncidentImport>();

    public DbSet<ImportChunk> ImportChunks => Set<ImportChunk>();

    public DbSet<ImportRefusal> ImportRefusals => Set<ImportRefusal>();

    public DbSet<Disclosure> Disclosures => Set<Disclosure>();

    public DbSet<RetentionRule> RetentionRules => Set<RetentionRule>();

    public DbSet<RetentionRun> RetentionRuns => Set<RetentionRun>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(IncidentIntakeDbContext).Assembly);
    }
}

/// <summary>The database on SQLite, with its migrations.</summary>
internal sealed class SqliteIncidentIntakeDbContext(DbContextOptions<SqliteIncidentIntakeDbContext> options)
    : IncidentIntakeDbContext(options);

/// <summary>The database on SQL Server, with its migrations.</summary>
internal sealed class SqlServerIncidentIntakeDbContext(DbContextOptions<SqlServerIncidentIntakeDbContext> options)
    : IncidentIntakeDbContext(options);
