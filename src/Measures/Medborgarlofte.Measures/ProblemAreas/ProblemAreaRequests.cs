namespace Medborgarlofte.Measures.ProblemAreas;

/// <summary>A problem area to enter or change.</summary>
/// <param name="PromiseId">The promise that it belongs to.</param>
/// <param name="Order">Position among the rows of the follow-up, from 1. Default: last.</param>
/// <param name="Kind">Whether it is a theme, a place or both.</param>
/// <param name="Name">Public name.</param>
/// <param name="Categories">Category codes that it covers; empty means all.</param>
/// <param name="Areas">Area codes that it covers; empty means all.</param>
/// <param name="Status">Initial status: proposed or chosen. Default: chosen. Later it is changed by status changes only.</param>
/// <param name="Causes">The cause analysis. Causes that are left out are removed.</param>
/// <param name="Priority">High, medium or low.</param>
/// <param name="PriorityGrounds">Grounds of the priority; required with a priority. Stays within the module.</param>
/// <param name="Deepened">A deepened EST project, or null.</param>
/// <param name="MovedOn">
/// In a change: day from which it belongs to another promise; follow-ups of earlier periods keep it in the earlier promise. Default: today.
/// An earlier day corrects the periods since then.
/// </param>
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
    DeepenedProjectRequest? Deepened = null,
    DateOnly? MovedOn = null);

/// <summary>A cause.</summary>
/// <param name="Id">Id of an existing cause; missing for a new one.</param>
/// <param name="Side">Victim, offender, or object or place.</param>
/// <param name="Wording">Wording of the cause. Stays within the module.</param>
public sealed record CauseRequest(Guid? Id, CauseSide? Side, string? Wording);

/// <summary>A deepened EST project.</summary>
/// <param name="Aim">Aim. Stays within the module.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, or null if it is ongoing.</param>
public sealed record DeepenedProjectRequest(string? Aim, DateOnly? From, DateOnly? To);

/// <summary>A status change of a problem area.</summary>
/// <param name="To">New status.</param>
/// <param name="On">Day of the change.</param>
/// <param name="Note">Note for the parties. Stays within the module.</param>
/// <param name="MeetingId">Open meeting in which it is decided, or null. Default for the day: the day of the meeting.</param>
public sealed record ProblemAreaStatusChangeRequest(ProblemAreaStatus? To, DateOnly? On, string? Note, Guid? MeetingId = null);

/// <summary>A problem area.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="PromiseId">The promise that it belongs to.</param>
/// <param name="Order">Position among the rows of the follow-up, from 1.</param>
/// <param name="Kind">Whether it is a theme, a place or both.</param>
/// <param name="Name">Public name.</param>
/// <param name="Categories">Category codes that it covers; empty means all.</param>
/// <param name="Areas">Area codes that it covers; empty means all.</param>
/// <param name="Status">Status.</param>
/// <param name="ClosedOn">Day on which it was closed, or null.</param>
/// <param name="Causes">The cause analysis.</param>
/// <param name="Priority">Priority, or null.</param>
/// <param name="PriorityGrounds">Grounds of the priority, or null.</param>
/// <param name="Deepened">The deepened EST project, or null.</param>
/// <param name="StatusChanges">Status changes, oldest first.</param>
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

/// <summary>A status change of a problem area.</summary>
/// <param name="From">Status before.</param>
/// <param name="To">Status after.</param>
/// <param name="On">Day of the change.</param>
/// <param name="Note">Note for the parties, or null.</param>
/// <param name="Party">The party that entered it.</param>
/// <param name="Role">Role in which the party entered it.</param>
/// <param name="At">When it was entered.</param>
/// <param name="MeetingId">The meeting in which it was decided, or null.</param>
public sealed record ProblemAreaStatusChangeResponse(
    ProblemAreaStatus From, ProblemAreaStatus To, DateOnly On, string? Note, string Party, string Role, DateTimeOffset At, Guid? MeetingId);
