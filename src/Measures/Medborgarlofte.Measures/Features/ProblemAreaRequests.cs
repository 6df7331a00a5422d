using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Measures.Features;

/// <summary>A problem area that a promise takes on.</summary>
/// <param name="PromiseId">The promise that it belongs to.</param>
/// <param name="Order">Its place among the rows of the follow-up, from 1; last where missing.</param>
/// <param name="Kind">Whether it is a theme, a place or both.</param>
/// <param name="Name">Public name.</param>
/// <param name="Categories">Category codes that it covers; empty means all.</param>
/// <param name="Areas">Area codes that it covers; empty means all.</param>
/// <param name="Status">Where it stands when it is entered: proposed or, unless told, chosen. Later it moves by status changes only.</param>
/// <param name="Causes">The cause analysis. What is left out is removed.</param>
/// <param name="Priority">High, medium or low.</param>
/// <param name="PriorityGrounds">What the priority rests on; required where there is one. Stays within the module.</param>
/// <param name="Deepened">A deepened EST project, or null.</param>
public sealed record ProblemAreaRequest(
    Guid? PromiseId,
    int? Order,
    ProblemAreaKind? Kind,
    string? Name,
    IReadOnlyList<string>? Categories,
    IReadOnlyList<string>? Areas,
    ProblemAreaStatus? Status = null,
    IReadOnlyList<CauseRequest>? Causes = null,
    ProblemPriority? Priority = null,
    string? PriorityGrounds = null,
    DeepenedProjectRequest? Deepened = null);

/// <summary>A cause.</summary>
/// <param name="Id">Its id where it is known already; a new one is given where missing.</param>
/// <param name="Side">Victim, offender, or object or place.</param>
/// <param name="Wording">What the cause is. Stays within the module.</param>
public sealed record CauseRequest(Guid? Id, CauseSide? Side, string? Wording);

/// <summary>A deepened EST project.</summary>
/// <param name="Aim">What it is to reach. Stays within the module.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, or null while it goes on.</param>
public sealed record DeepenedProjectRequest(string? Aim, DateOnly? From, DateOnly? To);

/// <summary>A problem area moves on.</summary>
/// <param name="To">Where it stands now.</param>
/// <param name="On">Day of the change.</param>
/// <param name="Note">What the parties should know about it. Stays within the module.</param>
/// <param name="MeetingId">The open meeting in which it is decided, or null. The day is that of the meeting where none is told.</param>
public sealed record ProblemAreaStatusChangeRequest(ProblemAreaStatus? To, DateOnly? On, string? Note, Guid? MeetingId = null);

/// <summary>A problem area.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="PromiseId">The promise that it belongs to.</param>
/// <param name="Order">Its place among the rows of the follow-up, from 1.</param>
/// <param name="Kind">Whether it is a theme, a place or both.</param>
/// <param name="Name">Public name.</param>
/// <param name="Categories">Category codes that it covers; empty means all.</param>
/// <param name="Areas">Area codes that it covers; empty means all.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="ClosedOn">Day on which it was closed, or null.</param>
/// <param name="Causes">The cause analysis.</param>
/// <param name="Priority">How urgent it is, or null.</param>
/// <param name="PriorityGrounds">What the priority rests on, or null.</param>
/// <param name="Deepened">The deepened EST project, or null.</param>
/// <param name="StatusChanges">How it has moved since it was entered, oldest first.</param>
public sealed record ProblemAreaResponse(
    Guid Id,
    int Version,
    Guid PromiseId,
    int Order,
    ProblemAreaKind Kind,
    string Name,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Areas,
    ProblemAreaStatus Status,
    DateOnly? ClosedOn,
    IReadOnlyList<Cause> Causes,
    ProblemPriority? Priority,
    string? PriorityGrounds,
    DeepenedProject? Deepened,
    IReadOnlyList<ProblemAreaStatusChangeResponse> StatusChanges);

/// <summary>A move in a problem area's lifecycle.</summary>
/// <param name="From">Where it stood.</param>
/// <param name="To">Where it stands after.</param>
/// <param name="On">Day of the change.</param>
/// <param name="Note">What the parties should know about it, or null.</param>
/// <param name="Party">The party that entered it.</param>
/// <param name="Role">The role by which it was allowed.</param>
/// <param name="At">When it was entered.</param>
/// <param name="MeetingId">The meeting in which it was decided, or null.</param>
public sealed record ProblemAreaStatusChangeResponse(
    ProblemAreaStatus From, ProblemAreaStatus To, DateOnly On, string? Note, string Party, string Role, DateTimeOffset At, Guid? MeetingId);
