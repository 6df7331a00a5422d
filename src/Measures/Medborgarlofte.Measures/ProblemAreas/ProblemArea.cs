using Medborgarlofte.Domain;

namespace Medborgarlofte.Measures.ProblemAreas;

/// <summary>A problem area (problemområde) of a promise: one row of the follow-up.</summary>
internal sealed class ProblemArea : Aggregate<ProblemAreaChanged>
{
    public const int NameLength = 200;
    public const int CauseLength = 300;
    public const int GroundsLength = 500;
    public const int AimLength = 500;

    private readonly List<ProblemAreaStatusChange> _statusChanges = [];

    public Guid PromiseId { get; private set; }

    /// <summary>Day from which it belongs to its promise; null if it always did.</summary>
    public DateOnly? PromiseSince { get; private set; }

    /// <summary>The promises that it belonged to before, oldest first; null if there are none.</summary>
    public IReadOnlyList<EarlierPromise>? EarlierPromises { get; private set; }

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

    /// <summary>
    /// Puts it in a promise, or moves it to another one from a day on, which may be before the day on which it was entered.
    /// </summary>
    public void BelongTo(Guid promise, DateOnly from)
    {
        if (PromiseId == promise)
        {
            return;
        }

        if (PromiseId != Guid.Empty)
        {
            EarlierPromises = ChangeHistory.Replace(
                EarlierPromises,
                new EarlierPromise(PromiseId, default),
                PromiseSince > from ? null : PromiseSince,
                from,
                earlier => earlier.LastDay,
                (earlier, day) => earlier with { LastDay = day });
        }

        (PromiseId, PromiseSince) = (promise, from);
    }

    /// <summary>Changes the status.</summary>
    public ProblemAreaChanged Move(ProblemAreaStatusChange move)
    {
        ProblemAreaLifecycle.Require(Status, move.To);
        _statusChanges.Add(move);
        Status = move.To;
        ClosedOn = move.To == ProblemAreaStatus.Closed ? move.On : null;
        return Changed();
    }

    public override ProblemAreaChanged ToEvent() => new(
        PublicId, Version, Municipality, PromiseId, Order, Kind, Name, Categories, Areas, Status, ClosedOn, HistoryOf(), EarlierPromises);

    private IReadOnlyList<ProblemAreaStatusSince> HistoryOf() => StatusChanges is [var first, ..]
        ? [new(first.From, Since: null), .. StatusChanges.Select(change => new ProblemAreaStatusSince(change.To, change.On))]
        : [new(Status, Since: null)];
}
