using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.Measures.Meetings;

/// <summary>A meeting of the EST group.</summary>
/// <param name="On">Day of the meeting. Default for a new meeting: the next day of the municipality's rhythm.</param>
/// <param name="Parties">Codes of the parties called to it. Default for a new meeting: those of the latest meeting.</param>
public sealed record MeetingRequest(DateOnly? On, IReadOnlyList<string>? Parties);

/// <summary>A status change of a meeting.</summary>
/// <param name="To">New status: opened, closed or cancelled.</param>
/// <param name="Attended">Parties that took part, given when it is closed. Default: all that were called.</param>
/// <param name="On">
/// Day on which it happened. Default: the day of the meeting when it is opened, the day of the opening when it is closed, and today when
/// it is cancelled.
/// </param>
public sealed record MeetingStatusChangeRequest(MeetingStatus? To, IReadOnlyList<string>? Attended = null, DateOnly? On = null);

/// <summary>The day proposed for the next meeting.</summary>
/// <param name="Rhythm">How often the EST group of the municipality meets; a setting of the municipality.</param>
/// <param name="LatestOn">The day of the latest meeting, held or planned, or null.</param>
/// <param name="On">The day proposed.</param>
public sealed record NextMeetingResponse(MeetingRhythm Rhythm, DateOnly? LatestOn, DateOnly On);

/// <summary>A meeting in a list.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="On">The day of the meeting.</param>
/// <param name="Status">Status.</param>
/// <param name="Parties">The parties called to it.</param>
/// <param name="DecisionCount">Number of decisions taken.</param>
public sealed record MeetingListItem(
    Guid Id, int Version, DateOnly On, MeetingStatus Status, IReadOnlyList<string> Parties, int DecisionCount);

/// <summary>A meeting.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="On">The day of the meeting.</param>
/// <param name="Status">Status.</param>
/// <param name="Parties">The parties called to it.</param>
/// <param name="Attended">The parties that took part; empty until it is closed.</param>
/// <param name="Decisions">Decisions so far.</param>
/// <param name="StatusChanges">Status changes, oldest first.</param>
/// <param name="Links">Links to its papers.</param>
public sealed record MeetingResponse(
    Guid Id,
    int Version,
    DateOnly On,
    MeetingStatus Status,
    IReadOnlyList<string> Parties,
    IReadOnlyList<string> Attended,
    MeetingDecisions Decisions,
    IReadOnlyList<MeetingStatusChangeResponse> StatusChanges,
    MeetingLinks Links);

/// <summary>A status change of a meeting.</summary>
/// <param name="From">Status before.</param>
/// <param name="To">Status after.</param>
/// <param name="Party">The party that entered it.</param>
/// <param name="Role">Role in which the party entered it.</param>
/// <param name="At">When it was entered.</param>
/// <param name="On">Day on which it happened, or null if that is unknown.</param>
public sealed record MeetingStatusChangeResponse(
    MeetingStatus From, MeetingStatus To, string Party, string Role, DateTimeOffset At, DateOnly? On);

/// <summary>Links to the papers of a meeting.</summary>
/// <param name="Agenda">The agenda, frozen when the meeting is opened.</param>
/// <param name="Minutes">The minutes, available when the meeting is closed.</param>
public sealed record MeetingLinks(string Agenda, string Minutes);
