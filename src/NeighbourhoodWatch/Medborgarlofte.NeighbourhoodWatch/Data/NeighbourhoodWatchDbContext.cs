using Medborgarlofte.Messaging;
using Medborgarlofte.Messaging.ReferenceData;
using Medborgarlofte.Web;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Data;

internal abstract class NeighbourhoodWatchDbContext(DbContextOptions options) : ModuleDbContext(options)
{
    public DbSet<WatchGroup> WatchGroups => Set<WatchGroup>();

    /// <exception cref="NotFoundException">The municipality is not known.</exception>
    public async Task<MunicipalityReference> RequireMunicipalityAsync(string municipality, CancellationToken cancellationToken) =>
        await MunicipalityReference.FindAsync(this, municipality, cancellationToken)
            ?? throw new NotFoundException($"Kommunen {municipality}");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        ReferenceCopy.AddTo(modelBuilder);
        modelBuilder.Entity<WatchGroup>(group =>
        {
            // The clustered key is a number: SQL Server would scatter the public ids.
            group.HasKey(g => g.Id);
            group.HasAlternateKey(g => g.PublicId);
            group.Property(g => g.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
            group.Property(g => g.Version).IsConcurrencyToken();
            group.Property(g => g.Name).HasMaxLength(WatchGroup.NameLength);
            group.Property(g => g.Area).HasMaxLength(64);
            group.Property(g => g.Variant).HasConversion<string>().HasMaxLength(20);
            group.Property(g => g.Party).HasMaxLength(PartyCode.MaxLength);
            group.HasIndex(g => new { g.Municipality, g.Area });
        });
    }
}

internal sealed class SqliteNeighbourhoodWatchDbContext(DbContextOptions<SqliteNeighbourhoodWatchDbContext> options)
    : NeighbourhoodWatchDbContext(options);

internal sealed class SqlServerNeighbourhoodWatchDbContext(DbContextOptions<SqlServerNeighbourhoodWatchDbContext> options)
    : NeighbourhoodWatchDbContext(options);
