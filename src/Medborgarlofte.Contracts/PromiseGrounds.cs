using Medborgarlofte.Contracts.Incidents;

namespace Medborgarlofte.Contracts.Measures;

/// <summary>What a promise rests on: the two sources that the method asks for.</summary>
/// <param name="CitizenViews">Which of the citizens' views (medborgarnas åsikter).</param>
/// <param name="SituationalPictures">Which situational pictures (lägesbilder).</param>
public sealed record PromiseSources(IReadOnlyList<CitizenViewSource> CitizenViews, IReadOnlyList<SituationalPictureSource> SituationalPictures);

/// <summary>Citizens' views that a promise rests on, by how and when they reached the parties.</summary>
/// <param name="Channel">How they reached the parties; null means every way.</param>
/// <param name="Areas">Area codes that they are about; empty means all.</param>
/// <param name="FirstDay">First day on which they were received.</param>
/// <param name="LastDay">Last day on which they were received.</param>
public sealed record CitizenViewSource(CitizenViewChannel? Channel, IReadOnlyList<string> Areas, DateOnly FirstDay, DateOnly LastDay);

/// <summary>The situational picture of some days that a promise rests on.</summary>
/// <param name="FirstDay">First day.</param>
/// <param name="LastDay">Last day.</param>
public sealed record SituationalPictureSource(DateOnly FirstDay, DateOnly LastDay);

/// <summary>That an owner has signed a promise.</summary>
/// <param name="Party">The owning party, as a code.</param>
/// <param name="Office">The office that signed for it, e.g. kommunstyrelsens ordförande; never who holds it.</param>
/// <param name="SignedOn">Day of the signature.</param>
public sealed record PromiseSignature(string Party, string Office, DateOnly SignedOn);

/// <summary>What the method asks of a promise and one lacks; the one rule that the live answer, the pages and the follow-up share.</summary>
public static class PromiseWarnings
{
    /// <summary>The warnings, as Swedish sentences. A promise may be kept all the same.</summary>
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
            yield return promise.Signatures is null or [] ? "Löftet är inte undertecknat." : "Löftet är inte undertecknat av alla sina ägare.";
        }
    }
}
