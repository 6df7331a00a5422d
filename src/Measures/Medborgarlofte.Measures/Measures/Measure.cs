using Medborgarlofte.Domain;

namespace Medborgarlofte.Measures.Measures;

/// <summary>A measure (åtgärd) against one or more problem areas, with one accountable party.</summary>
internal sealed class Measure : Aggregate<MeasureChanged>
{
    public const int TitleLength = 200;
    public const int LevelLength = 200;
    public const int IndicatorLength = 300;

    private readonly List<MeasureStatusChange> _statusChanges = [];

    public List<Guid> ProblemAreaIds { get; private set; } = [];

    /// <summary>The causes in those problem areas that it addresses.</summary>
    public List<Guid> CauseIds { get; private set; } = [];

    public string Title { get; private set; } = "";

    /// <summary>The one accountable party; empty while a proposal has none.</summary>
    public string OwnerParty { get; private set; } = "";

    public List<string> Performers { get; private set; } = [];

    public MeasureHorizon Horizon { get; private set; }

    public MeasureApproach? Approach { get; private set; }

    public MeasureDecider Decider { get; private set; }

    /// <summary>The level before the measure, e.g. two rounds a week.</summary>
    public string? Baseline { get; private set; }

    /// <summary>The level with the measure.</summary>
    public string? NewLevel { get; private set; }

    /// <summary>The indicator of whether it works.</summary>
    public string? Indicator { get; private set; }

    /// <summary>Estimated cost in whole kronor.</summary>
    public int? CostEstimate { get; private set; }

    /// <summary>The party that entered it, or null if that is unknown.</summary>
    public string? RegisteredBy { get; init; }

    public required MeasureStatus Status { get; set; }

    public DateOnly? DecidedOn { get; private set; }

    /// <summary>Precision of the planned time.</summary>
    public PlannedPrecision? PlannedPrecision { get; private set; }

    public DateOnly? PlannedFrom { get; private set; }

    /// <summary>The planned time.</summary>
    public PlannedTime? Planned
    {
        get => PlannedFrom is { } first ? new PlannedTime(PlannedPrecision ?? Contracts.Measures.PlannedPrecision.Month, first) : null;
        private set => (PlannedPrecision, PlannedFrom) = (value?.Precision, value?.FirstDay);
    }

    /// <summary>First day of the planned month, or null if only a quarter is planned.</summary>
    public DateOnly? PlannedMonth =>
        PlannedPrecision == Contracts.Measures.PlannedPrecision.Quarter ? null : PlannedFrom?.AddDays(1 - PlannedFrom.Value.Day);

    public DateOnly? StartedOn { get; private set; }

    /// <summary>Planned last day.</summary>
    public DateOnly? EndsOn { get; private set; }

    public DateOnly? CompletedOn { get; private set; }

    /// <summary>Day from which the planned time and the planned last day apply; null if they always did.</summary>
    public DateOnly? PlannedSince { get; set; }

    /// <summary>The plans before the current one, oldest first; null if there are none.</summary>
    public IReadOnlyList<EarlierPlan>? EarlierPlans { get; private set; }

    /// <summary>The current hindrance.</summary>
    public MeasureHindrance? Hindrance { get; private set; }

    /// <summary>The status changes, oldest first.</summary>
    public IReadOnlyList<MeasureStatusChange> StatusChanges => _statusChanges.InOrderAdded();

    /// <summary>The day by which it should have started, ended or been resumed, or null.</summary>
    public DateOnly? Due => MeasureTiming.Due(Status, Planned, EndsOn, Hindrance);

    public required MeasureTerms Terms
    {
        get => new(
            ProblemAreaIds, CauseIds, Title, OwnerParty, Performers, Horizon, Approach, Decider,
            Baseline, NewLevel, Indicator, CostEstimate, Planned, DecidedOn, StartedOn, CompletedOn, EndsOn);
        set
        {
            ProblemAreaIds = [.. value.ProblemAreaIds];
            CauseIds = [.. value.CauseIds];
            Title = value.Title;
            OwnerParty = value.OwnerParty;
            Performers = [.. value.Performers];
            Horizon = value.Horizon;
            Approach = value.Approach;
            Decider = value.Decider;
            Baseline = value.Baseline;
            NewLevel = value.NewLevel;
            Indicator = value.Indicator;
            CostEstimate = value.CostEstimate;
            Planned = value.Planned;
            DecidedOn = value.DecidedOn;
            StartedOn = value.StartedOn;
            CompletedOn = value.CompletedOn;
            EndsOn = value.EndsOn;
        }
    }

