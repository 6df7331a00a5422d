using Medborgarlofte.Contracts.Incidents;

namespace Medborgarlofte.Contracts.Measures;

/// <summary>The sources of a promise: the two that the method requires.</summary>
/// <param name="CitizenViews">Citizens' views (medborgarnas åsikter).</param>
/// <param name="SituationalPictures">Situational pictures (lägesbilder).</param>
public sealed record PromiseSources(
    IReadOnlyList<CitizenViewSource> CitizenViews, IReadOnlyList<SituationalPictureSource> SituationalPictures);

/// <summary>Citizens' views behind a promise, by channel and period.</summary>
/// <param name="Channel">Channel; null means all channels.</param>
/// <param name="Areas">Area codes; empty means all.</param>
/// <param name="FirstDay">First day of receipt.</param>
/// <param name="LastDay">Last day of receipt.</param>
public sealed record CitizenViewSource(
    CitizenViewChannel? Channel,
    IReadOnlyList<string> Areas,
    DateOnly FirstDay,
    [property: NotBefore("FirstDay")] DateOnly LastDay);

/// <summary>The situational picture of a period, behind a promise.</summary>
/// <param name="FirstDay">First day.</param>
/// <param name="LastDay">Last day.</param>
public sealed record SituationalPictureSource(DateOnly FirstDay, [property: NotBefore("FirstDay")] DateOnly LastDay);

/// <summary>Signature of an owner of a promise.</summary>
/// <param name="Party">Code of the owning party.</param>
/// <param name="Office">The signing office, e.g. kommunstyrelsens ordförande; never a person.</param>
/// <param name="SignedOn">Day of the signature.</param>
public sealed record PromiseSignature([property: Code] string Party, string Office, DateOnly SignedOn);
