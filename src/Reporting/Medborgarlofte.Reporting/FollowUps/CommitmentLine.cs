namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>A commitment (åtagande) in a follow-up and its progress. It measures output, never effect.</summary>
/// <param name="CommitmentId">Public id of the commitment.</param>
/// <param name="Title">Public wording.</param>
/// <param name="Parties">Swedish names of the committed parties.</param>
/// <param name="AtLeast">Number of promised occasions, or null for a commitment without a number.</param>
/// <param name="FirstDay">First day of validity.</param>
/// <param name="LastDay">Last day of validity.</param>
/// <param name="Outcome">The outcome so far.</param>
/// <param name="Count">Occasions since the commitment's first day.</param>
/// <param name="CountInPeriod">Occasions in the follow-up's period.</param>
/// <param name="AsOf">Last counted day.</param>
/// <param name="ReachedOn">Day on which the promised number was reached, or null.</param>
/// <param name="ByParty">Occasions by the party that performed them.</param>
/// <param name="Results">Immediate results of the activities, without counts that are too small to be public.</param>
/// <param name="Text">Swedish sentence: the outcome, the number and the day.</param>
/// <param name="ResultText">Swedish sentence about the results, or null if there are none.</param>
/// <param name="Warning">Swedish warning if the commitment has no measure, otherwise null.</param>
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
