namespace Medborgarlofte.Contracts.Measures;

/// <summary>An EST meeting (EST-möte) is planned or has changed. Version 1 is its creation. Names parties, never persons.</summary>
/// <param name="MeetingId">Public id of the meeting.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="On">The day of the meeting.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Parties">The parties called to it, as codes.</param>
/// <param name="Attended">The parties that took part, as codes; empty until it is closed.</param>
/// <param name="OpenedAt">When it was opened, or null.</param>
/// <param name="ClosedAt">When it was closed, or null.</param>
/// <param name="MeasureDecisions">The moves of measures decided in it, in the order taken; empty until it is closed.</param>
/// <param name="ProblemAreaDecisions">The moves of problem areas decided in it, in the order taken; empty until it is closed.</param>
public sealed record MeetingChanged(
    Guid MeetingId,
    int Version,
    string Municipality,
    DateOnly On,
    MeetingStatus Status,
    IReadOnlyList<string> Parties,
    IReadOnlyList<string> Attended,
    DateTimeOffset? OpenedAt,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<MeasureDecision> MeasureDecisions,
    IReadOnlyList<ProblemAreaDecision> ProblemAreaDecisions);

/// <summary>Where a meeting stands.</summary>
public enum MeetingStatus
{
    /// <summary>Planned (planerat).</summary>
    Planned,

    /// <summary>Opened (öppnat): decisions are being taken.</summary>
    Opened,

    /// <summary>Closed (avslutat).</summary>
    Closed,

    /// <summary>Cancelled (inställt).</summary>
    Cancelled,
}

/// <summary>A move of a measure that was decided in a meeting.</summary>
/// <param name="MeasureId">The measure.</param>
/// <param name="Title">Its public wording when the meeting was closed.</param>
/// <param name="OwnerParty">Its accountable party, as a code; empty where it has none.</param>
/// <param name="From">Where it stood.</param>
/// <param name="To">Where it stands after.</param>
public sealed record MeasureDecision(Guid MeasureId, string Title, string OwnerParty, MeasureStatus From, MeasureStatus To);

/// <summary>A move of a problem area that was decided in a meeting.</summary>
/// <param name="ProblemAreaId">The problem area.</param>
/// <param name="Name">Its public name when the meeting was closed.</param>
/// <param name="From">Where it stood.</param>
/// <param name="To">Where it stands after.</param>
public sealed record ProblemAreaDecision(Guid ProblemAreaId, string Name, ProblemAreaStatus From, ProblemAreaStatus To);
