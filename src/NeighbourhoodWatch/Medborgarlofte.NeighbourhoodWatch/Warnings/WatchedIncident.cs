namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>What the rules need of an incident, for as long as they need it.</summary>
internal sealed class WatchedIncident
{
    public required Guid IncidentId { get; init; }

    public required int Version { get; set; }

    public required string Municipality { get; init; }

    public required string Area { get; set; }

    public required string Category { get; set; }

    /// <summary>Coarse cell of its place, or null where the place is not known that well.</summary>
    public string? GridCell { get; set; }

    /// <summary>Calendar day on which it was reported.</summary>
    public required DateOnly On { get; set; }

    /// <summary>Whether it counts: reported or verified, and not from a source that shows only a selection.</summary>
    public required bool Counts { get; set; }
}
