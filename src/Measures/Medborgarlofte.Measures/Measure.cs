using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Measures;

/// <summary>A measure (åtgärd) against one or more problem areas, with one accountable party.</summary>
internal sealed class Measure : Aggregate
{
    public const int TitleLength = 200;
    public const int LevelLength = 200;
    public const int IndicatorLength = 300;

    public required List<Guid> ProblemAreaIds { get; set; }

    /// <summary>The causes in those problem areas that it goes for.</summary>
    public List<Guid> CauseIds { get; set; } = [];

    public required string Title { get; set; }

    /// <summary>The one accountable party; empty while a proposal has none.</summary>
    public required string OwnerParty { get; set; }

    public required List<string> Performers { get; set; }

    public MeasureHorizon Horizon { get; set; }

    public MeasureApproach? Approach { get; set; }

    public MeasureDecider Decider { get; set; }

    /// <summary>How things were before, e.g. two rounds a week.</summary>
    public string? Baseline { get; set; }

    /// <summary>How they are with the measure.</summary>
    public string? NewLevel { get; set; }

    /// <summary>What will show whether it works.</summary>
    public string? Indicator { get; set; }

    /// <summary>What it is thought to cost, in whole kronor.</summary>
    public int? CostEstimate { get; set; }

    /// <summary>The party that entered it; null for what was entered before that was kept.</summary>
    public string? RegisteredBy { get; init; }

    public required MeasureStatus Status { get; set; }

    public DateOnly? DecidedOn { get; set; }

    /// <summary>How exact the planned time is; null too for a month entered before there was anything else.</summary>
    public PlannedPrecision? PlannedPrecision { get; private set; }

    public DateOnly? PlannedFrom { get; private set; }

    /// <summary>The time for which it is planned.</summary>
    public PlannedTime? Planned
    {
        get => PlannedFrom is { } first ? new PlannedTime(PlannedPrecision ?? Contracts.Measures.PlannedPrecision.Month, first) : null;
        set => (PlannedPrecision, PlannedFrom) = (value?.Precision, value?.FirstDay);
    }

    /// <summary>First day of the month for which it is planned, where a month is known.</summary>
    public DateOnly? PlannedMonth =>
        PlannedPrecision == Contracts.Measures.PlannedPrecision.Quarter ? null : PlannedFrom?.AddDays(1 - PlannedFrom.Value.Day);

    public DateOnly? StartedOn { get; set; }

    /// <summary>Last day for which it is meant to go on.</summary>
    public DateOnly? EndsOn { get; set; }

    public DateOnly? CompletedOn { get; set; }

    /// <summary>What hinders it, while it is hindered.</summary>
    public MeasureHindrance? Hindrance { get; private set; }

    public List<MeasureStatusChange> StatusChanges { get; } = [];

    /// <summary>The day by which something should have happened, or null where none is set.</summary>
    public DateOnly? Due => Status switch
    {
        MeasureStatus.Decided or MeasureStatus.Planned => Planned?.LastDay(),
        MeasureStatus.Started or MeasureStatus.Paused => EndsOn,
        MeasureStatus.Hindered => Hindrance?.NewDate,
        _ => null,
    };

    /// <summary>Moves it on. What is done in a day and reported afterwards started on the day that it was completed.</summary>
    /// <param name="move">The move; its From is where the measure stands.</param>
    /// <param name="planned">The new time, where it moves to planned.</param>
    public void Move(MeasureStatusChange move, PlannedTime? planned)
    {
        MeasureLifecycle.Require(Status, move.To);
        StatusChanges.Add(move);
        Status = move.To;
        Hindrance = move.Hindrance;
        switch (move.To)
        {
            case MeasureStatus.Decided:
                DecidedOn = move.On;
                break;
            case MeasureStatus.Planned:
                // What had begun and was stopped begins anew; the first start stays among the moves.
                StartedOn = null;
                Planned = planned;
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
    }

    public override object ToEvent() => new MeasureChanged(
        PublicId,
        Version,
        Municipality,
        ProblemAreaIds,
        Title,
        OwnerParty,
        Performers,
        Horizon,
        Status,
        PlannedMonth,
        StartedOn,
        CompletedOn,
        Planned,
        Hindrance,
        StatusChanges is [.., var latest] ? latest.On : null,
        Due,
        Indicator is not null,
        CauseIds is not []);
}
