namespace Medborgarlofte.NeighbourhoodWatch.Settings;

/// <summary>
/// Whether and as whom a municipality writes to its watch groups, and the rules that trigger a warning. Without settings, no mail is sent
/// and no incident is stored.
/// </summary>
internal sealed class MailSettings
{
    public const int AdviceLength = 500;
    public const int MaxDays = 366;
    public const int MaxNormalDays = 1098;
    public const int MaxMetres = 5000;

    /// <summary>SCB municipality code; the key.</summary>
    public required string Municipality { get; init; }

    /// <summary>The switch for warnings, statistics, reminders and training offers. While it is off, no incident is stored.</summary>
    public bool IsOn { get; set; }

    /// <summary>When mail was last switched on. Incidents registered before this time trigger no warning, not even in a replay.</summary>
    public DateTimeOffset? OnSince { get; set; }

    /// <summary>Categories whose incidents can trigger a warning.</summary>
    public List<string> Categories { get; set; } = [];

    /// <summary>Count rule: number of cases in an area.</summary>
    public int Count { get; set; } = 5;

    /// <summary>Count rule: length of the window in days.</summary>
    public int Days { get; set; } = 10;

    /// <summary>Count rule: minimum number of cases as a percentage of the normal level.</summary>
    public int PercentOfNormal { get; set; } = 150;

    /// <summary>Count rule: number of days before the window from which the normal level is computed.</summary>
    public int NormalDays { get; set; } = 84;

    /// <summary>Near-repeat rule: upper limit of the distance in metres, exclusive.</summary>
    public int NearRepeatMetres { get; set; } = 200;

    /// <summary>Near-repeat rule: upper limit of the days between the cases, exclusive. 0 switches the rule off.</summary>
    public int NearRepeatDays { get; set; } = 14;

    /// <summary>Number of days after a warning without another warning for the same category and area.</summary>
    public int QuietDays { get; set; } = 7;

    /// <summary>The sender of all mail; a household can restrict which sender may write to it.</summary>
    public WarningSender Sender { get; set; }

    /// <summary>Screened advice that is added to every warning, or null.</summary>
    public string? Advice { get; set; }

    /// <summary>0 until the municipality has saved settings.</summary>
    public int Version { get; set; }

    /// <summary>The first day whose incidents are kept: the earliest that the rules read for a case that can trigger a warning.</summary>
    public DateOnly FirstWatchedDay(DateOnly today) => today.AddDays(1 - Days - NormalDays - Math.Max(Days, NearRepeatDays));

    /// <summary>Name of the sender in a letter.</summary>
    public string SenderName(MunicipalityReference reference) =>
        Sender == WarningSender.Police ? "Polisen" : SwedishText.MunicipalityInFull(reference.Municipality.Name);

    /// <summary>Reads the municipality's settings. Default: switched off.</summary>
    public static async Task<MailSettings> FindAsync(
        NeighbourhoodWatchDbContext db, string municipality, CancellationToken cancellationToken) =>
        await db.MailSettings.SingleOrDefaultAsync(settings => settings.Municipality == municipality, cancellationToken)
        ?? new MailSettings { Municipality = municipality };
}

/// <summary>The sender of mail to the households.</summary>
public enum WarningSender
{
    /// <summary>The police.</summary>
    Police,

    /// <summary>The municipality.</summary>
    Municipality,
}

internal sealed class MailSettingsConfiguration : IEntityTypeConfiguration<MailSettings>
{
    public void Configure(EntityTypeBuilder<MailSettings> builder)
    {
        builder.ToTable("WarningSettings");
        builder.HasKey(settings => settings.Municipality);
        builder.Property(settings => settings.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
        builder.Property(settings => settings.Advice).HasMaxLength(MailSettings.AdviceLength);
        builder.Property(settings => settings.Version).IsConcurrencyToken();
    }
}
