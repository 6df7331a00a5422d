using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.IncidentIntake.PublicReports.Outcomes;

/// <summary>What this module knows of a measure, as the last event about it told.</summary>
internal sealed class MeasureCopy
{
    public long Id { get; private init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    public int Version { get; set; }

    public required List<Guid> ProblemAreaIds { get; set; }

    public required string Title { get; set; }

    public MeasureStatus Status { get; set; }

    public DateOnly? StartedOn { get; set; }

    public DateOnly? CompletedOn { get; set; }

    /// <summary>Day of its latest move, where it has moved.</summary>
    public DateOnly? StatusSince { get; set; }
}

/// <summary>What this module knows of a problem area: what it covers, as the last event about it told.</summary>
internal sealed class ProblemAreaCopy
{
    public long Id { get; private init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    public int Version { get; set; }

    /// <summary>Codes of categories; none means all.</summary>
    public required List<string> Categories { get; set; }

    /// <summary>Codes of areas; none means all.</summary>
    public required List<string> Areas { get; set; }

    public ProblemAreaStatus Status { get; set; }

    /// <summary>Whether an incident of a category in an area, or in none, belongs to it.</summary>
    public bool Covers(string category, string? area) =>
        Status != ProblemAreaStatus.Proposed
        && (Categories.Count == 0 || Categories.Contains(category))
        && (Areas.Count == 0 || (area is not null && Areas.Contains(area)));
}
