using Medborgarlofte.Domain;
using Medborgarlofte.Reporting.FollowUps.Sentences;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Writes the second column of a follow-up.</summary>
internal sealed class MeasureColumn(Period period, DateOnly today, IReadOnlyList<MeasureChanged> measures, PartyNames parties)
{
    // A period that is over is read on the day after it.
    private readonly DateOnly _asOf = today <= period.LastDay ? today : period.LastDay.AddDays(1);

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
        var due = MeasureTiming.Due(measure);
        var isLate = MeasureTiming.IsLate(due, _asOf);
        return new MeasureLine(
            measure.MeasureId,
            measure.Title,
            $"{measure.Title.TrimEnd('.')} ({By(measure, owner)}){When(measure, isLate ? due : null)}.",
            owner,
            measure.Horizon,
            measure.Status,
            measure.PlannedMonth,
            sharedWith?.Name,
            measure.Hindrance,
            isLate);
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

    /// <param name="measure">The measure.</param>
    /// <param name="missed">The day by which it should have started, ended or been resumed, if it is late.</param>
    private static string When(MeasureChanged measure, DateOnly? missed) => measure.Status switch
    {
        MeasureStatus.Decided when missed is not null => $", beslutad, planerades till {PlannedOf(measure)} men är inte påbörjad",
        MeasureStatus.Planned when missed is not null => $", planerades till {PlannedOf(measure)} men är inte påbörjad",
        MeasureStatus.Decided => ", beslutad" + (PlannedOf(measure) is { } planned ? " och planeras till " + planned : ""),
        MeasureStatus.Planned => ", planeras" + (PlannedOf(measure) is { } planned ? " till " + planned : ""),
        MeasureStatus.Started when missed is { } last => ", skulle ha avslutats senast den " + SwedishText.Day(last),
        MeasureStatus.Paused => ", pausad" + (Day(measure) is { Length: > 0 } day ? " sedan" + day : ""),
        MeasureStatus.Hindered when measure.Hindrance is { } hindrance && missed is { } resumed =>
            $", hindrad{HindranceText.Of(hindrance with { NewDate = null })}, skulle ha tagits upp den {SwedishText.Day(resumed)}",
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
