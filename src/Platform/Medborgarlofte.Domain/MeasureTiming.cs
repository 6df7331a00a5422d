using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Domain;

/// <summary>When a measure is due and late, by the same rule for the board, the agenda and the follow-up.</summary>
public static class MeasureTiming
{
    /// <summary>The day by which a measure should have started, ended or been resumed, or null.</summary>
    public static DateOnly? Due(MeasureStatus status, PlannedTime? planned, DateOnly? endsOn, MeasureHindrance? hindrance) => status switch
    {
        MeasureStatus.Decided or MeasureStatus.Planned => planned?.LastDay(),
        MeasureStatus.Started or MeasureStatus.Paused => endsOn,
        MeasureStatus.Hindered => hindrance?.NewDate,
        _ => null,
    };

    /// <summary>The day by which a measure should have started, ended or been resumed, or null. Older events have only a month.</summary>
    public static DateOnly? Due(MeasureChanged measure) => measure.Due ?? Due(
        measure.Status,
        measure.Planned ?? (measure.PlannedMonth is { } month ? new PlannedTime(PlannedPrecision.Month, month) : null),
        measure.EndsOn,
        measure.Hindrance);

    /// <summary>Whether what is due on a day is late on another day.</summary>
    public static bool IsLate(DateOnly? due, DateOnly on) => due < on;

    /// <summary>The last day of a planned time.</summary>
    public static DateOnly LastDay(this PlannedTime planned) => planned.Precision switch
    {
        PlannedPrecision.Date => planned.FirstDay,
        PlannedPrecision.Month => planned.FirstDay.AddMonths(1).AddDays(-1),
        _ => planned.FirstDay.AddMonths(3).AddDays(-1),
    };
}
