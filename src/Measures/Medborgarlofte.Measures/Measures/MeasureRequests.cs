namespace Medborgarlofte.Measures.Measures;

/// <summary>A measure to enter or change.</summary>
/// <param name="ProblemAreaIds">The problem areas that it answers to, at least one.</param>
/// <param name="Title">Public wording of the work.</param>
/// <param name="OwnerParty">The one accountable party, as a code; a proposal may lack one.</param>
/// <param name="Performers">The parties that carry it out, as codes.</param>
/// <param name="Horizon">Short or long term.</param>
/// <param name="Status">
/// Initial status: proposed, decided, planned, started or completed. Default: planned, or proposed if the caller may not decide.
/// Later it is changed by status changes only.
/// </param>
/// <param name="PlannedMonth">Month for which it is planned, e.g. 2021-06; instead of planned.</param>
/// <param name="StartedOn">Day on which it started.</param>
/// <param name="CompletedOn">Day on which it was completed.</param>
/// <param name="Planned">The date, month or quarter for which it is planned.</param>
/// <param name="EndsOn">Planned last day.</param>
/// <param name="DecidedOn">Day on which it was decided.</param>
/// <param name="CauseIds">Causes in its problem areas that it addresses.</param>
/// <param name="Approach">Situational or social.</param>
/// <param name="Decider">The EST group, or the line organisation for physical or costly measures. Default: the EST group.</param>
/// <param name="Baseline">Level before the measure, e.g. "2 ronder i veckan". Stays within the module.</param>
/// <param name="NewLevel">Level with the measure. Stays within the module.</param>
/// <param name="Indicator">Indicator of whether it works; required once it has started. Stays within the module.</param>
/// <param name="CostEstimate">Estimated cost in whole kronor.</param>
/// <param name="ReplannedOn">
/// In a change: day from which a new planned time or last day applies; earlier periods keep the earlier one. Default: today. An earlier day
/// corrects the periods since then.
/// </param>
public sealed record MeasureRequest(
    IReadOnlyList<Guid>? ProblemAreaIds,
    string? Title,
    string? OwnerParty,
    IReadOnlyList<string>? Performers,
    MeasureHorizon? Horizon,
    MeasureStatus? Status,
    string? PlannedMonth,
    DateOnly? StartedOn,
    DateOnly? CompletedOn,
    PlannedTimeRequest? Planned = null,
    DateOnly? EndsOn = null,
    DateOnly? DecidedOn = null,
    IReadOnlyList<Guid>? CauseIds = null,
    MeasureApproach? Approach = null,
    MeasureDecider? Decider = null,
    string? Baseline = null,
    string? NewLevel = null,
    string? Indicator = null,
    int? CostEstimate = null,
    DateOnly? ReplannedOn = null);

/// <summary>A time for which something is planned.</summary>
/// <param name="Precision">Date, month or quarter.</param>
/// <param name="Value">E.g. 2021-06-15, 2021-06 or 2021-q2.</param>
public sealed record PlannedTimeRequest(PlannedPrecision? Precision, string? Value);

/// <summary>A time for which something is planned.</summary>
/// <param name="Precision">Date, month or quarter.</param>
/// <param name="Value">E.g. 2021-06-15, 2021-06 or 2021-q2.</param>
public sealed record PlannedTimeResponse(PlannedPrecision Precision, string Value);

/// <summary>A hindrance of a measure.</summary>
/// <param name="Reason">Why.</param>
/// <param name="From">First day of the hindrance.</param>
/// <param name="To">Last day, or null if it is ongoing.</param>
/// <param name="NewDate">Day on which the work is resumed, or null if unknown.</param>
public sealed record MeasureHindranceRequest(HindranceReason? Reason, DateOnly? From, DateOnly? To, DateOnly? NewDate);

