using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>A commitment (åtagande) in a follow-up: what was promised and how far it has come. Output, never effect.</summary>
/// <param name="CommitmentId">Public id of the commitment.</param>
/// <param name="Title">Public wording of what is promised.</param>
/// <param name="Parties">Swedish names of the parties that promise it.</param>
/// <param name="AtLeast">How many occasions are promised, or null where it is uncounted.</param>
/// <param name="FirstDay">First day that it holds.</param>
/// <param name="LastDay">Last day that it holds.</param>
/// <param name="Outcome">How it goes.</param>
/// <param name="Count">Occasions from the commitment's first day.</param>
/// <param name="CountInPeriod">Those of them in the follow-up's period.</param>
/// <param name="AsOf">Last day that is counted.</param>
/// <param name="ReachedOn">Day on which the promised number was reached, or null.</param>
/// <param name="ByParty">Occasions by the party that performed them.</param>
/// <param name="Results">What the activities led to at once, less what is too small for the reader.</param>
/// <param name="Text">Swedish sentence: the outcome, the number and the day.</param>
/// <param name="ResultText">Swedish sentence on the results, or null where there are none.</param>
/// <param name="Warning">Swedish warning where no measure is behind it, otherwise null.</param>
public sealed record CommitmentLine(
    Guid CommitmentId,
    string Title,
    IReadOnlyList<string> Parties,
    int? AtLeast,
    DateOnly FirstDay,
    DateOnly LastDay,
    CommitmentOutcome Outcome,
    int Count,
    int CountInPeriod,
    DateOnly AsOf,
    DateOnly? ReachedOn,
    IReadOnlyList<NamedCount> ByParty,
    IReadOnlyList<NamedCount> Results,
    string Text,
    string? ResultText,
    string? Warning);
