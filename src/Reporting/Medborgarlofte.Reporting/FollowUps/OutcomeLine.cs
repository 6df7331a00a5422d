namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Outcome events on the measures of a follow-up in its period, by code, without day and place.</summary>
/// <param name="Code">The kind of event.</param>
/// <param name="Count">Number of events; null if it is not public.</param>
/// <param name="Text">Swedish line, e.g. "Belysning som lagats: 3". A hidden count of people is "antalet visas inte".</param>
public sealed record OutcomeLine(OutcomeCode Code, int? Count, string Text)
{
    /// <summary>Whether the events count people, so that a small count may identify a person.</summary>
    internal static bool CountsPeople(OutcomeCode code) => code is OutcomeCode.Apprehended or OutcomeCode.GroupDispersed;

    internal static IReadOnlyList<OutcomeLine> Of(
        IEnumerable<OutcomeEventChanged> outcomes, Func<OutcomeCode, int, int?> seen) =>
    [
        .. outcomes.GroupBy(outcome => outcome.Code)
            .OrderBy(outcomes => outcomes.Key)
            .Select(outcomes => LineFor(outcomes.Key, seen(outcomes.Key, outcomes.Sum(outcome => outcome.Count))))
    ];

    private static OutcomeLine LineFor(OutcomeCode code, int? count)
    {
        var number = count is { } seen ? SwedishText.Number(seen) : "antalet visas inte";
        return new OutcomeLine(code, count, $"{NameOf(code)}: {number}");
    }

    // An apprehended person is suspected, not convicted, and the text must not imply more.
    private static string NameOf(OutcomeCode code) => code switch
    {
        OutcomeCode.Apprehended => "Misstänkta som gripits",
        OutcomeCode.GroupDispersed => "Grupper som upplösts",
        OutcomeCode.LightingRepaired => "Belysning som lagats",
        OutcomeCode.GraffitiRemoved => "Klotter som sanerats",
        OutcomeCode.VegetationCleared => "Växtlighet som röjts",
        OutcomeCode.PlaceSecured => "Platser som stängts av eller låsts",
        _ => "Tillstånd som återkallats",
    };
}
