namespace Medborgarlofte.NeighbourhoodWatch.Settings;

/// <summary>
/// A municipality's conditions for watch groups. There is no national minimum share or training interval, so every value is null until the
/// municipality sets it, and null means no condition.
/// </summary>
internal sealed class WatchSettings
{
    public const int MaxMonths = 240;
    public const int MaxHouseholdsPerContactPerson = 200;

    /// <summary>SCB municipality code; the key.</summary>
    public required string Municipality { get; init; }

    /// <summary>Maximum number of households per contact person, or null for no limit.</summary>
    public int? HouseholdsPerContactPerson { get; set; }

    /// <summary>Minimum share of the households in reach that take part, in percent, or null for no condition.</summary>
    public int? MinimumSharePercent { get; set; }

    /// <summary>Number of months after which basic training must be repeated, or null for never.</summary>
    public int? RetrainingMonths { get; set; }

    /// <summary>Number of months without activity after which an active group becomes dormant, or null for never.</summary>
    public int? DormantAfterMonths { get; set; }

    /// <summary>0 until the municipality has saved settings.</summary>
    public int Version { get; set; }

    /// <summary>Reads the municipality's settings. Default: no conditions.</summary>
    public static async Task<WatchSettings> FindAsync(
        NeighbourhoodWatchDbContext db, string municipality, CancellationToken cancellationToken) =>
        await db.WatchSettings.SingleOrDefaultAsync(settings => settings.Municipality == municipality, cancellationToken)
        ?? new WatchSettings { Municipality = municipality };
}

internal sealed class WatchSettingsConfiguration : IEntityTypeConfiguration<WatchSettings>
{
    public void Configure(EntityTypeBuilder<WatchSettings> builder)
    {
        builder.ToTable("Settings");
        builder.HasKey(settings => settings.Municipality);
        builder.Property(settings => settings.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
        builder.Property(settings => settings.Version).IsConcurrencyToken();
    }
}
