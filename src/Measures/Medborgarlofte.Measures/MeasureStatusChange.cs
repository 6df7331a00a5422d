using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http.Access;

namespace Medborgarlofte.Measures;

/// <summary>A move in a measure's lifecycle. Its note is for the parties and never leaves the module in an event.</summary>
internal sealed class MeasureStatusChange
{
    public const int NoteLength = 500;

    public MeasureStatus From { get; init; }

    public required MeasureStatus To { get; init; }

    /// <summary>Day on which it happened; it may be entered later.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The party that entered it; null for what was entered before parties were kept.</summary>
    public string? Party { get; init; }

    /// <summary>The role by which it was allowed.</summary>
    public Roles? Role { get; init; }

    /// <summary>When it was entered.</summary>
    public DateTimeOffset? At { get; init; }

    public string? Note { get; set; }

    /// <summary>The meeting in which it was decided, or null.</summary>
    public Guid? MeetingId { get; init; }

    /// <summary>What hindered it, where it moved to hindered.</summary>
    public MeasureHindrance? Hindrance { get; init; }
}
