namespace Medborgarlofte.Measures.Measures;

/// <summary>A status change of a measure. Its note is for the parties and is in no event.</summary>
internal sealed class MeasureStatusChange : IChildRow
{
    public const int NoteLength = 500;

    public long Id { get; private set; }

    public MeasureStatus From { get; init; }

    public required MeasureStatus To { get; init; }

    /// <summary>Day on which it happened, which may be earlier than when it was entered.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The party that entered it, or null if that is unknown.</summary>
    public string? Party { get; init; }

    /// <summary>The role in which the party entered it.</summary>
    public Roles? Role { get; init; }

    /// <summary>When it was entered, or null if that is unknown.</summary>
    public DateTimeOffset? At { get; init; }

    public string? Note { get; set; }

    /// <summary>The meeting in which it was decided, or null.</summary>
    public Guid? MeetingId { get; init; }

    /// <summary>The hindrance, if the new status is hindered.</summary>
    public MeasureHindrance? Hindrance { get; init; }
}
