using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.NeighbourhoodWatch;

namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>What a rule has found.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Cases">How many cases.</param>
/// <param name="Days">Within how many days.</param>
internal sealed record WarningFinding(WarningRule Rule, int Cases, int Days);

/// <summary>The two rules by which a new case leads to a warning.</summary>
internal static class WarningRules
{
    /// <summary>What a new case shows together with those before it; null where it shows nothing.</summary>
    /// <param name="settings">The municipality's settings.</param>
    /// <param name="incident">The new case.</param>
    /// <param name="others">The other cases of its category that count.</param>
    public static WarningFinding? Find(WarningSettings settings, WatchedIncident incident, IReadOnlyList<WatchedIncident> others) =>
        Counted(settings, incident, others) ?? NearRepeated(settings, incident, others);

    // The window ends with the day of the new case; the normal level is that of the days before the window, taken to its length.
    private static WarningFinding? Counted(WarningSettings settings, WatchedIncident incident, IReadOnlyList<WatchedIncident> others)
    {
        var inArea = others.Where(other => other.Area == incident.Area && other.On <= incident.On).Select(other => incident.On.DayNumber - other.On.DayNumber).ToList();
        var cases = 1 + inArea.Count(age => age < settings.Days);
        var before = inArea.Count(age => age >= settings.Days && age < settings.Days + settings.NormalDays);
        return cases >= settings.Count && 100L * cases * settings.NormalDays >= (long)settings.PercentOfNormal * before * settings.Days
            ? new WarningFinding(WarningRule.Count, cases, settings.Days)
            : null;
    }

    private static WarningFinding? NearRepeated(WarningSettings settings, WatchedIncident incident, IReadOnlyList<WatchedIncident> others)
    {
        if (incident.GridCell is not { } cell)
        {
            return null;
        }

        var near = others.Count(other =>
            other.GridCell is not null
            && Math.Abs(incident.On.DayNumber - other.On.DayNumber) < settings.NearRepeatDays
            && GridCell.Distance(cell, other.GridCell) < settings.NearRepeatMetres);
        return near > 0 ? new WarningFinding(WarningRule.NearRepeat, near + 1, settings.NearRepeatDays) : null;
    }
}
