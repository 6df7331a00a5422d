using System.Security.Claims;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch.Duties;
using Medborgarlofte.NeighbourhoodWatch.Groups;
using Medborgarlofte.NeighbourhoodWatch.Members;
using Medborgarlofte.NeighbourhoodWatch.Restrictions;
using Medborgarlofte.NeighbourhoodWatch.Settings;
using Medborgarlofte.NeighbourhoodWatch.Trainings;
using Medborgarlofte.NeighbourhoodWatch.Warnings;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medborgarlofte.NeighbourhoodWatch.Data;

internal abstract class NeighbourhoodWatchDbContext(DbContextOptions options) : ModuleDbContext(options)
{
    private const int AreaLength = 64;

    public DbSet<WatchGroup> WatchGroups => Set<WatchGroup>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<GroupActivity> Activities => Set<GroupActivity>();

    public DbSet<Training> Trainings => Set<Training>();

    public DbSet<Restriction> Restrictions => Set<Restriction>();

    public DbSet<WatchedIncident> WatchedIncidents => Set<WatchedIncident>();

    public DbSet<Warning> Warnings => Set<Warning>();

    public DbSet<WarningSettings> WarningSettings => Set<WarningSettings>();

    public DbSet<WatchSettings> Settings => Set<WatchSettings>();

    /// <exception cref="NotFoundException">The municipality is not known.</exception>
    public async Task<MunicipalityReference> RequireMunicipalityAsync(string municipality, CancellationToken cancellationToken) =>
        await MunicipalityReference.FindAsync(this, municipality, cancellationToken)
            ?? throw new NotFoundException($"Kommunen {municipality}");

    /// <summary>The groups that a caller sees: coordinator and police all of them, everybody else their own.</summary>
    public IQueryable<WatchGroup> GroupsVisibleTo(ClaimsPrincipal caller, string municipality)
    {
        var party = caller.OnlyParty(Roles.Coordinator | Roles.Police);
        return WatchGroups.Where(group => group.Municipality == municipality && (party == null || group.Party == party));
    }

    /// <exception cref="NotFoundException">There is no such group, or it is not for the caller.</exception>
    public async Task<WatchGroup> RequireGroupAsync(ClaimsPrincipal caller, string municipality, Guid id, CancellationToken cancellationToken) =>
        await GroupsVisibleTo(caller, municipality).SingleOrDefaultAsync(group => group.PublicId == id, cancellationToken)
            ?? throw new NotFoundException("Gruppen");

    /// <summary>How many members of a group hold each role.</summary>
    public Task<Dictionary<MemberRole, int>> CountRolesAsync(Guid group, CancellationToken cancellationToken) =>
        Members.Where(member => member.GroupId == group && member.TakesPart)
            .GroupBy(member => member.Role)
            .ToDictionaryAsync(members => members.Key, members => members.Count(), cancellationToken);

