using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Contracts.NeighbourhoodWatch;

/// <summary>A watch group (grannsamverkansgrupp) was registered (version 1) or changed.</summary>
/// <param name="GroupId">Public id of the group.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Area">Code of the area of the group.</param>
/// <param name="Variant">Variant of neighbourhood watch.</param>
/// <param name="Households">Number of participating households.</param>
/// <param name="RegisteredOn">Calendar day of registration.</param>
/// <param name="Status">Status; active in older events.</param>
/// <param name="HouseholdsInReach">Number of all households in the group's area of watch, or null if unknown.</param>
/// <param name="History">Status and households until now, oldest first; null in older events.</param>
public sealed record WatchGroupChanged(
    Guid GroupId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    [property: Code] string Area,
    WatchVariant Variant,
    int Households,
    DateOnly RegisteredOn,
    WatchGroupStatus Status = WatchGroupStatus.Active,
    int? HouseholdsInReach = null,
    IReadOnlyList<WatchGroupState>? History = null);

/// <summary>The state of a watch group from a day on.</summary>
/// <param name="Since">First day.</param>
/// <param name="Area">Code of its area.</param>
/// <param name="Status">Status.</param>
/// <param name="Households">Number of participating households.</param>
/// <param name="HouseholdsInReach">Number of all households in the group's area of watch, or null if unknown.</param>
public sealed record WatchGroupState(
    DateOnly Since, [property: Code] string Area, WatchGroupStatus Status, int Households, int? HouseholdsInReach);

/// <summary>
/// A watch group met all conditions and became active, so its signs may be put up. Also published when a dormant group becomes active
/// again.
/// </summary>
/// <param name="GroupId">Public id of the group.</param>
/// <param name="Version">Version of the group after the change.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Area">Code of the area of the group.</param>
/// <param name="Variant">Variant of neighbourhood watch.</param>
/// <param name="Households">Number of participating households.</param>
/// <param name="On">Calendar day.</param>
public sealed record GroupBecameActive(
    Guid GroupId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    [property: Code] string Area,
    WatchVariant Variant,
    int Households,
    DateOnly On);

/// <summary>Status of a watch group.</summary>
public enum WatchGroupStatus
{
    /// <summary>Interest (intresse): residents have expressed interest.</summary>
    Interest,

    /// <summary>Forming (bildas): gathering households and contact persons.</summary>
    Forming,

    /// <summary>Trained (utbildad): basic training has been held.</summary>
    Trained,

    /// <summary>Active (aktiv): all conditions are met, and signs are allowed.</summary>
    Active,

    /// <summary>Dormant (vilande): inactive, or a condition is no longer met.</summary>
    Dormant,

    /// <summary>Closed (avslutad).</summary>
    Closed,
}

/// <summary>Variant of neighbourhood watch.</summary>
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
/// <param name="Kind">Basic or refresher training.</param>
/// <param name="Form">Physical or digital.</param>
/// <param name="On">Calendar day.</param>
/// <param name="Groups">Number of participating groups.</param>
/// <param name="Seats">Number of booked seats.</param>
public sealed record TrainingHeld(
    Guid TrainingId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    TrainingKind Kind,
    TrainingForm Form,
    DateOnly On,
    int Groups,
    int Seats);

/// <summary>A training for watch groups was cancelled or postponed without a new time.</summary>
/// <param name="TrainingId">Public id of the training.</param>
/// <param name="Version">Version of the training after the change.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Kind">Basic or refresher training.</param>
/// <param name="Form">Physical or digital.</param>
/// <param name="On">Original calendar day.</param>
/// <param name="Reason">Reason.</param>
/// <param name="IsPostponed">Whether the training is postponed.</param>
public sealed record TrainingCancelled(
    Guid TrainingId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    TrainingKind Kind,
    TrainingForm Form,
    DateOnly On,
    TrainingStopReason Reason,
    bool IsPostponed);

/// <summary>A period without physical trainings was declared (version 1) or changed.</summary>
/// <param name="RestrictionId">Public id of the restriction.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Reason">Reason.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, or null while it continues.</param>
/// <param name="MeasureIds">The hindered measures.</param>
public sealed record RestrictionDeclared(
    Guid RestrictionId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    HindranceReason Reason,
    DateOnly From,
    DateOnly? To,
    IReadOnlyList<Guid> MeasureIds);

/// <summary>The groups of an area were warned about increased incidents. Contains only the numbers of recipients.</summary>
/// <param name="WarningId">Public id of the warning.</param>
/// <param name="Version">Always 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Area">Area code.</param>
/// <param name="Category">Category code.</param>
/// <param name="Rule">The rule that caused the warning.</param>
/// <param name="On">Calendar day.</param>
/// <param name="Cases">Number of cases that the rule counted.</param>
/// <param name="Groups">Number of active groups in the area.</param>
/// <param name="Households">Number of warned households.</param>
public sealed record WarningSent(
    Guid WarningId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    [property: Code] string Area,
    [property: Code] string Category,
    WarningRule Rule,
    DateOnly On,
    int Cases,
    int Groups,
    int Households);

/// <summary>
/// A watch group reported an observation. Contains codes, area and time only; the observer, the exact place and the text stay in the
/// module.
/// </summary>
/// <param name="ObservationId">Public id of the observation.</param>
/// <param name="Version">Always 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="GroupId">Public id of the group.</param>
/// <param name="Area">Code of the area of the group.</param>
/// <param name="Category">Category code.</param>
/// <param name="OccurredFrom">Earliest possible time.</param>
/// <param name="OccurredTo">Latest possible time.</param>
/// <param name="ReportedAt">Time of the report.</param>
public sealed record ObservationReported(
    Guid ObservationId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    Guid GroupId,
    [property: Code] string Area,
    [property: Code] string Category,
    DateTimeOffset OccurredFrom,
    [property: NotBefore("OccurredFrom")] DateTimeOffset OccurredTo,
    DateTimeOffset ReportedAt);

/// <summary>Rule of a warning.</summary>
public enum WarningRule
{
    /// <summary>More cases in an area within some days than its normal level.</summary>
    Count,

    /// <summary>Near repeat: another case near in place and time.</summary>
    NearRepeat,
}

/// <summary>Kind of training.</summary>
public enum TrainingKind
{
    /// <summary>Basic training (grundutbildning).</summary>
    Basic,

    /// <summary>Refresher training (uppföljande utbildning), for groups with basic training.</summary>
    Refresher,
}

/// <summary>Form of a training.</summary>
public enum TrainingForm
{
    /// <summary>In person (fysisk).</summary>
    Physical,

    /// <summary>Online (digital).</summary>
    Digital,
}

/// <summary>Reason why a training was not held.</summary>
public enum TrainingStopReason
{
    /// <summary>Restrictions (restriktioner).</summary>
    Restrictions,

    /// <summary>Illness (sjukdom).</summary>
    Illness,

    /// <summary>Too few bookings (för få anmälda).</summary>
    TooFew,
}
