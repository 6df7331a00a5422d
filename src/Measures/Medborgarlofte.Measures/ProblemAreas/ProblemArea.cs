namespace Medborgarlofte.Measures.ProblemAreas;

/// <summary>A problem area (problemområde) of a promise: one row of the follow-up.</summary>
internal sealed class ProblemArea : Aggregate<ProblemAreaChanged>
{
    public const int NameLength = 200;
    public const int CauseLength = 300;
    public const int GroundsLength = 500;
    public const int AimLength = 500;

    private readonly List<ProblemAreaStatusChange> _statusChanges = [];

    public Guid PromiseId { get; set; }

    public int Order { get; set; }

    public ProblemAreaKind Kind { get; set; }

    public required string Name { get; set; }

    public required List<string> Categories { get; set; }

    public required List<string> Areas { get; set; }

    public ProblemAreaStatus Status { get; set; }

    public DateOnly? ClosedOn { get; private set; }

    /// <summary>The cause analysis (orsaksanalys), replaced as a whole.</summary>
    public IReadOnlyList<Cause> Causes { get; set; } = [];

    public ProblemPriority? Priority { get; set; }

    /// <summary>The grounds of the priority.</summary>
    public string? PriorityGrounds { get; set; }

    public DeepenedProject? Deepened { get; set; }

    /// <summary>The status changes, oldest first.</summary>
    public IReadOnlyList<ProblemAreaStatusChange> StatusChanges => _statusChanges.InOrderAdded();

    /// <summary>Changes the status.</summary>
    public ProblemAreaChanged Move(ProblemAreaStatusChange move)
    {
        ProblemAreaLifecycle.Require(Status, move.To);
        _statusChanges.Add(move);
        Status = move.To;
        ClosedOn = move.To == ProblemAreaStatus.Closed ? move.On : null;
        return Changed();
    }

    public override ProblemAreaChanged ToEvent() =>
        new(PublicId, Version, Municipality, PromiseId, Order, Kind, Name, Categories, Areas, Status, ClosedOn, HistoryOf());

    private IReadOnlyList<ProblemAreaStatusSince> HistoryOf() => StatusChanges is [var first, ..]
        ? [new(first.From, Since: null), .. StatusChanges.Select(change => new ProblemAreaStatusSince(change.To, change.On))]
        : [new(Status, Since: null)];
}
