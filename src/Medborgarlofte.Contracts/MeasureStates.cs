namespace Medborgarlofte.Contracts.Measures;

/// <summary>Status of a measure.</summary>
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

    /// <summary>Paused (pausad) by choice.</summary>
    Paused,

    /// <summary>Hindered (hindrad) by an external cause.</summary>
    Hindered,

    /// <summary>Completed (genomförd).</summary>
    Completed,

    /// <summary>Evaluated (utvärderad).</summary>
    Evaluated,

    /// <summary>Cancelled (avbruten).</summary>
    Cancelled,
}

/// <summary>A status that a measure has or had.</summary>
/// <param name="Status">The status.</param>
/// <param name="Since">First day of the status, or null for the first status.</param>
/// <param name="Hindrance">The hindrance of a hindered measure, otherwise null.</param>
public sealed record MeasureStatusSince(MeasureStatus Status, DateOnly? Since, MeasureHindrance? Hindrance);

/// <summary>A status that a problem area has or had.</summary>
/// <param name="Status">The status.</param>
/// <param name="Since">First day of the status, or null for the first status.</param>
public sealed record ProblemAreaStatusSince(ProblemAreaStatus Status, DateOnly? Since);

/// <summary>A promise that contained a problem area.</summary>
/// <param name="PromiseId">The promise.</param>
/// <param name="LastDay">Last day on which it contained the problem area.</param>
public sealed record EarlierPromise(Guid PromiseId, DateOnly LastDay);

/// <summary>An earlier plan of a measure.</summary>
/// <param name="Planned">Planned time, or null.</param>
/// <param name="EndsOn">Planned last day, or null.</param>
/// <param name="LastDay">Last day on which the plan applied.</param>
public sealed record EarlierPlan(PlannedTime? Planned, DateOnly? EndsOn, DateOnly LastDay);

/// <summary>The planned time of a measure, as precise as known.</summary>
/// <param name="Precision">Precision of the time.</param>
/// <param name="FirstDay">The date itself, or the first day of the month or quarter.</param>
public sealed record PlannedTime(PlannedPrecision Precision, DateOnly FirstDay);

/// <summary>Precision of a planned time.</summary>
public enum PlannedPrecision
{
    /// <summary>A date.</summary>
    Date,

    /// <summary>A month.</summary>
    Month,

    /// <summary>A quarter of a year.</summary>
    Quarter,
}

/// <summary>Hindrance of a whole measure.</summary>
/// <param name="Reason">Reason of the hindrance.</param>
/// <param name="From">First day of the hindrance.</param>
/// <param name="To">Last day of the hindrance, or null while it continues.</param>
/// <param name="NewDate">Day on which work resumes, or null if unknown.</param>
public sealed record MeasureHindrance(HindranceReason Reason, DateOnly From, DateOnly? To, DateOnly? NewDate);

/// <summary>Status of a promise.</summary>
public enum PromiseStatus
{
    /// <summary>Draft (utkast): visible only to those who work with the promise, without events.</summary>
    Draft,

    /// <summary>Adopted (antaget).</summary>
    Adopted,

    /// <summary>Withdrawn (tillbakadraget) after it was adopted.</summary>
    Withdrawn,
}

/// <summary>The withdrawal of a promise.</summary>
/// <param name="On">Day of the withdrawal.</param>
/// <param name="Reason">Public reason.</param>
public sealed record PromiseWithdrawal(DateOnly On, string Reason);

/// <summary>Status of a problem area.</summary>
public enum ProblemAreaStatus
{
    /// <summary>Proposed (föreslaget): not yet in the follow-up.</summary>
    Proposed,

    /// <summary>Chosen (valt) for work.</summary>
    Chosen,

    /// <summary>Closed (avslutat).</summary>
    Closed,
}
