using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Contracts.NeighbourhoodWatch;

/// <summary>A watch group (grannsamverkansgrupp) was registered or has changed. Version 1 is its registration.</summary>
/// <param name="GroupId">Public id of the group.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Area">Code of the area in which it watches.</param>
/// <param name="Variant">Which sort of watch it is.</param>
/// <param name="Households">Number of households that take part.</param>
/// <param name="RegisteredOn">Calendar day of its registration.</param>
/// <param name="Status">Where it stands; active where older events say nothing, for only running groups were registered then.</param>
/// <param name="HouseholdsInReach">Number of households where it watches, those that do not take part included, or null where it is not
/// known.</param>
public sealed record WatchGroupChanged(
    Guid GroupId,
    int Version,
    string Municipality,
    string Area,
    WatchVariant Variant,
    int Households,
    DateOnly RegisteredOn,
    WatchGroupStatus Status = WatchGroupStatus.Active,
    int? HouseholdsInReach = null);

/// <summary>A watch group has met every condition and become active: its signs may go up. Told again when a dormant group wakes.</summary>
/// <param name="GroupId">Public id of the group.</param>
/// <param name="Version">Version of the group after the change.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Area">Code of the area in which it watches.</param>
/// <param name="Variant">Which sort of watch it is.</param>
/// <param name="Households">Number of households that take part.</param>
/// <param name="On">Calendar day.</param>
public sealed record GroupBecameActive(
    Guid GroupId, int Version, string Municipality, string Area, WatchVariant Variant, int Households, DateOnly On);

/// <summary>Where a watch group stands between the first thought and its end.</summary>
public enum WatchGroupStatus
{
    /// <summary>Interest (intresse): residents have told that they want to begin.</summary>
    Interest,

    /// <summary>Forming (bildas): households and contact persons are gathered.</summary>
    Forming,

    /// <summary>Trained (utbildad): basic training has been held.</summary>
    Trained,

    /// <summary>Active (aktiv): every condition is met and signs may stand.</summary>
    Active,

    /// <summary>Dormant (vilande): nothing happens, or what it needs is missing.</summary>
    Dormant,

    /// <summary>Closed (avslutad).</summary>
    Closed,
}

/// <summary>Which sort of neighbourhood watch a group is.</summary>
public enum WatchVariant
{
    /// <summary>Neighbourhood watch among houses (grannsamverkan).</summary>
    Neighbourhood,

    /// <summary>Boat watch (båtsamverkan).</summary>
    Boat,

    /// <summary>Stairwell watch (trappsamverkan).</summary>
    Stairwell,
}

/// <summary>A training for watch groups was held.</summary>
/// <param name="TrainingId">Public id of the training.</param>
/// <param name="Version">Version of the training after the change.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Kind">Basic training, or training anew.</param>
/// <param name="Form">Physical or digital.</param>
/// <param name="On">Calendar day.</param>
/// <param name="Groups">Number of groups that took part.</param>
/// <param name="Seats">Number of seats that they had booked.</param>
public sealed record TrainingHeld(
    Guid TrainingId, int Version, string Municipality, TrainingKind Kind, TrainingForm Form, DateOnly On, int Groups, int Seats);

/// <summary>A training for watch groups was cancelled, or postponed without a new time.</summary>
/// <param name="TrainingId">Public id of the training.</param>
/// <param name="Version">Version of the training after the change.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Kind">Basic training, or training anew.</param>
/// <param name="Form">Physical or digital.</param>
/// <param name="On">Calendar day on which it would have been held.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsPostponed">Whether it waits for a new time.</param>
public sealed record TrainingCancelled(
    Guid TrainingId,
    int Version,
    string Municipality,
    TrainingKind Kind,
    TrainingForm Form,
    DateOnly On,
    TrainingStopReason Reason,
    bool IsPostponed);

/// <summary>A period in which no physical training may be held was declared or has changed. Version 1 is its declaration.</summary>
/// <param name="RestrictionId">Public id of the restriction.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Reason">Why.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, or null while it goes on.</param>
/// <param name="MeasureIds">The measures of the promise that it hinders.</param>
public sealed record RestrictionDeclared(
    Guid RestrictionId, int Version, string Municipality, HindranceReason Reason, DateOnly From, DateOnly? To,
    IReadOnlyList<Guid> MeasureIds);

/// <summary>The groups of an area were warned, for incidents have risen there. How many were reached is told in numbers only.</summary>
/// <param name="WarningId">Public id of the warning.</param>
/// <param name="Version">1: a warning does not change.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Area">Area code.</param>
/// <param name="Category">Category code.</param>
/// <param name="Rule">The rule that found it.</param>
/// <param name="On">Calendar day.</param>
/// <param name="Cases">How many cases the rule counted.</param>
/// <param name="Groups">Active groups in the area.</param>
/// <param name="Households">Households that the warning goes to.</param>
public sealed record WarningSent(
    Guid WarningId,
    int Version,
    string Municipality,
    string Area,
    string Category,
    WarningRule Rule,
    DateOnly On,
    int Cases,
    int Groups,
    int Households);

/// <summary>
/// A watch group has seen something. It is told by codes, area and time alone: who saw it, where exactly, and words about it do not travel.
/// </summary>
/// <param name="ObservationId">Public id of the observation.</param>
/// <param name="Version">1: an observation does not change.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="GroupId">Public id of the group.</param>
/// <param name="Area">Code of the area in which the group watches.</param>
/// <param name="Category">Category code.</param>
/// <param name="OccurredFrom">Earliest time at which it can have happened.</param>
/// <param name="OccurredTo">Latest time at which it can have happened.</param>
/// <param name="ReportedAt">When it was told.</param>
public sealed record ObservationReported(
    Guid ObservationId,
    int Version,
    string Municipality,
    Guid GroupId,
    string Area,
    string Category,
    DateTimeOffset OccurredFrom,
    DateTimeOffset OccurredTo,
    DateTimeOffset ReportedAt);

/// <summary>By which rule groups are warned.</summary>
public enum WarningRule
{
    /// <summary>Many cases in an area within some days, against its normal level.</summary>
    Count,

    /// <summary>Near repeat: another case near in place and time.</summary>
    NearRepeat,
}

/// <summary>What is taught.</summary>
public enum TrainingKind
{
    /// <summary>Basic training (grundutbildning).</summary>
    Basic,

    /// <summary>Training anew (uppföljande utbildning), for groups that have had basic training.</summary>
    Refresher,
}

/// <summary>How a training is held.</summary>
public enum TrainingForm
{
    /// <summary>In a room (fysisk).</summary>
    Physical,

    /// <summary>Over the net (digital).</summary>
    Digital,
}

/// <summary>Why a training was not held.</summary>
public enum TrainingStopReason
{
    /// <summary>Restrictions (restriktioner).</summary>
    Restrictions,

    /// <summary>Illness (sjukdom).</summary>
    Illness,

    /// <summary>Too few have booked (för få anmälda).</summary>
    TooFew,
}