/// <summary>A status change of a measure.</summary>
/// <param name="To">New status.</param>
/// <param name="On">Day of the change.</param>
/// <param name="Note">Note for the parties; required if the new status is declined, paused or cancelled. Stays within the module.</param>
/// <param name="Planned">Planned time; required if the new status is planned and no time is known.</param>
/// <param name="Hindrance">Hindrance; required if the new status is hindered.</param>
/// <param name="MeetingId">Open meeting in which it is decided, or null. Default for the day: the day of the meeting.</param>
public sealed record MeasureStatusChangeRequest(
    MeasureStatus? To,
    DateOnly? On,
    string? Note,
    PlannedTimeRequest? Planned = null,
    MeasureHindranceRequest? Hindrance = null,
    Guid? MeetingId = null);

/// <summary>A measure.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="ProblemAreaIds">The problem areas that it answers to.</param>
/// <param name="Title">Public wording of the work.</param>
/// <param name="OwnerParty">The one accountable party, or null while a proposal has none.</param>
/// <param name="Performers">The parties that carry it out.</param>
/// <param name="Horizon">Short or long term.</param>
/// <param name="Status">Status.</param>
/// <param name="PlannedMonth">Month for which it is planned, e.g. 2021-06, or null if only a quarter is planned.</param>
/// <param name="StartedOn">Day on which it started, or null.</param>
/// <param name="CompletedOn">Day on which it was completed, or null.</param>
/// <param name="StatusChanges">Status changes, oldest first.</param>
/// <param name="Planned">Planned time in the precision in which it was entered, or null.</param>
/// <param name="EndsOn">Planned last day, or null.</param>
/// <param name="DecidedOn">Day on which it was decided, or null if unknown.</param>
/// <param name="CauseIds">Causes that it addresses.</param>
/// <param name="Approach">Situational or social, or null.</param>
/// <param name="Decider">Who decides.</param>
/// <param name="Baseline">Level before the measure, or null.</param>
/// <param name="NewLevel">Level with the measure, or null.</param>
/// <param name="Indicator">Indicator of whether it works, or null.</param>
/// <param name="CostEstimate">Estimated cost in whole kronor, or null.</param>
/// <param name="Hindrance">Current hindrance, or null.</param>
/// <param name="RegisteredBy">The party that entered it, or null if unknown.</param>
public sealed record MeasureResponse(
    Guid Id,
    int Version,
    IReadOnlyList<Guid> ProblemAreaIds,
    string Title,
    string? OwnerParty,
    IReadOnlyList<string> Performers,
    MeasureHorizon Horizon,
    MeasureStatus Status,
    string? PlannedMonth,
    DateOnly? StartedOn,
    DateOnly? CompletedOn,
    IReadOnlyList<MeasureStatusChangeResponse> StatusChanges,
    PlannedTimeResponse? Planned,
    DateOnly? EndsOn,
    DateOnly? DecidedOn,
    IReadOnlyList<Guid> CauseIds,
    MeasureApproach? Approach,
    MeasureDecider Decider,
    string? Baseline,
    string? NewLevel,
    string? Indicator,
    int? CostEstimate,
    MeasureHindrance? Hindrance,
    string? RegisteredBy);

/// <summary>A status change of a measure.</summary>
/// <param name="From">Status before.</param>
/// <param name="To">Status after.</param>
/// <param name="On">Day of the change.</param>
/// <param name="Note">Note for the parties, or null.</param>
/// <param name="Party">The party that entered it, or null if unknown.</param>
/// <param name="Role">Role of the party: coordinator, police, steering or reporter, or null if unknown.</param>
/// <param name="At">When it was entered, or null if unknown.</param>
/// <param name="Hindrance">Hindrance, if the new status is hindered.</param>
/// <param name="MeetingId">The meeting in which it was decided, or null.</param>
public sealed record MeasureStatusChangeResponse(
    MeasureStatus From,
    MeasureStatus To,
    DateOnly On,
    string? Note,
    string? Party,
    string? Role,
    DateTimeOffset? At,
    MeasureHindrance? Hindrance,
    Guid? MeetingId);
