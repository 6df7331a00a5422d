namespace Medborgarlofte.Contracts.Measures;

/// <summary>Where a measure stands.</summary>
public enum MeasureStatus
{
    /// <summary>Proposed (föreslagen) and waiting for a decision.</summary>
    Proposed,

    /// <summary>Decided (beslutad).</summary>
    Decided,

    /// <summary>Declined (avslagen).</summary>
    Declined,

    /// <summary>Planned (planerad).</summary>
    Planned,

    /// <summary>Started (påbörjad).</summary>
    Started,

    /// <summary>Paused (pausad): it rests by choice.</summary>
    Paused,

    /// <summary>Hindered (hindrad): something stops it.</summary>
    Hindered,

    /// <summary>Completed (genomförd).</summary>
    Completed,

    /// <summary>Evaluated (utvärderad).</summary>
    Evaluated,

    /// <summary>Cancelled (avbruten).</summary>
    Cancelled,
}

/// <summary>The time for which a measure is planned, no more exact than what is known.</summary>
/// <param name="Precision">How exact it is.</param>
/// <param name="FirstDay">The date itself, or the first day of the month or quarter.</param>
public sealed record PlannedTime(PlannedPrecision Precision, DateOnly FirstDay);

/// <summary>How exactly it is known when a measure is planned.</summary>
public enum PlannedPrecision
{
    /// <summary>A date.</summary>
    Date,

    /// <summary>A month.</summary>
    Month,

    /// <summary>A quarter of a year.</summary>
    Quarter,
}

/// <summary>What hinders a measure as a whole.</summary>
/// <param name="Reason">Why.</param>
/// <param name="From">First day of the hindrance.</param>
/// <param name="To">Last day of the hindrance, or null while it goes on.</param>
/// <param name="NewDate">Day on which the work is taken up, or null where it is not known.</param>
public sealed record MeasureHindrance(HindranceReason Reason, DateOnly From, DateOnly? To, DateOnly? NewDate);

/// <summary>Where a problem area stands.</summary>
public enum ProblemAreaStatus
{
    /// <summary>Proposed (föreslaget): not yet a row of the follow-up.</summary>
    Proposed,

    /// <summary>Chosen (valt) to be worked on.</summary>
    Chosen,

    /// <summary>Closed (avslutat).</summary>
    Closed,
}
