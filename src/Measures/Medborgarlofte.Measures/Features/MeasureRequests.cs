using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Measures.Features;

/// <summary>A measure as its owner states it.</summary>
/// <param name="ProblemAreaIds">The problem areas that it answers to, at least one.</param>
/// <param name="Title">Public wording of what is done.</param>
/// <param name="OwnerParty">The one accountable party, as a code; a proposal may lack one.</param>
/// <param name="Performers">The parties that carry it out, as codes.</param>
/// <param name="Horizon">Short or long term.</param>
/// <param name="Status">
/// Where it stands when it is entered: proposed, decided, planned, started or completed. Unless told, planned; proposed
/// where the caller may not decide. Later it moves by status changes only.
/// </param>
/// <param name="PlannedMonth">Month for which it is planned, e.g. 2021-06; instead of planned.</param>
/// <param name="StartedOn">Day on which it started.</param>
/// <param name="CompletedOn">Day on which it was completed.</param>
/// <param name="Planned">The date, month or quarter for which it is planned.</param>
/// <param name="EndsOn">Last day for which it is meant to go on.</param>
/// <param name="DecidedOn">Day on which it was decided.</param>
/// <param name="CauseIds">The causes that it goes for, of its problem areas.</param>
/// <param name="Approach">Situational or social.</param>
/// <param name="Decider">Who decides: the EST group, unless told, or the line organisation where it is physical or costly.</param>
/// <param name="Baseline">How things were before, e.g. "2 ronder i veckan". Stays within the module.</param>
/// <param name="NewLevel">How they are with the measure. Stays within the module.</param>
/// <param name="Indicator">What will show whether it works; to be set before it starts, so one that has started needs it. Stays within the module.</param>
/// <param name="CostEstimate">What it is thought to cost, in whole kronor.</param>
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
    int? CostEstimate = null);

/// <summary>A time for which something is planned.</summary>
/// <param name="Precision">Date, month or quarter.</param>
/// <param name="Value">E.g. 2021-06-15, 2021-06 or 2021-q2.</param>
public sealed record PlannedTimeRequest(PlannedPrecision? Precision, string? Value);

/// <summary>A time for which something is planned.</summary>
/// <param name="Precision">Date, month or quarter.</param>
/// <param name="Value">E.g. 2021-06-15, 2021-06 or 2021-q2.</param>
public sealed record PlannedTimeResponse(PlannedPrecision Precision, string Value);

/// <summary>What stops a measure.</summary>
/// <param name="Reason">Why.</param>
/// <param name="From">First day of the hindrance.</param>
/// <param name="To">Last day, or null while it goes on.</param>
/// <param name="NewDate">Day on which the work is taken up, or null where it is not known.</param>
public sealed record MeasureHindranceRequest(HindranceReason? Reason, DateOnly? From, DateOnly? To, DateOnly? NewDate);

/// <summary>A measure moves on.</summary>
/// <param name="To">Where it stands now.</param>
/// <param name="On">Day of the change.</param>
/// <param name="Note">What the parties should know about it; required where it is declined, paused or cancelled. Stays within the module.</param>
/// <param name="Planned">The time for which it is planned, where it moves to planned and has none.</param>
/// <param name="Hindrance">What stops it, where it moves to hindered.</param>
/// <param name="MeetingId">The open meeting in which it is decided, or null. The day is that of the meeting where none is told.</param>
public sealed record MeasureStatusChangeRequest(
    MeasureStatus? To, DateOnly? On, string? Note, PlannedTimeRequest? Planned = null, MeasureHindranceRequest? Hindrance = null, Guid? MeetingId = null);

/// <summary>A measure.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="ProblemAreaIds">The problem areas that it answers to.</param>
/// <param name="Title">Public wording of what is done.</param>
/// <param name="OwnerParty">The one accountable party, or null while a proposal has none.</param>
/// <param name="Performers">The parties that carry it out.</param>
/// <param name="Horizon">Short or long term.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="PlannedMonth">Month for which it is planned, e.g. 2021-06, or null where no month is known.</param>
/// <param name="StartedOn">Day on which it started, or null.</param>
/// <param name="CompletedOn">Day on which it was completed, or null.</param>
/// <param name="StatusChanges">How it has moved since it was entered, oldest first.</param>
/// <param name="Planned">The time for which it is planned, no more exact than it was given, or null.</param>
/// <param name="EndsOn">Last day for which it is meant to go on, or null.</param>
/// <param name="DecidedOn">Day on which it was decided, or null where that is not known.</param>
/// <param name="CauseIds">The causes that it goes for.</param>
/// <param name="Approach">Situational or social, or null.</param>
/// <param name="Decider">Who decides.</param>
/// <param name="Baseline">How things were before, or null.</param>
/// <param name="NewLevel">How they are with the measure, or null.</param>
/// <param name="Indicator">What will show whether it works, or null.</param>
/// <param name="CostEstimate">What it is thought to cost, in whole kronor, or null.</param>
/// <param name="Hindrance">What stops it while it is hindered, otherwise null.</param>
/// <param name="RegisteredBy">The party that entered it, or null where that was not kept.</param>
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

/// <summary>A move in a measure's lifecycle.</summary>
/// <param name="From">Where it stood.</param>
/// <param name="To">Where it stands after.</param>
/// <param name="On">Day of the change.</param>
/// <param name="Note">What the parties should know about it, or null.</param>
/// <param name="Party">The party that entered it, or null where that was not kept.</param>
/// <param name="Role">The role by which it was allowed: coordinator, police, steering or reporter; null where that was not kept.</param>
/// <param name="At">When it was entered, or null where that was not kept.</param>
/// <param name="Hindrance">What stopped the measure, where it moved to hindered.</param>
/// <param name="MeetingId">The meeting in which it was decided, or null.</param>
public sealed record MeasureStatusChangeResponse(
    MeasureStatus From, MeasureStatus To, DateOnly On, string? Note, string? Party, string? Role, DateTimeOffset? At, MeasureHindrance? Hindrance, Guid? MeetingId);
