using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.NeighbourhoodWatch;

namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>What a rule has found.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Cases">How many cases.</param>
/// <param name="Days">Within how many days.</param>
/// <param name="Areas">Where they are: the area of the new case, and those of the cases near it.</param>
internal sealed record WarningFinding(WarningRule Rule, int Cases, int Days, IReadOnlyList<string> Areas);

/// <summary>The two rules by which a new case leads to a warning.</summary>
internal static class WarningRules
{
    /// <summary>
    /// What a new case shows together with those before it, nothing where it shows nothing. An area whose count tells is not told of cases near
    /// each other as well; those beyond its border are.
    /// </summary>
    /// <param name="settings">The municipality's settings.</param>
    /// <param name="incident">The new case.</param>
    /// <param name="others">The other cases of its category that count.</param>
    public static IEnumerable<WarningFinding> Find(WarningSettings settings, WatchedIncident incident, IReadOnlyList<WatchedIncident> others)
    {
        var counted = Counted(settings, incident, others);
        if (counted is not null)
        {
            yield return counted;
        }

        if (NearRepeated(settings, incident, others) is { } near)
        {
            yield return counted is null ? near : near with { Areas = [.. near.Areas.Except(counted.Areas, StringComparer.Ordinal)] };
        }
    }

    // Cases are told in any order: each window that the new one lies in counts, with the day of a case as its last. The normal level is that of
    // the days before the window, taken to its length.
    private static WarningFinding? Counted(WarningSettings settings, WatchedIncident incident, IReadOnlyList<WatchedIncident> others)
    {
        var (day, length) = (incident.On.DayNumber, settings.Days);
        var days = others.Where(other => other.Area == incident.Area).Select(other => other.On.DayNumber).Append(day).ToList();
        var most = days.Where(last => last >= day && last < day + length).Distinct()
            .Select(last => (
                Cases: days.Count(known => known <= last && known > last - length),
                Before: days.Count(known => known <= last - length && known > last - length - settings.NormalDays)))
            .Where(window => window.Cases >= settings.Count && 100L * window.Cases * settings.NormalDays >= (long)settings.PercentOfNormal * window.Before * length)
            .Select(window => window.Cases)
            .DefaultIfEmpty()
            .Max();
        return most > 0 ? new WarningFinding(WarningRule.Count, most, length, [incident.Area]) : null;
    }

    private static WarningFinding? NearRepeated(WarningSettings settings, WatchedIncident incident, IReadOnlyList<WatchedIncident> others)
    {
        if (incident.GridCell is not { } cell)
        {
            return null;
        }

        var near = others.Where(other =>
            other.GridCell is not null
            && Math.Abs(incident.On.DayNumber - other.On.DayNumber) < settings.NearRepeatDays
            && GridCell.Distance(cell, other.GridCell) < settings.NearRepeatMetres).ToList();
        return near is [] ? null : new WarningFinding(
            WarningRule.NearRepeat, near.Count + 1, settings.NearRepeatDays, [.. near.Select(other => other.Area).Prepend(incident.Area).Distinct(StringComparer.Ordinal)]);
    }
}
