using Medborgarlofte.NeighbourhoodWatch.Data;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Settings;

/// <summary>
/// What a municipality has decided about grannsamverkan. There is no national minimum share and no national interval of training, so
/// everything is empty until the municipality sets it, and what is empty is no condition.
/// </summary>
internal sealed class WatchSettings
{
    public const int MaxMonths = 240;
    public const int MaxHouseholdsPerContactPerson = 200;

    /// <summary>SCB municipality code; the key.</summary>
    public required string Municipality { get; init; }

    /// <summary>Most households for one contact person, or null for no limit.</summary>
    public int? HouseholdsPerContactPerson { get; set; }

    /// <summary>Least share of the households in reach that take part, in percent, or null for no condition.</summary>
    public int? MinimumSharePercent { get; set; }

    /// <summary>Months after which basic training is held anew, or null for never.</summary>
    public int? RetrainingMonths { get; set; }

    /// <summary>Months without activity after which an active group becomes dormant, or null for never.</summary>
    public int? DormantAfterMonths { get; set; }

    /// <summary>0 until something is set.</summary>
    public int Version { get; set; }

    /// <summary>The municipality's settings, empty where it has set nothing.</summary>
    public static async Task<WatchSettings> FindAsync(NeighbourhoodWatchDbContext db, string municipality, CancellationToken cancellationToken) =>
        await db.Settings.SingleOrDefaultAsync(settings => settings.Municipality == municipality, cancellationToken)
        ?? new WatchSettings { Municipality = municipality };
}
