using Medborgarlofte.Domain;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>A commitment (åtagande) in a follow-up and its progress. It measures output, never effect.</summary>
/// <param name="CommitmentId">Public id of the commitment.</param>
/// <param name="Title">Public wording.</param>
/// <param name="Parties">Swedish names of the committed parties.</param>
/// <param name="AtLeast">Promised number of occasions, in all or in every week or month; null for a commitment without a number.</param>
/// <param name="FirstDay">First day of validity.</param>
/// <param name="LastDay">Last day of validity.</param>
/// <param name="Outcome">The outcome so far.</param>
/// <param name="Count">Occasions since the commitment's first day.</param>
/// <param name="CountInPeriod">Occasions in the follow-up's period.</param>
/// <param name="AsOf">Last counted day.</param>
/// <param name="ReachedOn">Day on which the promised number was reached; null if it is not reached, or the day is not known.</param>
/// <param name="ByParty">Occasions by the party that performed them.</param>
/// <param name="Results">Immediate results of the activities, without counts that are too small to be public.</param>
/// <param name="Text">Swedish sentence: the outcome, the number and the day.</param>
/// <param name="ResultText">Swedish sentence about the results, or null if there are none.</param>
/// <param name="Warning">Swedish warning if the commitment has no measure, otherwise null.</param>
/// <param name="Rhythm">The weeks or months; null if the commitment promises a number in all, and in older publications.</param>
/// <param name="Totals">Counted totals, whose days are not known; null in publications older than this member.</param>
/// <param name="NotCounted">
/// Totals that do not count, because only a part of their period does; null in publications older than this member.
/// </param>
/// <param name="TotalsText">Swedish sentences about the totals, or null if there are none.</param>
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
    string? Warning,
    RhythmLine? Rhythm = null,
    IReadOnlyList<ActivityTotalLine>? Totals = null,
    IReadOnlyList<ActivityTotalLine>? NotCounted = null,
    string? TotalsText = null);

/// <summary>The weeks or months of a commitment that promises occasions in each of them.</summary>
/// <param name="Every">Weekly or monthly.</param>
/// <param name="Expected">Number of weeks or months in the commitment's time.</param>
/// <param name="Settled">Number of those that are over, or already kept.</param>
/// <param name="Kept">Number of those with the promised number of occasions.</param>
/// <param name="Missed">Codes of those that are over with fewer occasions, e.g. 2018-w07.</param>
/// <param name="Unknown">Codes of those that lie in the period of a total, so that it is not known whether they were kept.</param>
public sealed record RhythmLine(
    CommitmentRhythm Every, int Expected, int Settled, int Kept, IReadOnlyList<string> Missed, IReadOnlyList<string> Unknown)
{
    internal static RhythmLine Of(CommitmentRhythm every, RhythmProgress progress) => new(
        every,
        progress.Expected,
        progress.Settled,
        progress.Kept,
        [.. progress.Missed.Select(span => span.Code)],
        [.. progress.Unknown.Select(span => span.Code)]);
}

/// <summary>The occasions of a period whose days are not known.</summary>
/// <param name="From">First day of the period.</param>
/// <param name="To">Last day of the period.</param>
/// <param name="Count">Number of occasions.</param>
public sealed record ActivityTotalLine(DateOnly From, DateOnly To, int Count)
{
    /// <summary>The totals of all parties by period.</summary>
    internal static IReadOnlyList<ActivityTotalLine> Of(IEnumerable<Performed> totals) =>
    [
        .. totals.GroupBy(total => (total.From, total.To))
            .Select(total => new ActivityTotalLine(total.Key.From, total.Key.To, total.Sum(one => one.Count)))
    ];
}
