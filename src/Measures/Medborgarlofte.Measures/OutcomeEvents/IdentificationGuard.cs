using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Medborgarlofte.Measures.OutcomeEvents;

/// <summary>
/// Guards against re-identification (bakvägsidentifiering): in a small place an age, a street or a relation points somebody
/// out without a name. A text with more details than its code must be sent again with a confirmation that matches the text.
/// </summary>
internal static partial class IdentificationGuard
{
    private static readonly FrozenSet<string> Fillers = FrozenSet.ToFrozenSet(
        ["en", "ett", "den", "det", "har", "blev", "är", "som", "och", "i", "på", "av", "vid", "nu", "också", "tre", "två"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<OutcomeCode, FrozenSet<string>> Words = new Dictionary<OutcomeCode, string[]>
    {
        [OutcomeCode.Apprehended] = ["gripen", "gripits", "greps", "gripna", "person", "personer", "misstänkt", "misstänkta"],
        [OutcomeCode.GroupDispersed] =
            ["grupp", "grupper", "gruppen", "folksamling", "folksamlingen", "upplöst", "upplöstes", "skingrad", "skingrades"],
        [OutcomeCode.LightingRepaired] =
            ["belysning", "belysningen", "lampa", "lampan", "lampor", "lamporna", "lagad", "lagade", "lagades", "bytt", "byttes"],
        [OutcomeCode.GraffitiRemoved] = ["klotter", "klottret", "sanerat", "sanerades", "borttaget", "målats", "över"],
        [OutcomeCode.VegetationCleared] =
            ["växtlighet", "växtligheten", "buskar", "buskarna", "röjd", "röjda", "röjdes", "beskurna", "klippts"],
        [OutcomeCode.PlaceSecured] = ["plats", "platsen", "dörr", "dörren", "avstängd", "stängdes", "låst", "låstes"],
        [OutcomeCode.PermitWithdrawn] =
            ["tillstånd", "tillståndet", "serveringstillstånd", "serveringstillståndet", "återkallat", "återkallades"],
    }.ToFrozenDictionary(words => words.Key, words => words.Value.ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Accepts a text that adds nothing to the code or that has been confirmed.</summary>
    /// <exception cref="ProblemException">The text adds details and is not confirmed (409 with the confirmation to send).</exception>
    public static void Require(OutcomeCode code, string? text, string? confirmation)
    {
        if (string.IsNullOrWhiteSpace(text) || !SaysMore(text, Words[code]))
        {
            return;
        }

        var wanted = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{code}:{text}")))[..12];
        if (confirmation == wanted)
        {
            return;
        }

        throw new ProblemException(
            StatusCodes.Status409Conflict,
            "confirmation-required",
            "Texten säger mer än koden",
            "Texten säger mer än koden. På en liten ort kan ålder, gata eller relation peka ut någon utan namn. "
            + "Ta bort det som inte behövs, eller skicka samma text igen med fältet confirmation som det anges här.")
        {
            Members = { ["confirmation"] = wanted },
        };
    }

    private static bool SaysMore(string text, FrozenSet<string> known) =>
        Word().Matches(text).Any(word => !known.Contains(word.Value) && !Fillers.Contains(word.Value));

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word();
}
