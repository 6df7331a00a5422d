namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>The promise (medborgarlöfte) that a follow-up belongs to.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Title">Public title.</param>
/// <param name="Goal">What the parties want to achieve.</param>
/// <param name="Owners">Codes of the owning parties.</param>
/// <param name="OwnerNames">Swedish names of the owning parties, e.g. "polisen" and "Oxelösunds kommun".</param>
/// <param name="FirstDay">First day that it holds.</param>
/// <param name="LastDay">Last day that it holds.</param>
/// <param name="RestsOnCitizenViews">Whether it rests on citizens' views.</param>
/// <param name="RestsOnSituationalPicture">Whether it rests on the situational picture.</param>
/// <param name="Warnings">Swedish warnings for what the method asks of a promise and this one lacks.</param>
/// <param name="Sources">What it rests on; null in publications from before that was kept.</param>
/// <param name="Signatures">The owners' signatures; null in publications from before they were kept.</param>
/// <param name="Follows">The earlier promise that it follows, or null.</param>
public sealed record PromiseSummary(
    Guid Id,
    string Title,
    string Goal,
    IReadOnlyList<string> Owners,
    IReadOnlyList<string> OwnerNames,
    DateOnly FirstDay,
    DateOnly LastDay,
    bool RestsOnCitizenViews,
    bool RestsOnSituationalPicture,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<PromiseSourceLine>? Sources = null,
    IReadOnlyList<PromiseSignatureLine>? Signatures = null,
    PromiseReference? Follows = null);

/// <summary>One source of a promise.</summary>
/// <param name="Kind">Citizens' views or a situational picture.</param>
/// <param name="Text">Swedish words for it, e.g. "Medborgardialog, oktober 2020, Ramdal: 34 åsikter".</param>
/// <param name="Period">The days that it is of.</param>
/// <param name="Views">How many of the citizens' views registered here it is; null for a picture, and where the number is too small for the reader.</param>
public sealed record PromiseSourceLine(PromiseSourceKind Kind, string Text, Period Period, int? Views);

/// <summary>What sort of source a promise rests on.</summary>
public enum PromiseSourceKind
{
    /// <summary>Citizens' views (medborgarnas åsikter).</summary>
    CitizenViews,

    /// <summary>A situational picture (lägesbild).</summary>
    SituationalPicture,
}

/// <summary>An owner's signature.</summary>
/// <param name="Party">Code of the owner.</param>
/// <param name="PartyName">Swedish name of the owner, as it stands inside a sentence.</param>
/// <param name="Office">The office that signed, never who holds it.</param>
/// <param name="SignedOn">Day of the signature.</param>
public sealed record PromiseSignatureLine(string Party, string PartyName, string Office, DateOnly SignedOn);

/// <summary>Another promise.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Title">Public title.</param>
/// <param name="FirstDay">First day that it holds.</param>
/// <param name="LastDay">Last day that it holds.</param>
public sealed record PromiseReference(Guid Id, string Title, DateOnly FirstDay, DateOnly LastDay);
