using Medborgarlofte.NeighbourhoodWatch.Data;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>When a municipality's groups are warned. Nothing is kept and no mail goes to them until it is switched on.</summary>
internal sealed class WarningSettings
{
    public const int AdviceLength = 500;
    public const int MaxDays = 366;
    public const int MaxNormalDays = 1098;
    public const int MaxMetres = 5000;

    /// <summary>SCB municipality code; the key.</summary>
    public required string Municipality { get; init; }

    /// <summary>The one switch: off, nothing is watched and no mail goes to the groups, be it warning, statistics, reminder or offer of a training seat.</summary>
    public bool IsOn { get; set; }

    /// <summary>When it was switched on last: what was registered before warns nobody, so a replay after that does not either.</summary>
    public DateTimeOffset? OnSince { get; set; }

    /// <summary>Categories that are watched.</summary>
    public List<string> Categories { get; set; } = [];

    /// <summary>Count rule: how many cases in an area.</summary>
    public int Count { get; set; } = 5;

    /// <summary>Count rule: within how many days.</summary>
    public int Days { get; set; } = 10;

    /// <summary>Count rule: how far above the normal level, in percent of it.</summary>
    public int PercentOfNormal { get; set; } = 150;

    /// <summary>Count rule: the days before those, over which the normal level is taken.</summary>
    public int NormalDays { get; set; } = 84;

    /// <summary>Near-repeat rule: from 0 up to, but not including, this many metres.</summary>
    public int NearRepeatMetres { get; set; } = 200;

    /// <summary>Near-repeat rule: from 0 up to, but not including, this many days. 0 switches the rule off.</summary>
    public int NearRepeatDays { get; set; } = 14;

    /// <summary>Days after a warning in which there is none for the same category and area.</summary>
    public int QuietDays { get; set; } = 7;

    /// <summary>Who stands as sender; a household may choose whom it hears from.</summary>
    public WarningSender Sender { get; set; }

    /// <summary>Screened advice that an editor has added to every warning, or null.</summary>
    public string? Advice { get; set; }

    /// <summary>0 until something is set.</summary>
    public int Version { get; set; }

    /// <summary>The eldest day of which incidents are kept: as far back as a rule looks from the eldest case that can still warn.</summary>
    public DateOnly EldestKept(DateOnly today) => today.AddDays(1 - Days - NormalDays - Math.Max(Days, NearRepeatDays));

    /// <summary>The municipality's settings, switched off where it has set nothing.</summary>
    public static async Task<WarningSettings> FindAsync(NeighbourhoodWatchDbContext db, string municipality, CancellationToken cancellationToken) =>
        await db.WarningSettings.SingleOrDefaultAsync(settings => settings.Municipality == municipality, cancellationToken)
        ?? new WarningSettings { Municipality = municipality };
}

/// <summary>Who writes to the households.</summary>
public enum WarningSender
{
    /// <summary>The police.</summary>
    Police,

    /// <summary>The municipality.</summary>
    Municipality,
}

/// <summary>How a household is warned.</summary>
public enum WarningChannel
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By e-mail.</summary>
    Mail,
}
