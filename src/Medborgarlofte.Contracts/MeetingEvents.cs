namespace Medborgarlofte.Contracts.Measures;

/// <summary>An EST meeting (EST-möte) was planned (version 1) or changed. Contains parties, never persons.</summary>
/// <param name="MeetingId">Public id of the meeting.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="On">The day of the meeting.</param>
/// <param name="Status">Status.</param>
/// <param name="Parties">Codes of the invited parties.</param>
/// <param name="Attended">Codes of the parties that took part; empty until closed.</param>
/// <param name="OpenedAt">When the opening was entered, or null.</param>
/// <param name="ClosedAt">When the closing was entered, or null.</param>
/// <param name="MeasureDecisions">Decided status changes of measures, in order; empty until closed.</param>
/// <param name="ProblemAreaDecisions">Decided status changes of problem areas, in order; empty until closed.</param>
/// <param name="OpenedOn">Day of opening, possibly before it was entered; null before the opening and in older events.</param>
/// <param name="ClosedOn">Day of closing, possibly before it was entered; null before the closing and in older events.</param>
public sealed record MeetingChanged(
    Guid MeetingId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    DateOnly On,
    MeetingStatus Status,
    IReadOnlyList<string> Parties,
    IReadOnlyList<string> Attended,
    DateTimeOffset? OpenedAt,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<MeasureDecision> MeasureDecisions,
    IReadOnlyList<ProblemAreaDecision> ProblemAreaDecisions,
    DateOnly? OpenedOn = null,
    DateOnly? ClosedOn = null);

/// <summary>Status of a meeting.</summary>
public enum MeetingStatus
{
    /// <summary>Planned (planerat).</summary>
    Planned,

    /// <summary>Opened (öppnat): decisions are being made.</summary>
    Opened,

    /// <summary>Closed (avslutat).</summary>
    Closed,

    /// <summary>Cancelled (inställt).</summary>
    Cancelled,
}

/// <summary>A status change of a measure that was decided in a meeting.</summary>
/// <param name="MeasureId">The measure.</param>
/// <param name="Title">Public title when the meeting was closed.</param>
/// <param name="OwnerParty">Code of the accountable party; empty without one.</param>
/// <param name="From">Status before.</param>
/// <param name="To">Status after.</param>
public sealed record MeasureDecision(
    Guid MeasureId,
    string Title,
    [property: Code] string OwnerParty,
    MeasureStatus From,
    MeasureStatus To);

/// <summary>A status change of a problem area that was decided in a meeting.</summary>
/// <param name="ProblemAreaId">The problem area.</param>
/// <param name="Name">Public name when the meeting was closed.</param>
/// <param name="From">Status before.</param>
/// <param name="To">Status after.</param>
public sealed record ProblemAreaDecision(Guid ProblemAreaId, string Name, ProblemAreaStatus From, ProblemAreaStatus To);
