using System.Linq.Expressions;

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>An incident, as the parties see it.</summary>
public sealed record IncidentResponse
{
    /// <summary>Public id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Status in the lifecycle.</summary>
    public required IncidentStatus Status { get; init; }

    /// <summary>Category code.</summary>
    public required string Category { get; init; }

    /// <summary>Whether it was only attempted.</summary>
    public required bool Attempted { get; init; }

    /// <summary>Area code, or null if the place is unknown.</summary>
    public string? Area { get; init; }

    /// <summary>Position, or null.</summary>
    public Position? Position { get; init; }

    /// <summary>Form codes.</summary>
    public required IReadOnlyList<string> Forms { get; init; }

    /// <summary>Target codes.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Codes of stolen goods.</summary>
    public required IReadOnlyList<string> Goods { get; init; }

    /// <summary>Earliest time at which it can have happened.</summary>
    public required DateTimeOffset OccurredFrom { get; init; }

    /// <summary>Latest time at which it can have happened.</summary>
    public required DateTimeOffset OccurredTo { get; init; }

    /// <summary>When it was reported to a party.</summary>
    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Code of the source.</summary>
    public required string Source { get; init; }

    /// <summary>Id in the source's own system, or null.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Whether the source contains only a selection of incidents, so that the incident is not counted.</summary>
    public required bool IsSelection { get; init; }

    /// <summary>Description in free text.</summary>
    public string? Description { get; init; }

    /// <summary>The incident that this one is a duplicate of, or null. Visible to coordinator and police only.</summary>
    public Guid? DuplicateOf { get; init; }

    /// <summary>Version, the same as the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>Code of the party that reported it. Visible to coordinator and police only.</summary>
    public string? ReportedBy { get; init; }

    private static readonly Expression<Func<Incident, IncidentResponse>> WithReporter = From(showsReporter: true);
    private static readonly Expression<Func<Incident, IncidentResponse>> WithoutReporter = From(showsReporter: false);
    private static readonly Func<Incident, IncidentResponse> CompiledWithReporter = WithReporter.Compile();
    private static readonly Func<Incident, IncidentResponse> CompiledWithoutReporter = WithoutReporter.Compile();

    internal static Expression<Func<Incident, IncidentResponse>> ProjectionFor(ClaimsPrincipal caller) =>
        caller.IsAnyOf(IncidentAccess.Reviewers) ? WithReporter : WithoutReporter;

    internal static IncidentResponse Of(Incident incident, ClaimsPrincipal caller) =>
        (caller.IsAnyOf(IncidentAccess.Reviewers) ? CompiledWithReporter : CompiledWithoutReporter)(incident);

    private static Expression<Func<Incident, IncidentResponse>> From(bool showsReporter) => incident => new IncidentResponse
    {
        Id = incident.PublicId,
        Status = incident.Status,
        Category = incident.Category,
        Attempted = incident.Attempted,
        Area = incident.Area,
        Position = incident.Latitude == null ? null : new Position(incident.Latitude.Value, incident.Longitude!.Value),
        Forms = incident.Forms,
        Targets = incident.Targets,
        Goods = incident.Goods,
        OccurredFrom = incident.OccurredFrom,
        OccurredTo = incident.OccurredTo,
        ReportedAt = incident.ReportedAt,
        RegisteredAt = incident.RegisteredAt,
        Source = incident.Source,
        ExternalId = incident.ExternalId,
        IsSelection = incident.IsSelection,
        Description = incident.Description,
        DuplicateOf = showsReporter ? incident.DuplicateOf : null,
        Version = incident.Version,
        ReportedBy = showsReporter ? incident.ReportedBy : null,
    };
}
