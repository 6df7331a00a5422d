using Medborgarlofte.Contracts.Incidents;

namespace Medborgarlofte.Contracts.Measures;

/// <summary>What a promise rests on: the two sources that the method asks for.</summary>
/// <param name="CitizenViews">Which of the citizens' views (medborgarnas åsikter).</param>
/// <param name="SituationalPictures">Which situational pictures (lägesbilder).</param>
public sealed record PromiseSources(
    IReadOnlyList<CitizenViewSource> CitizenViews, IReadOnlyList<SituationalPictureSource> SituationalPictures);

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
