namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>The promise (medborgarlöfte) of a follow-up.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Title">Public title.</param>
/// <param name="Goal">The goal of the parties.</param>
/// <param name="Owners">Codes of the owning parties.</param>
/// <param name="OwnerNames">Swedish names of the owning parties, e.g. "polisen" and "Oxelösunds kommun".</param>
/// <param name="FirstDay">First day of validity.</param>
/// <param name="LastDay">Last day of validity.</param>
/// <param name="RestsOnCitizenViews">Whether it is based on citizens' views.</param>
/// <param name="RestsOnSituationalPicture">Whether it is based on the situational picture.</param>
/// <param name="Warnings">Swedish warnings about requirements of the method that the promise does not meet.</param>
/// <param name="Sources">Its sources; null in publications older than this member.</param>
/// <param name="Signatures">The owners' signatures; null in publications older than this member.</param>
/// <param name="Follows">The earlier promise that it follows, or null.</param>
/// <param name="Withdrawal">Day and reason of the withdrawal, or null.</param>
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
    PromiseReference? Follows = null,
    PromiseWithdrawal? Withdrawal = null);

/// <summary>One source of a promise.</summary>
/// <param name="Kind">Citizens' views or a situational picture.</param>
/// <param name="Text">Swedish description, e.g. "Medborgardialog, oktober 2020, Ramdal: 34 åsikter".</param>
/// <param name="Period">The period of the source.</param>
/// <param name="Views">Number of registered citizens' views; null for a situational picture, and if it is too small to be public.</param>
/// <param name="HasPicture">Whether a situational picture can be read here; null in publications older than this member.</param>
public sealed record PromiseSourceLine(PromiseSourceKind Kind, string Text, Period Period, int? Views, bool? HasPicture = null);

/// <summary>The kind of a source.</summary>
public enum PromiseSourceKind
{
    /// <summary>Citizens' views (medborgarnas åsikter).</summary>
    CitizenViews,

    /// <summary>A situational picture (lägesbild).</summary>
    SituationalPicture,
}

/// <summary>An owner's signature.</summary>
/// <param name="Party">Code of the owner.</param>
/// <param name="PartyName">Swedish name of the owner inside a sentence.</param>
/// <param name="Office">The office that signed, never a person.</param>
/// <param name="SignedOn">Day of the signature.</param>
public sealed record PromiseSignatureLine(string Party, string PartyName, string Office, DateOnly SignedOn);

/// <summary>Another promise.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Title">Public title.</param>
/// <param name="FirstDay">First day of validity.</param>
/// <param name="LastDay">Last day of validity.</param>
public sealed record PromiseReference(Guid Id, string Title, DateOnly FirstDay, DateOnly LastDay);
