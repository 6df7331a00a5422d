namespace Medborgarlofte.Reporting.Meetings;

/// <summary>A meeting's papers as they were drawn up, with the names and figures of that time. A replay leaves them alone.</summary>
internal sealed class StoredMeetingPapers
{
    /// <summary>The meeting.</summary>
    public required Guid MeetingId { get; init; }

    /// <summary>SCB municipality code.</summary>
    public required string Municipality { get; init; }

    /// <summary>The agenda as JSON; never changed.</summary>
    public required string Agenda { get; init; }

    /// <summary>The minutes as JSON; null until the meeting is closed, never changed after.</summary>
    public string? Minutes { get; set; }
}
