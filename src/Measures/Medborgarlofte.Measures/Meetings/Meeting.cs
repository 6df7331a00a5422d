namespace Medborgarlofte.Measures.Meetings;

/// <summary>A meeting of the EST group (EST-möte): its day, parties and decisions, without free text or persons.</summary>
internal sealed class Meeting : Aggregate<MeetingChanged>
{
    /// <summary>The day of the meeting.</summary>
    public required DateOnly On { get; set; }

    /// <summary>The parties called to it.</summary>
    public required List<string> Parties { get; set; }

    /// <summary>The parties that took part, recorded when it is closed.</summary>
    public List<string> Attended { get; private set; } = [];

    public MeetingStatus Status { get; private set; }

    /// <summary>Number of decisions taken. Counting a decision locks the row, so that the meeting is not closed at the same time.</summary>
    public int DecisionCount { get; private set; }

    /// <summary>The decisions, recorded when it is closed.</summary>
    public MeetingDecisions? Decisions { get; private set; }

    /// <summary>The status changes, oldest first.</summary>
    public IReadOnlyList<MeetingStatusChange> StatusChanges { get; private set; } = [];

    /// <summary>Moves a planned meeting to another day or calls other parties.</summary>
    /// <exception cref="ConflictException">The meeting is no longer planned.</exception>
    public MeetingChanged Change(DateOnly on, List<string> parties)
    {
        if (Status != MeetingStatus.Planned)
        {
            throw new ConflictException("Bara ett möte som är planerat kan ändras.");
        }

        (On, Parties) = (on, parties);
        return Changed();
    }

    /// <summary>Opens or cancels the meeting.</summary>
    public MeetingChanged Move(MeetingStatusChange move)
    {
        MeetingLifecycle.Require(Status, move.To);
        StatusChanges = [.. StatusChanges, move];
        Status = move.To;
        return Changed();
    }

    /// <summary>Closes the meeting.</summary>
    public MeetingChanged Close(MeetingStatusChange move, List<string> attended, MeetingDecisions decisions)
    {
        (Attended, Decisions) = (attended, decisions);
        return Move(move);
    }

    public override MeetingChanged ToEvent() => new(
        PublicId, Version, Municipality, On, Status, Parties, Attended, ChangeTo(MeetingStatus.Opened)?.At,
        ChangeTo(MeetingStatus.Closed)?.At,
        Decisions?.Measures ?? [],
        Decisions?.ProblemAreas ?? [], ChangeTo(MeetingStatus.Opened)?.On, ChangeTo(MeetingStatus.Closed)?.On);

    private MeetingStatusChange? ChangeTo(MeetingStatus to) => StatusChanges.FirstOrDefault(change => change.To == to);
}

/// <summary>A status change of a meeting.</summary>
/// <param name="From">The status before.</param>
/// <param name="To">The status after.</param>
/// <param name="Party">The party that entered it.</param>
/// <param name="Role">The role in which the party entered it.</param>
/// <param name="At">When it was entered.</param>
/// <param name="On">Day on which it happened, or null if it was entered before 0.2.0.</param>
internal sealed record MeetingStatusChange(
    MeetingStatus From, MeetingStatus To, string Party, Roles Role, DateTimeOffset At, DateOnly? On = null);

/// <summary>The decisions of a meeting.</summary>
/// <param name="Measures">The status changes of measures, in the order in which they were decided.</param>
/// <param name="ProblemAreas">The status changes of problem areas, in the order in which they were decided.</param>
public sealed record MeetingDecisions(IReadOnlyList<MeasureDecision> Measures, IReadOnlyList<ProblemAreaDecision> ProblemAreas);
