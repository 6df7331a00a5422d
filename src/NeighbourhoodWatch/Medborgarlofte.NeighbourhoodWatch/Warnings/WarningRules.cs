namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>The result of a rule that applies.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Cases">Number of cases.</param>
/// <param name="Days">Number of days within which the cases were reported.</param>
/// <param name="Areas">The area of the new case, and the areas of the cases near it.</param>
internal sealed record WarningFinding(WarningRule Rule, int Cases, int Days, IReadOnlyList<string> Areas);

/// <summary>The two rules by which a new case triggers a warning.</summary>
internal static class WarningRules
{
    /// <summary>
    /// Applies the rules to a new case and the other counted cases of its category. A count finding replaces a near-repeat finding in its
    /// own area, but not in neighbouring areas.
    /// </summary>
    public static IEnumerable<WarningFinding> Find(MailSettings settings, WatchedIncident incident, IReadOnlyList<WatchedIncident> others)
    {
        var count = FindCount(settings, incident, others);
        if (count is not null)
        {
            yield return count;
        }

        if (FindNearRepeat(settings, incident, others) is { } near)
        {
            yield return count is null ? near : near with { Areas = [.. near.Areas.Except(count.Areas, StringComparer.Ordinal)] };
        }
    }

    // Cases arrive in any order, so every window that contains the new case and ends on the day of a case is examined. The normal level is
    // the number of cases in the days before the window, scaled to the length of the window.
    private static WarningFinding? FindCount(MailSettings settings, WatchedIncident incident, IReadOnlyList<WatchedIncident> others)
    {
        var (day, length) = (incident.On.DayNumber, settings.Days);
        var days = others.Where(other => other.Area == incident.Area).Select(other => other.On.DayNumber).Append(day).ToList();
        var most = days.Where(last => last >= day && last < day + length).Distinct()
            .Select(last => (
                Cases: days.Count(known => known <= last && known > last - length),
                Before: days.Count(known => known <= last - length && known > last - length - settings.NormalDays)))
            .Where(window => window.Cases >= settings.Count)
            .Where(window => 100L * window.Cases * settings.NormalDays >= (long)settings.PercentOfNormal * window.Before * length)
            .Select(window => window.Cases)
            .DefaultIfEmpty()
            .Max();
        return most > 0 ? new WarningFinding(WarningRule.Count, most, length, [incident.Area]) : null;
    }

    private static WarningFinding? FindNearRepeat(MailSettings settings, WatchedIncident incident, IReadOnlyList<WatchedIncident> others)
    {
        if (incident.GridCell is not { } cell)
        {
            return null;
        }

        var near = others.Where(other =>
            other.GridCell is not null
            && Math.Abs(incident.On.DayNumber - other.On.DayNumber) < settings.NearRepeatDays
            && GridDistance.Between(cell, other.GridCell) < settings.NearRepeatMetres).ToList();
        var areas = near.Select(other => other.Area).Prepend(incident.Area).Distinct(StringComparer.Ordinal);
        return near is [] ? null : new WarningFinding(WarningRule.NearRepeat, near.Count + 1, settings.NearRepeatDays, [.. areas]);
    }
}
