using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.Measures.Meetings;

/// <summary>A meeting of the EST group.</summary>
/// <param name="On">The day of the meeting; when it is entered, the next day of the municipality's rhythm unless told.</param>
/// <param name="Parties">The parties called to it, as codes; when it is entered, those of the latest meeting unless told.</param>
public sealed record MeetingRequest(DateOnly? On, IReadOnlyList<string>? Parties);

/// <summary>A meeting moves on.</summary>
/// <param name="To">Where it stands now: opened, closed or cancelled.</param>
/// <param name="Attended">The parties that took part, told when it is closed; all that were called unless told.</param>
public sealed record MeetingStatusChangeRequest(MeetingStatus? To, IReadOnlyList<string>? Attended = null);

/// <summary>The day proposed for the next meeting.</summary>
/// <param name="Rhythm">How often the EST group of the municipality meets; a setting of the municipality.</param>
/// <param name="LatestOn">The day of the latest meeting, held or planned, or null.</param>
/// <param name="On">The day proposed.</param>
public sealed record NextMeetingResponse(MeetingRhythm Rhythm, DateOnly? LatestOn, DateOnly On);

/// <summary>A meeting in a list.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="On">The day of the meeting.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Parties">The parties called to it.</param>
/// <param name="DecisionCount">How many decisions have been taken in it.</param>
public sealed record MeetingListItem(Guid Id, int Version, DateOnly On, MeetingStatus Status, IReadOnlyList<string> Parties, int DecisionCount);

/// <summary>A meeting.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="On">The day of the meeting.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Parties">The parties called to it.</param>
/// <param name="Attended">The parties that took part; empty until it is closed.</param>
/// <param name="Decisions">What has been decided in it until now.</param>
/// <param name="StatusChanges">How it has moved, oldest first.</param>
/// <param name="Links">Where its papers are read.</param>
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

/// <summary>A move in a meeting's lifecycle.</summary>
/// <param name="From">Where it stood.</param>
/// <param name="To">Where it stands after.</param>
/// <param name="Party">The party that entered it.</param>
/// <param name="Role">The role by which it was allowed.</param>
/// <param name="At">When it was entered.</param>
public sealed record MeetingStatusChangeResponse(MeetingStatus From, MeetingStatus To, string Party, string Role, DateTimeOffset At);

/// <summary>Where a meeting's papers are read.</summary>
/// <param name="Agenda">The agenda; as it was when the meeting was opened, from then on.</param>
/// <param name="Minutes">The minutes; there once the meeting is closed.</param>
public sealed record MeetingLinks(string Agenda, string Minutes);
