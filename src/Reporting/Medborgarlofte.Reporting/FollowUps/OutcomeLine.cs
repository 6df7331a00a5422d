using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Reporting.Pages;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>What happened on the measures of a follow-up in its period, by code. Tells neither day nor place.</summary>
/// <param name="Code">What happened.</param>
/// <param name="Count">How many; null where it is too small for the reader.</param>
/// <param name="Text">Swedish line, such as Belysning lagad: 3. A small count of people is told as "enstaka".</param>
public sealed record OutcomeLine(OutcomeCode Code, int? Count, string Text)
{
    /// <summary>Whether what is counted are people, so that a small count may point somebody out.</summary>
    public static bool CountsPeople(OutcomeCode code) => code is OutcomeCode.Apprehended or OutcomeCode.GroupDispersed;

    internal static IReadOnlyList<OutcomeLine> Of(IEnumerable<OutcomeEventChanged> outcomes) =>
    [
        .. outcomes.GroupBy(outcome => outcome.Code)
            .OrderBy(outcomes => outcomes.Key)
            .Select(outcomes => LineFor(outcomes.Key, outcomes.Sum(outcome => outcome.Count)))
    ];

    private static OutcomeLine LineFor(OutcomeCode code, int count) =>
        new(code, count, $"{NameOf(code)}: {(CountsPeople(code) ? SmallCells.NumberOrFew(count) : SwedishText.Number(count))}");

    // Apprehended is suspected, not convicted; the text says no more than that.
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