    /// <summary>Counts a group's households from its list, where it has one; returns whether the numbers changed.</summary>
    public async Task<bool> CountHouseholdsAsync(WatchGroup group, CancellationToken cancellationToken)
    {
        var households = Members.Where(member => member.GroupId == group.PublicId && member.Role != MemberRole.PoliceContact && member.Role != MemberRole.MunicipalContact);
        var listed = await households.CountAsync(cancellationToken);
        if (listed == 0)
        {
            return false;
        }

        var before = (group.Households, group.HouseholdsInReach);
        group.Count(await households.CountAsync(member => member.TakesPart, cancellationToken), listed);
        return before != (group.Households, group.HouseholdsInReach);
    }

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
        Configure<WatchGroup>(modelBuilder, group =>
        {
            group.Property(g => g.Name).HasMaxLength(WatchGroup.NameLength);
            group.Property(g => g.Area).HasMaxLength(AreaLength);
            group.Property(g => g.Variant).HasMaxLength(20);
            group.Property(g => g.Party).HasMaxLength(PartyCode.MaxLength);
            group.HasIndex(g => new { g.Municipality, g.Area });
        });
        Configure<Member>(modelBuilder, member =>
        {
            member.Property(m => m.Address).HasMaxLength(Member.AddressLength);
            member.Property(m => m.Name).HasMaxLength(Member.NameLength);
            member.Property(m => m.Email).HasMaxLength(Member.EmailLength);
            member.Property(m => m.Phone).HasMaxLength(Member.PhoneLength);
            member.HasOne<WatchGroup>().WithMany().HasForeignKey(m => m.GroupId).HasPrincipalKey(g => g.PublicId).OnDelete(DeleteBehavior.Restrict);
            member.HasIndex(m => new { m.GroupId, m.Role });
            member.HasIndex(m => m.Email);
        });
        modelBuilder.Entity<GroupActivity>(activity =>
        {
            activity.ToTable("GroupActivities");
            activity.HasKey(a => a.Id);
            activity.HasIndex(a => a.PublicId).IsUnique();
            activity.HasOne<WatchGroup>().WithMany().HasForeignKey(a => a.GroupId).HasPrincipalKey(g => g.PublicId).OnDelete(DeleteBehavior.Restrict);
            activity.HasIndex(a => new { a.GroupId, a.On });
        });
        Configure<Training>(modelBuilder, training =>
        {
            training.HasIndex(t => new { t.Municipality, t.StartsAt });
            training.OwnsMany(t => t.Bookings, booking =>
            {
                booking.ToTable("TrainingBookings");
                booking.HasKey(b => b.Id);
                booking.WithOwner().HasForeignKey("TrainingId");
                booking.HasIndex("TrainingId", nameof(TrainingBooking.GroupId)).IsUnique();
            });
        });
        Configure<Restriction>(modelBuilder, restriction => restriction.HasIndex(r => new { r.Municipality, r.From }));
        Configure<Warning>(modelBuilder, warning =>
        {
            warning.Property(w => w.Area).HasMaxLength(AreaLength);
            warning.Property(w => w.Category).HasMaxLength(AreaLength);
            warning.Property(w => w.Text).HasMaxLength(2000);

            // Of two replicas that find the same, one is refused and hears of the other's when it tries again.
            warning.HasIndex(w => new { w.Municipality, w.Area, w.Category, w.On }).IsUnique();
        });
        modelBuilder.Entity<WatchedIncident>(watched =>
        {
            watched.HasKey(w => w.IncidentId);
            watched.Property(w => w.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
            watched.Property(w => w.Version).IsConcurrencyToken();
            watched.Property(w => w.Area).HasMaxLength(AreaLength);
            watched.Property(w => w.Category).HasMaxLength(AreaLength);
            watched.Property(w => w.GridCell).HasMaxLength(20);
            watched.HasIndex(w => new { w.Municipality, w.Category, w.On });
        });
        modelBuilder.Entity<WarningSettings>(settings =>
        {
            settings.HasKey(s => s.Municipality);
            settings.Property(s => s.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
            settings.Property(s => s.Advice).HasMaxLength(NeighbourhoodWatch.Warnings.WarningSettings.AdviceLength);
            settings.Property(s => s.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<WatchSettings>(settings =>
        {
            settings.HasKey(s => s.Municipality);
            settings.Property(s => s.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
            settings.Property(s => s.Version).IsConcurrencyToken();
        });
    }

    // The clustered key is a number: SQL Server would scatter the public ids.
    private static void Configure<T>(ModelBuilder modelBuilder, Action<EntityTypeBuilder<T>> configure)
        where T : Versioned => modelBuilder.Entity<T>(entity =>
        {
            entity.HasKey(e => e.Id);
            entity.HasAlternateKey(e => e.PublicId);
            entity.Property(e => e.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
            entity.Property(e => e.Version).IsConcurrencyToken();
            configure(entity);
        });
}

internal sealed class SqliteNeighbourhoodWatchDbContext(DbContextOptions<SqliteNeighbourhoodWatchDbContext> options)
    : NeighbourhoodWatchDbContext(options);

internal sealed class SqlServerNeighbourhoodWatchDbContext(DbContextOptions<SqlServerNeighbourhoodWatchDbContext> options)
    : NeighbourhoodWatchDbContext(options);
