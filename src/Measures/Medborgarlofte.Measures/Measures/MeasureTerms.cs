namespace Medborgarlofte.Measures.Measures;

/// <summary>How a measure works.</summary>
public enum MeasureApproach
{
    /// <summary>Situational (situationell): it changes the place or the occasion.</summary>
    Situational,

    /// <summary>Social (social): it changes what people want or can do.</summary>
    Social,
}

/// <summary>Who decides about a measure.</summary>
public enum MeasureDecider
{
    /// <summary>The EST group, within its mandate.</summary>
    EstGroup,

    /// <summary>The line organisation (linjeorganisationen), for measures that are physical or costly.</summary>
    LineOrganisation,
}

/// <summary>The terms of a measure: everything but its status and history. The properties of <see cref="Measure"/> describe them.</summary>
internal sealed record MeasureTerms(
    IReadOnlyList<Guid> ProblemAreaIds,
    IReadOnlyList<Guid> CauseIds,
    string Title,
    string OwnerParty,
    IReadOnlyList<string> Performers,
    MeasureHorizon Horizon,
    MeasureApproach? Approach,
    MeasureDecider Decider,
    string? Baseline,
    string? NewLevel,
    string? Indicator,
    int? CostEstimate,
    PlannedTime? Planned,
    DateOnly? DecidedOn,
    DateOnly? StartedOn,
    DateOnly? CompletedOn,
    DateOnly? EndsOn)
{
    /// <summary>Whether other terms are the same, lists compared item by item.</summary>
    public bool IsSameAs(MeasureTerms other) =>
        this == other with { ProblemAreaIds = ProblemAreaIds, CauseIds = CauseIds, Performers = Performers }
        && ProblemAreaIds.SequenceEqual(other.ProblemAreaIds)
        && CauseIds.SequenceEqual(other.CauseIds)
        && Performers.SequenceEqual(other.Performers);
}
