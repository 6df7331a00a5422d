using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.NeighbourhoodWatch;

namespace Medborgarlofte.Domain;

/// <summary>
/// Reads measures, problem areas and watch groups as of an earlier day, so that a closed period does not change with later status changes.
/// </summary>
public static class StatusHistory
{
    /// <summary>The measure as it was at the end of a day. Events without a history are read as they are.</summary>
    public static MeasureChanged AsOf(this MeasureChanged measure, DateOnly day)
    {
        measure = measure.WithPlanOf(day);
        var then = measure.History?.LastOrDefault(status => !(status.Since > day));
        if (then is null || measure.History is not [.., var now] || then == now)
        {
            return measure;
        }

        var started = measure.History.FirstOrDefault(status => status.Status == MeasureStatus.Started)?.Since;
        return measure with
        {
            Status = then.Status,
            StatusSince = then.Since,
            Hindrance = then.Hindrance,
            StartedOn = Until(day, measure.StartedOn) ?? Until(day, started),
            CompletedOn = Until(day, measure.CompletedOn),
            Due = null,
        };
    }

    /// <summary>The problem area as it was at the end of a day. Events without a history are read as they are.</summary>
    public static ProblemAreaChanged AsOf(this ProblemAreaChanged area, DateOnly day)
    {
        if (area.EarlierPromises?.FirstOrDefault(promise => promise.LastDay >= day) is { } earlier)
        {
            area = area with { PromiseId = earlier.PromiseId };
        }

        var then = area.History?.LastOrDefault(status => !(status.Since > day));
        return then is null || area.History is not [.., var now] || then == now
            ? area
            : area with { Status = then.Status, ClosedOn = then.Status == ProblemAreaStatus.Closed ? then.Since : null };
    }

    /// <summary>The watch group as it was at the end of a day. Days before its history are read as it is.</summary>
    public static WatchGroupChanged AsOf(this WatchGroupChanged group, DateOnly day) =>
        group.History?.LastOrDefault(state => state.Since <= day) is { } then
            ? group with
            {
                Area = then.Area, Status = then.Status, Households = then.Households, HouseholdsInReach = then.HouseholdsInReach,
            }
            : group;

    private static MeasureChanged WithPlanOf(this MeasureChanged measure, DateOnly day) =>
        measure.EarlierPlans?.FirstOrDefault(plan => plan.LastDay >= day) is not { } plan
            ? measure
            : measure with
            {
                Planned = plan.Planned,
                PlannedMonth = plan.Planned is { Precision: not PlannedPrecision.Quarter } planned
                    ? planned.FirstDay.AddDays(1 - planned.FirstDay.Day)
                    : null,
                EndsOn = plan.EndsOn,
                Due = null,
            };

    private static DateOnly? Until(DateOnly day, DateOnly? on) => on <= day ? on : null;
}
