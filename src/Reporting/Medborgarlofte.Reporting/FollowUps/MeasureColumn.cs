using Medborgarlofte.Reporting.FollowUps.Sentences;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Writes the second column of a follow-up.</summary>
internal sealed class MeasureColumn(Period period, IReadOnlyList<MeasureChanged> measures, PartyNames parties)
{
    /// <summary>The measures of a row: its own first, then those that an earlier row also shows.</summary>
    public IReadOnlyList<MeasureLine> Write(ProblemAreaChanged row, IReadOnlyList<ProblemAreaChanged> earlier) =>
    [
        .. measures
            .Where(measure => measure.ProblemAreaIds.Contains(row.ProblemAreaId) && BelongsToPeriod(measure))
            .Select(measure => (
                Measure: measure,
                Earlier: earlier.FirstOrDefault(other => measure.ProblemAreaIds.Contains(other.ProblemAreaId))))
            .OrderBy(shown => shown.Earlier is not null)
            .ThenBy(shown => IsFuture(shown.Measure.Status))
            .ThenBy(shown => IsFuture(shown.Measure.Status) ? shown.Measure.Planned?.FirstDay ?? shown.Measure.PlannedMonth : null)
            .ThenBy(shown => shown.Measure.Title, SwedishText.Alphabet)
            .ThenBy(shown => shown.Measure.MeasureId)
            .Select(shown => LineFor(shown.Measure, shown.Earlier))
    ];

    private static bool IsFuture(MeasureStatus status) => status is MeasureStatus.Decided or MeasureStatus.Planned;

    // Proposed and declined measures never belong to the promise. A cancelled measure belongs to it from its start until its cancellation.
    private bool BelongsToPeriod(MeasureChanged measure) =>
        measure.Status is not (MeasureStatus.Proposed or MeasureStatus.Declined)
        && !(measure is { Status: MeasureStatus.Cancelled, StartedOn: null })
        && !(measure.Status == MeasureStatus.Cancelled && measure.StatusSince < period.FirstDay)
        && !(measure.StartedOn > period.LastDay)
        && !(measure.CompletedOn < period.FirstDay);

    private MeasureLine LineFor(MeasureChanged measure, ProblemAreaChanged? sharedWith)
    {
        var owner = parties.NameOf(measure.OwnerParty);
        return new MeasureLine(
            measure.MeasureId,
            measure.Title,
            $"{measure.Title.TrimEnd('.')} ({By(measure, owner)}){When(measure)}.",
            owner,
            measure.Horizon,
            measure.Status,
            measure.PlannedMonth,
            sharedWith?.Name,
            measure.Hindrance);
    }

    // The performers come first. The accountable party is added unless it is one of them.
    private string By(MeasureChanged measure, string owner)
    {
        var performers = parties.NamesOf(measure.Performers);
        return performers.Count switch
        {
            0 => owner,
            _ when performers.Contains(owner, StringComparer.Ordinal) =>
                SwedishText.List([owner, .. performers.Where(name => name != owner)]),
            _ => $"{SwedishText.List(performers)}; ansvarig: {owner}",
        };
    }

    private static string When(MeasureChanged measure) => measure.Status switch
    {
        MeasureStatus.Decided => ", beslutad" + (PlannedOf(measure) is { } planned ? " och planeras till " + planned : ""),
        MeasureStatus.Planned => ", planeras" + (PlannedOf(measure) is { } planned ? " till " + planned : ""),
        MeasureStatus.Paused => ", pausad" + (Day(measure) is { Length: > 0 } day ? " sedan" + day : ""),
        MeasureStatus.Hindered => ", hindrad" + (measure.Hindrance is { } hindrance ? HindranceText.Of(hindrance) : ""),
        MeasureStatus.Cancelled => ", avbruten" + Day(measure),
        _ => "",
    };

    private static string Day(MeasureChanged measure) => measure.StatusSince is { } since ? " den " + SwedishText.Day(since) : "";

    // Older events have only the month.
    private static string? PlannedOf(MeasureChanged measure) => measure switch
    {
        { Planned: { Precision: PlannedPrecision.Date } planned } => "den " + SwedishText.Day(planned.FirstDay),
        { Planned: { Precision: PlannedPrecision.Quarter } planned } => SwedishText.Quarter(planned.FirstDay),
        { Planned: { } planned } => SwedishText.Month(planned.FirstDay),
        { PlannedMonth: { } month } => SwedishText.Month(month),
        _ => null,
    };
}
