namespace Medborgarlofte.IncidentIntake.Disclosures;

/// <summary>What was disclosed to a law enforcement authority. Written once, never changed; names no person.</summary>
internal sealed class Disclosure
{
    public const int TextLength = 200;
    public const int QueryLength = 500;
    public const int MaxIncidents = 1_000;

    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    public required DisclosedDocument Document { get; init; }

    public required IReadOnlyList<Guid> IncidentIds { get; init; }

    /// <summary>The query whose answer was disclosed, or null.</summary>
    public string? Query { get; init; }

    public required string Authority { get; init; }

    public required string LegalGround { get; init; }

    public required string DecisionNumber { get; init; }

    public required DateOnly DisclosedOn { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>Which kind of document was disclosed.</summary>
public enum DisclosedDocument
{
    /// <summary>Incidents as they stood.</summary>
    Incident,

    /// <summary>Incidents with their history and notes.</summary>
    IncidentHistory,

    /// <summary>Citizens' views.</summary>
    CitizenView,

    /// <summary>Measures and their effects.</summary>
    Measure,

    /// <summary>Counts only.</summary>
    Statistics,
}
