using System.Text.Json;
using Medborgarlofte.Contracts;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.IncidentIntake.CitizenViews;
using Medborgarlofte.IncidentIntake.Disclosures;
using Medborgarlofte.IncidentIntake.Imports;
using Medborgarlofte.IncidentIntake.Incidents;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.IncidentIntake.Open311;
using Medborgarlofte.IncidentIntake.PublicReports;
using Medborgarlofte.IncidentIntake.PublicReports.Outcomes;
using Medborgarlofte.IncidentIntake.Retention;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Medborgarlofte.IncidentIntake.Data;

/// <summary>The module's database.</summary>
internal abstract class IncidentIntakeDbContext(DbContextOptions options) : ModuleDbContext(options)
{
    private const int CodesLength = 1_400;

    public DbSet<Municipality> Municipalities => Set<Municipality>();

    public DbSet<Area> Areas => Set<Area>();

    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Incident> Incidents => Set<Incident>();

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
        modelBuilder.Entity<Municipality>(municipality =>
        {
            municipality.ToTable("Municipalities");
            municipality.Property(m => m.Code).HasMaxLength(4);
            municipality.Property(m => m.Name).HasMaxLength(100);
            municipality.Property(m => m.TimeZone).HasMaxLength(64);
            municipality.Property(m => m.MeetingRhythm).HasConversion<string>().HasMaxLength(20);
            municipality.Property(m => m.TakesPublicReports).HasDefaultValue(true);
            municipality.Property(m => m.Version).IsConcurrencyToken();
            municipality.HasIndex(m => m.Code).IsUnique();
        });
        modelBuilder.Entity<Area>(area =>
        {
            area.ToTable("Areas");
            area.Property(a => a.Municipality).HasMaxLength(4);
            area.Property(a => a.Code).HasMaxLength(Codes.MaxLength);
            area.Property(a => a.Name).HasMaxLength(100);
            area.Property(a => a.Version).IsConcurrencyToken();
            area.HasIndex(a => new { a.Municipality, a.Code }).IsUnique();
        });
        modelBuilder.Entity<Category>(category =>
        {
            category.ToTable("Categories");
            category.Property(c => c.Municipality).HasMaxLength(4);
            category.Property(c => c.Code).HasMaxLength(Codes.MaxLength);
            category.Property(c => c.Kind).HasConversion<string>().HasMaxLength(20);
            category.Property(c => c.Version).IsConcurrencyToken();
            AsJson(category.Property(c => c.Name));
            AsJson(category.Property(c => c.Forms));
            AsJson(category.Property(c => c.Targets));
            AsJson(category.Property(c => c.Goods));
            category.HasIndex(c => new { c.Municipality, c.Code }).IsUnique();
        });
        modelBuilder.Entity<Incident>(incident =>
        {
            incident.ToTable("Incidents");
            incident.Property(i => i.Municipality).HasMaxLength(4);
            incident.Property(i => i.Category).HasMaxLength(Codes.MaxLength);
            incident.Property(i => i.Area).HasMaxLength(Codes.MaxLength);
            incident.Property(i => i.Source).HasMaxLength(Codes.MaxLength);
            incident.Property(i => i.ExternalId).HasMaxLength(Codes.MaxLength);
            incident.Property(i => i.ReportedBy).HasMaxLength(100);
            incident.Property(i => i.Description).HasMaxLength(IncidentFacts.MaxDescriptionLength);
            incident.Property(i => i.Status).HasConversion<string>().HasMaxLength(20);
            incident.Property(i => i.Version).IsConcurrencyToken();
            AsJoined(incident.Property(i => i.Forms));
            AsJoined(incident.Property(i => i.Targets));
            AsJoined(incident.Property(i => i.Goods));
            AsJoined(incident.Property(i => i.VictimGroups));
            incident.HasIndex(i => i.PublicId).IsUnique();
            incident.HasIndex(i => new { i.Municipality, i.ReportedAt });
            incident.HasIndex(i => new { i.Municipality, i.ReportedBy, i.Source, i.ExternalId }).IsUnique().HasFilter("[ExternalId] IS NOT NULL");
        });
        modelBuilder.Entity<IncidentNote>(note =>
        {
            note.ToTable("IncidentNotes");
            note.HasKey(n => new { n.IncidentId, n.Version });
            note.Property(n => n.Text).HasMaxLength(IncidentNote.MaxLength);
        });
        modelBuilder.Entity<StoredIdempotencyKey>(key =>
        {
            key.ToTable("IdempotencyKeys");
            key.HasKey(k => new { k.Municipality, k.Party, k.UsedKey });
            key.Property(k => k.Municipality).HasMaxLength(4);
            key.Property(k => k.Party).HasMaxLength(100);
            key.Property(k => k.UsedKey).HasMaxLength(100);
            key.Property(k => k.ContentHash).HasMaxLength(64);
            key.HasIndex(k => k.At);
        });
        AddPublicIntake(modelBuilder);
        modelBuilder.Entity<MeasureCopy>(measure =>
        {
            measure.ToTable("MeasureCopies");
            measure.Property(m => m.Municipality).HasMaxLength(4);
            measure.Property(m => m.Title).HasMaxLength(200);
            measure.Property(m => m.Status).HasConversion<string>().HasMaxLength(20);
            measure.HasIndex(m => m.PublicId).IsUnique();
            measure.HasIndex(m => m.Municipality);
        });
        modelBuilder.Entity<ProblemAreaCopy>(area =>
        {
            area.ToTable("ProblemAreaCopies");
            area.Property(a => a.Municipality).HasMaxLength(4);
            area.Property(a => a.Status).HasConversion<string>().HasMaxLength(20);
            area.HasIndex(a => a.PublicId).IsUnique();
            area.HasIndex(a => a.Municipality);
        });
        modelBuilder.Entity<CitizenView>(view =>
        {
            view.ToTable("CitizenViews");
            view.Property(v => v.Municipality).HasMaxLength(4);
            view.Property(v => v.Area).HasMaxLength(Codes.MaxLength);
            view.Property(v => v.Channel).HasConversion<string>().HasMaxLength(20);
            view.Property(v => v.Text).HasMaxLength(CitizenView.MaxTextLength);
            view.Property(v => v.ReceivedBy).HasMaxLength(100);
            AsJoined(view.Property(v => v.Reasons));
            view.HasIndex(v => v.PublicId).IsUnique();
            view.HasIndex(v => new { v.Municipality, v.ReceivedOn });
        });
        modelBuilder.Entity<IncidentImport>(import =>
        {
            import.ToTable("IncidentImports");
            import.Property(i => i.Municipality).HasMaxLength(4);
            import.Property(i => i.Source).HasMaxLength(Codes.MaxLength);
            import.Property(i => i.Party).HasMaxLength(100);
            import.Property(i => i.Format).HasConversion<string>().HasMaxLength(20);
            import.Property(i => i.Status).HasConversion<string>().HasMaxLength(20);
            import.Property(i => i.Problem).HasMaxLength(500);
            import.HasIndex(i => i.PublicId).IsUnique();
            import.HasIndex(i => new { i.Municipality, i.StartedAt });
            import.HasIndex(i => i.Status);
        });
        modelBuilder.Entity<ImportChunk>(chunk =>
        {
            chunk.ToTable("ImportChunks");
            chunk.HasKey(c => new { c.ImportId, c.Number });
        });
        modelBuilder.Entity<ImportRefusal>(refusal =>
        {
            refusal.ToTable("ImportRefusals");
            refusal.Property(r => r.Field).HasMaxLength(ImportRefusal.MaxFieldLength);
            refusal.Property(r => r.Reason).HasMaxLength(ImportRefusal.MaxReasonLength);
            refusal.HasIndex(r => new { r.ImportId, r.Line });
        });
        modelBuilder.Entity<Disclosure>(disclosure =>
        {
            disclosure.ToTable("Disclosures");
            disclosure.Property(d => d.Municipality).HasMaxLength(4);
            disclosure.Property(d => d.Document).HasConversion<string>().HasMaxLength(20);
            disclosure.Property(d => d.Query).HasMaxLength(Disclosure.QueryLength);
            disclosure.Property(d => d.Authority).HasMaxLength(Disclosure.TextLength);
            disclosure.Property(d => d.LegalGround).HasMaxLength(Disclosure.TextLength);
            disclosure.Property(d => d.DecisionNumber).HasMaxLength(Disclosure.TextLength);
            disclosure.Property(d => d.RecordedBy).HasMaxLength(100);
            AsJson(disclosure.Property(d => d.IncidentIds));
            disclosure.HasIndex(d => d.PublicId).IsUnique();
            disclosure.HasIndex(d => d.Municipality);
        });
        modelBuilder.Entity<RetentionRule>(rule =>
        {
            rule.ToTable("RetentionRules");
            rule.Property(r => r.Municipality).HasMaxLength(4);
            rule.Property(r => r.DocumentType).HasConversion<string>().HasMaxLength(20);
            rule.Property(r => r.DecisionNumber).HasMaxLength(RetentionRule.DecisionNumberLength);
            rule.Property(r => r.ChangedBy).HasMaxLength(100);
            rule.Property(r => r.Version).IsConcurrencyToken();
            rule.HasIndex(r => new { r.Municipality, r.DocumentType }).IsUnique();
        });
        modelBuilder.Entity<RetentionRun>(run =>
        {
            run.ToTable("RetentionRuns");
            run.Property(r => r.Municipality).HasMaxLength(4);
            run.Property(r => r.StartedBy).HasMaxLength(100);
            run.HasIndex(r => r.PublicId).IsUnique();
            run.HasIndex(r => new { r.Municipality, r.Night }).IsUnique().HasFilter("[Night] IS NOT NULL");
        });
    }

    private static void AddPublicIntake(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PublicSubmission>(submission =>
        {
            submission.ToTable("PublicSubmissions");
            submission.Property(s => s.Municipality).HasMaxLength(4);
            submission.Property(s => s.ContentHash).HasMaxLength(Secret.HashLength);
            submission.Property(s => s.WordsHash).HasMaxLength(Secret.HashLength);
            submission.HasIndex(s => s.IncidentId).IsUnique();
            submission.HasIndex(s => new { s.ContentHash, s.SubmittedAt });
            submission.HasIndex(s => new { s.ClientId, s.SubmittedAt });
        });
        modelBuilder.Entity<Receipt>(receipt =>
        {
            receipt.ToTable("Receipts");
            receipt.Property(r => r.TokenHash).HasMaxLength(Secret.HashLength);
            receipt.Property(r => r.Municipality).HasMaxLength(4);
            receipt.HasIndex(r => r.TokenHash).IsUnique();
            receipt.HasIndex(r => r.IncidentId);
        });
        modelBuilder.Entity<Open311Client>(client =>
        {
            client.ToTable("Open311Clients");
            client.Property(c => c.Municipality).HasMaxLength(4);
            client.Property(c => c.System).HasMaxLength(Open311Client.MaxSystemLength);
            client.Property(c => c.KeyHash).HasMaxLength(Secret.HashLength);
            client.Property(c => c.RateClass).HasConversion<string>().HasMaxLength(20);
            client.Property(c => c.CreatedBy).HasMaxLength(100);
            client.Property(c => c.RevokedBy).HasMaxLength(100);
            client.HasIndex(c => c.PublicId).IsUnique();
            client.HasIndex(c => c.KeyHash).IsUnique();
            client.HasIndex(c => new { c.Municipality, c.CreatedAt });
        });
        modelBuilder.Entity<ServiceRequestUpdate>(update =>
        {
            update.ToTable("ServiceRequestUpdates");
            update.Property(u => u.Municipality).HasMaxLength(4);
            update.Property(u => u.Description).HasMaxLength(IncidentFacts.MaxDescriptionLength);
            update.Property(u => u.ContentHash).HasMaxLength(Secret.HashLength);
            update.HasIndex(u => u.PublicId).IsUnique();
            update.HasIndex(u => new { u.IncidentId, u.ContentHash });
            update.HasIndex(u => new { u.ClientId, u.At });
            update.HasIndex(u => new { u.Municipality, u.At });
        });
    }

    private static void AsJson<T>(PropertyBuilder<T> property) => property.HasConversion(
        new ValueConverter<T, string>(
            value => JsonSerializer.Serialize(value, EventJson.Options),
            stored => JsonSerializer.Deserialize<T>(stored, EventJson.Options)!),
        new ValueComparer<T>(
            (left, right) => JsonSerializer.Serialize(left, EventJson.Options) == JsonSerializer.Serialize(right, EventJson.Options),
            value => JsonSerializer.Serialize(value, EventJson.Options).GetHashCode(StringComparison.Ordinal),
            value => value));

    private static void AsJoined(PropertyBuilder<IReadOnlyList<string>> property) => property
        .HasConversion(
            new ValueConverter<IReadOnlyList<string>, string>(codes => JoinedCodes.Join(codes), stored => JoinedCodes.Split(stored)),
            new ValueComparer<IReadOnlyList<string>>(
                (left, right) => left!.SequenceEqual(right!),
                codes => JoinedCodes.Join(codes).GetHashCode(StringComparison.Ordinal),
                codes => codes))
        .HasMaxLength(CodesLength);
}

/// <summary>The database on SQLite, with its migrations.</summary>
internal sealed class SqliteIncidentIntakeDbContext(DbContextOptions<SqliteIncidentIntakeDbContext> options) : IncidentIntakeDbContext(options)
{
    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteIncidentIntakeDbContext>
    {
        public SqliteIncidentIntakeDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteIncidentIntakeDbContext>().UseSqlite("Data Source=design.db").Options);
    }
}

/// <summary>The database on SQL Server, with its migrations.</summary>
internal sealed class SqlServerIncidentIntakeDbContext(DbContextOptions<SqlServerIncidentIntakeDbContext> options) : IncidentIntakeDbContext(options)
{
    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqlServerIncidentIntakeDbContext>
    {
        public SqlServerIncidentIntakeDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqlServerIncidentIntakeDbContext>().UseSqlServer("Server=design").Options);
    }
}
