using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http.Access;

namespace Medborgarlofte.Measures.Meetings;

/// <summary>A meeting of the EST group (EST-möte): parties, a day, and the decisions taken. It holds no free text and no persons.</summary>
internal sealed class Meeting : Aggregate
{
    /// <summary>The day of the meeting.</summary>
    public required DateOnly On { get; set; }

    /// <summary>The parties called to it.</summary>
    public required List<string> Parties { get; set; }

    /// <summary>The parties that took part; told when it is closed.</summary>
    public List<string> Attended { get; set; } = [];

    public MeetingStatus Status { get; private set; }

    /// <summary>How many decisions have been taken in it. Counting one locks the meeting, so that it is not closed meanwhile.</summary>
    public int DecisionCount { get; private set; }

    /// <summary>What was decided, put together when it is closed.</summary>
    public MeetingDecisions? Decisions { get; private set; }

    /// <summary>How it has moved, oldest first.</summary>
    public IReadOnlyList<MeetingStatusChange> StatusChanges { get; private set; } = [];

    /// <summary>Moves it on.</summary>
    /// <param name="move">The move; its From is where the meeting stands.</param>
    /// <param name="decisions">What was decided, where it is closed.</param>
    public void Move(MeetingStatusChange move, MeetingDecisions? decisions)
    {
        MeetingLifecycle.Require(Status, move.To);
        StatusChanges = [.. StatusChanges, move];
        Status = move.To;
        Decisions = decisions;
    }

    public override object ToEvent() => new MeetingChanged(
        PublicId,
        Version,
        Municipality,
        On,
        Status,
        Parties,
        Attended,
        MovedAt(MeetingStatus.Opened),
        MovedAt(MeetingStatus.Closed),
        Decisions?.Measures ?? [],
        Decisions?.ProblemAreas ?? []);

    private DateTimeOffset? MovedAt(MeetingStatus to) => StatusChanges.FirstOrDefault(change => change.To == to)?.At;
}

/// <summary>A move in a meeting's lifecycle.</summary>
/// <param name="From">Where it stood.</param>
/// <param name="To">Where it stands after.</param>
/// <param name="Party">The party that entered it.</param>
/// <param name="Role">The role by which it was allowed.</param>
/// <param name="At">When it was entered.</param>
internal sealed record MeetingStatusChange(MeetingStatus From, MeetingStatus To, string Party, Roles Role, DateTimeOffset At);

/// <summary>What was decided in a meeting.</summary>
/// <param name="Measures">The moves of measures, in the order taken.</param>
/// <param name="ProblemAreas">The moves of problem areas, in the order taken.</param>
public sealed record MeetingDecisions(IReadOnlyList<MeasureDecision> Measures, IReadOnlyList<ProblemAreaDecision> ProblemAreas);