    /// <summary>The change that enters a new measure. Neither a proposal nor work that has already started is news.</summary>
    public MeasureChange Enter() =>
        new(ToEvent(), Status is MeasureStatus.Decided or MeasureStatus.Planned ? MeasureNews.Decided : null, DecidedOn);

    /// <summary>Replaces the terms. The change is news if the terms differ and the measure is decided and not over.</summary>
    /// <param name="terms">The new terms.</param>
    /// <param name="replannedOn">Day from which the plan applies, if it is a new one.</param>
    public MeasureChange Change(MeasureTerms terms, DateOnly replannedOn)
    {
        var isNews = !terms.IsSameAs(Terms) && Status != MeasureStatus.Proposed && !MeasureLifecycle.IsOver(Status);
        Replan(terms.Planned, terms.EndsOn, replannedOn);
        Terms = terms;
        return new MeasureChange(Changed(), isNews ? MeasureNews.Changed : null, On: null);
    }

    /// <summary>Removes a deleted draft's problem areas from a measure that also belongs to others.</summary>
    public MeasureChanged Leave(IReadOnlyCollection<Guid> problemAreas, IReadOnlyCollection<Guid> causes)
    {
        ProblemAreaIds = [.. ProblemAreaIds.Except(problemAreas)];
        CauseIds = [.. CauseIds.Except(causes)];
        return Changed();
    }

    /// <summary>Changes the status. If a completed measure was never started, it started on the day of its completion.</summary>
    /// <param name="move">The status change; its From is the current status.</param>
    /// <param name="planned">The new planned time, if the new status is planned.</param>
    public MeasureChange Move(MeasureStatusChange move, PlannedTime? planned)
    {
        MeasureLifecycle.Require(Status, move.To);
        _statusChanges.Add(move);
        Status = move.To;
        Hindrance = move.Hindrance;
        switch (move.To)
        {
            case MeasureStatus.Decided:
                DecidedOn = move.On;
                break;
            case MeasureStatus.Planned:
                // Interrupted work starts again later. The first start remains in StatusChanges.
                StartedOn = null;
                Replan(planned, EndsOn, move.On);
                break;
            case MeasureStatus.Started:
                StartedOn ??= move.On;
                break;
            case MeasureStatus.Completed:
                StartedOn ??= move.On;
                CompletedOn = move.On;
                break;
            default:
                break;
        }

        return new MeasureChange(Changed(), NewsOf(move), move.On);
    }

    // A plan that is entered after the day on which it was made replaces one that applied before.
    private void Replan(PlannedTime? planned, DateOnly? endsOn, DateOnly from)
    {
        if ((planned, endsOn) != (Planned, EndsOn))
        {
            EarlierPlans = ChangeHistory.Replace(
                EarlierPlans,
                new EarlierPlan(Planned, EndsOn, default),
                PlannedSince > from ? null : PlannedSince,
                from,
                plan => plan.LastDay,
                (plan, day) => plan with { LastDay = day });
            (Planned, EndsOn, PlannedSince) = (planned, endsOn, from);
        }
    }

    private static MeasureNews? NewsOf(MeasureStatusChange move) => move switch
    {
        { To: MeasureStatus.Decided } => MeasureNews.Decided,
        { To: MeasureStatus.Completed } => MeasureNews.Completed,
        { From: MeasureStatus.Proposed } => null,
        _ => MeasureNews.Changed,
    };

    public override MeasureChanged ToEvent() => new(
        PublicId, Version, Municipality, ProblemAreaIds, Title, OwnerParty, Performers, Horizon, Status, PlannedMonth, StartedOn,
        CompletedOn, Planned, Hindrance, StatusChanges is [.., var latest] ? latest.On : null, Due, Indicator is not null,
        CauseIds is not [], HistoryOf(), EndsOn, EarlierPlans);

    // The first status has no day, because the measure may have been entered in it long after it began.
    private IReadOnlyList<MeasureStatusSince> HistoryOf() => StatusChanges is [var first, ..]
        ?
        [
            new(first.From, Since: null, Hindrance: null),
            .. StatusChanges.Select(change => new MeasureStatusSince(change.To, change.On, change.Hindrance)),
        ]
        : [new(Status, Since: null, Hindrance)];
}
