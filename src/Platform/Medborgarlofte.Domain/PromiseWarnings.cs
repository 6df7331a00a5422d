using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Domain;

/// <summary>
/// Warnings about promises and commitments that do not meet the method, by the same rule for the API, the pages and the follow-up.
/// </summary>
public static class PromiseWarnings
{
    /// <summary>The warnings about a promise, as Swedish sentences. A promise with warnings is valid.</summary>
    public static IEnumerable<string> Of(PromiseChanged promise)
    {
        if (promise.Sources is not { CitizenViews: [_, ..] })
        {
            yield return promise.RestsOnCitizenViews
                ? "Löftet anger inte vilka av medborgarnas åsikter det utgår från."
                : "Löftet utgår inte från medborgarnas åsikter.";
        }

        if (promise.Sources is not { SituationalPictures: [_, ..] })
        {
            yield return promise.RestsOnSituationalPicture
                ? "Löftet anger inte vilken lokal lägesbild det utgår från."
                : "Löftet utgår inte från den lokala lägesbilden.";
        }

        if (promise.Owners.Count < 2)
        {
            yield return "Löftet har bara en ägare. Polisen och kommunen brukar äga det tillsammans.";
        }

        if (promise.Owners.Except(promise.Signatures?.Select(signature => signature.Party) ?? []).Any())
        {
            yield return promise.Signatures is null or []
                ? "Löftet är inte undertecknat."
                : "Löftet är inte undertecknat av alla sina ägare.";
        }
    }

    /// <summary>The warning about a commitment as a Swedish sentence, or null.</summary>
    public static string? Of(CommitmentChanged commitment) =>
        commitment.MeasureIds is [] ? "Åtagandet har ingen åtgärd bakom sig." : null;
}
