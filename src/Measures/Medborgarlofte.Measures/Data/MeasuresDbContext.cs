using System.Text.Json;
using Medborgarlofte.Contracts;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Mail;
using Medborgarlofte.Measures.Activities;
using Medborgarlofte.Measures.Commitments;
using Medborgarlofte.Measures.Informing;
using Medborgarlofte.Measures.Meetings;
using Medborgarlofte.Measures.OutcomeEvents;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Medborgarlofte.Measures.Data;

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

    /// <summary>Finds what a request names, to be changed.</summary>
    /// <exception cref="NotFoundException">The municipality has no such thing.</exception>
    public async Task<T> RequireAsync<T>(string municipality, Guid id, string what, CancellationToken cancellationToken)
        where T : Aggregate =>
        await Set<T>().SingleOrDefaultAsync(found => found.Municipality == municipality && found.PublicId == id, cancellationToken)
            ?? throw new NotFoundException(what);

    /// <exception cref="NotFoundException">The municipality is not known.</exception>
    public async Task<MunicipalityReference> RequireMunicipalityAsync(string municipality, CancellationToken cancellationToken) =>
        await MunicipalityReference.FindAsync(this, municipality, cancellationToken)
            ?? throw new NotFoundException($"Kommunen {municipality}");

    /// <summary>Saves a change as the next version, together with its event and, for a measure, the notices that tell of it.</summary>
    /// <exception cref="ProblemException">Somebody else has changed the same thing meanwhile (412).</exception>
    public async Task SaveAsync(Aggregate changed, string actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        changed.BeginNextVersion();
        var reason = Record(changed.PublicId, changed.ToEvent(), actor, now);
        if (changed is Measure measure)
        {
            await MeasureNotices.AddAsync(this, measure, reason, now, cancellationToken);
        }

        try
        {
            await this.SaveChangedAsync(cancellationToken);
        }
        catch (ProblemException problem) when (problem.Status == StatusCodes.Status412PreconditionFailed)
        {
            // Both had read the same version and only the database could tell them apart: the loser hears what holds now.
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
        AddRecipients(modelBuilder);
        Configure<Promise>(modelBuilder, promise =>
        {
            promise.Property(p => p.Title).HasMaxLength(Promise.TitleLength);
            promise.Property(p => p.Goal).HasMaxLength(Promise.GoalLength);
            AsJson(promise.Property(p => p.Sources));
            AsJson(promise.Property<IReadOnlyList<PromiseSignature>?>(nameof(Promise.Signatures)));
            promise.Property(p => p.Signatures).IsRequired();
        });
        Configure<ProblemArea>(modelBuilder, area =>
        {
            area.Property(a => a.Name).HasMaxLength(ProblemArea.NameLength);
            area.Property(a => a.PriorityGrounds).HasMaxLength(ProblemArea.GroundsLength);
            AsJson(area.Property<IReadOnlyList<Cause>?>(nameof(ProblemArea.Causes)));
            area.Property(a => a.Causes).IsRequired();
            AsJson(area.Property(a => a.Deepened));
            area.OwnsMany(a => a.StatusChanges, change =>
            {
                change.ToTable("ProblemAreaStatusChanges");
                change.Property<long>("Id");
                change.HasKey("Id");
                change.Property(c => c.Party).HasMaxLength(PartyCode.MaxLength);
                change.Property(c => c.Note).HasMaxLength(ProblemAreaStatusChange.NoteLength);
            });
            area.HasOne<Promise>().WithMany().HasForeignKey(a => a.PromiseId).HasPrincipalKey(p => p.PublicId).OnDelete(DeleteBehavior.Restrict);
        });
        Configure<Measure>(modelBuilder, measure =>
        {
            measure.Property(m => m.Title).HasMaxLength(Measure.TitleLength);
            measure.Property(m => m.OwnerParty).HasMaxLength(PartyCode.MaxLength);
            measure.Property(m => m.RegisteredBy).HasMaxLength(PartyCode.MaxLength);
            measure.Property(m => m.Baseline).HasMaxLength(Measure.LevelLength);
            measure.Property(m => m.NewLevel).HasMaxLength(Measure.LevelLength);
            measure.Property(m => m.Indicator).HasMaxLength(Measure.IndicatorLength);
            measure.Ignore(m => m.Planned);

            // The name that a replica of the version before reads and writes, while replicas are upgraded one by one.
            measure.Property(m => m.PlannedFrom).HasColumnName("PlannedMonth");
            AsJson(measure.Property(m => m.Hindrance));
            measure.OwnsMany(m => m.StatusChanges, change =>
            {
                // A key of its own: SQLite numbers no part of a composite key.
                change.ToTable("MeasureStatusChanges");
                change.Property<long>("Id");
                change.HasKey("Id");
                change.Property(c => c.Party).HasMaxLength(PartyCode.MaxLength);
                change.Property(c => c.Note).HasMaxLength(MeasureStatusChange.NoteLength);
                AsJson(change.Property(c => c.Hindrance));
            });
        });
        Configure<Effect>(modelBuilder, effect =>
        {
            AsJson(effect.Property(e => e.Observed));
            AsJson(effect.Property(e => e.Judged));
            AsJson(effect.Property(e => e.Hindrance));
            effect.HasOne<ProblemArea>().WithMany().HasForeignKey(e => e.ProblemAreaId).HasPrincipalKey(a => a.PublicId).OnDelete(DeleteBehavior.Restrict);
        });
        Configure<Commitment>(modelBuilder, commitment =>
        {
            commitment.Property(c => c.Title).HasMaxLength(Commitment.TitleLength);
            AsJson(commitment.Property(c => c.Assessment));
            commitment.HasOne<Promise>().WithMany().HasForeignKey(c => c.PromiseId).HasPrincipalKey(p => p.PublicId).OnDelete(DeleteBehavior.Restrict);
        });
        Configure<Activity>(modelBuilder, ActivityModel.Configure);
        Configure<Meeting>(modelBuilder, meeting =>
        {
            AsJson(meeting.Property(m => m.Decisions));
            AsJson(meeting.Property<IReadOnlyList<MeetingStatusChange>?>(nameof(Meeting.StatusChanges)));
            meeting.Property(m => m.StatusChanges).IsRequired();
        });
        Configure<OutcomeEvent>(modelBuilder, outcome =>
        {
            outcome.Property(o => o.Party).HasMaxLength(PartyCode.MaxLength);
            outcome.Property(o => o.Area).HasMaxLength(64);
            outcome.Property(o => o.Note).HasMaxLength(OutcomeEvent.NoteLength);
            outcome.HasOne<Measure>().WithMany().HasForeignKey(o => o.MeasureId).HasPrincipalKey(m => m.PublicId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    // Who is told: the only addresses of the module, beside those of notices that wait.
    private static void AddRecipients(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PartyContact>(contact =>
        {
            contact.ToTable("PartyContacts");
            contact.Property(c => c.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
            contact.Property(c => c.Party).HasMaxLength(PartyCode.MaxLength);
            contact.Property(c => c.Address).HasMaxLength(EmailAddress.MaxLength);
            contact.Property(c => c.Version).IsConcurrencyToken();
            contact.HasIndex(c => new { c.Municipality, c.Party }).IsUnique();
        });
        modelBuilder.Entity<AreaSubscription>(subscription =>
        {
            subscription.ToTable("AreaSubscriptions");
            subscription.Property(s => s.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
            subscription.Property(s => s.Address).HasMaxLength(EmailAddress.MaxLength);
            subscription.Property(s => s.Token).HasMaxLength(Secret.Length);
            subscription.HasIndex(s => s.Token).IsUnique();
            subscription.HasIndex(s => new { s.Municipality, s.Address });
        });
    }

    // The clustered key is a number: SQL Server would scatter the public ids.
    private static void Configure<T>(ModelBuilder modelBuilder, Action<EntityTypeBuilder<T>> configure)
        where T : Aggregate => modelBuilder.Entity<T>(entity =>
        {
            entity.HasKey(e => e.Id);
            entity.HasAlternateKey(e => e.PublicId);
            entity.Property(e => e.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
            entity.HasIndex(e => e.Municipality);
            entity.Property(e => e.Version).IsConcurrencyToken();
            configure(entity);
        });

    // A ground is written and read as one piece and never searched.
    private static void AsJson<T>(PropertyBuilder<T?> property)
        where T : class => property.HasConversion(
            new ValueConverter<T?, string?>(
                value => JsonSerializer.Serialize(value, EventJson.Options),
                json => JsonSerializer.Deserialize<T>(json!, EventJson.Options)),
            new ValueComparer<T>(
                (left, right) => JsonSerializer.Serialize(left, EventJson.Options) == JsonSerializer.Serialize(right, EventJson.Options),
                value => JsonSerializer.Serialize(value, EventJson.Options).GetHashCode(StringComparison.Ordinal),
                value => value));
}

internal sealed class SqliteMeasuresDbContext(DbContextOptions<SqliteMeasuresDbContext> options) : MeasuresDbContext(options);

internal sealed class SqlServerMeasuresDbContext(DbContextOptions<SqlServerMeasuresDbContext> options) : MeasuresDbContext(options);
