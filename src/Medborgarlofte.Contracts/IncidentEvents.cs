using System.Text.Json.Serialization;

namespace Medborgarlofte.Contracts.Incidents;

/// <summary>
/// Base of the incident events: the complete shareable state after the change. Not published itself; a consumer of this type receives all
/// derived events. Contains no personal data, free text or exact position.
/// </summary>
public record IncidentChanged
{
    /// <summary>Public id of the incident.</summary>
    [JsonRequired]
    public Guid IncidentId { get; init; }

    /// <summary>Version of the incident after the change, from 1.</summary>
    [JsonRequired, Version]
    public int Version { get; init; }

    /// <summary>SCB municipality code.</summary>
    [JsonRequired, MunicipalityCode]
    public string Municipality { get; init; } = "";

    /// <summary>Area code, or null if unknown.</summary>
    [Code]
    public string? Area { get; init; }

    /// <summary>Category code.</summary>
    [JsonRequired, Code]
    public string Category { get; init; } = "";

    /// <summary>Whether it was an attempt (försök).</summary>
    public bool Attempted { get; init; }

    /// <summary>Form codes.</summary>
    public IReadOnlyList<string> Forms { get; init; } = [];

    /// <summary>Target codes.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Codes of stolen goods.</summary>
    public IReadOnlyList<string> Goods { get; init; } = [];

    /// <summary>Affected groups, in the Swedish plural, e.g. fordonsägare.</summary>
    public IReadOnlyList<string> VictimGroups { get; init; } = [];

    /// <summary>Earliest possible time of the incident.</summary>
    [JsonRequired]
    public DateTimeOffset OccurredFrom { get; init; }

    /// <summary>Latest possible time of the incident.</summary>
    [JsonRequired, NotBefore(nameof(OccurredFrom))]
    public DateTimeOffset OccurredTo { get; init; }

    /// <summary>When the incident was reported to a party (inrapporterat); follow-ups count by it.</summary>
    [JsonRequired]
    public DateTimeOffset ReportedAt { get; init; }

    /// <summary>When the incident was registered in this system.</summary>
    [JsonRequired]
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Status in the lifecycle.</summary>
    [JsonRequired]
    public IncidentStatus Status { get; init; }

    /// <summary>Code of the source, e.g. police or security-company.</summary>
    [JsonRequired, Code]
    public string Source { get; init; } = "";

    /// <summary>Whether the source publishes only a selection of incidents, so that its cases must not be counted (polisen.se).</summary>
    public bool IsSelection { get; init; }

    /// <summary>Coarse grid cell (<see cref="Incidents.GridCell"/>), or null if the position is unknown.</summary>
    public string? GridCell { get; init; }

    /// <summary>
    /// Code of the reporting party; "watch" for a watch group, whose code may contain its name; null in older events.
    /// </summary>
    [Code]
    public string? ReportedBy { get; init; }
}

/// <summary>
/// An incident was reported (version 1), or a duplicate is reported again (later version) because its original no longer counts.
/// </summary>
public sealed record IncidentReported : IncidentChanged;

/// <summary>
/// An incident was reported by the public (version 1), or is an unverified duplicate whose original no longer counts (later version). It
/// is in quarantine, not counted and not acted on, until a party verifies or rejects it.
/// </summary>
public sealed record IncidentQuarantined : IncidentChanged;

/// <summary>The facts of an incident were corrected.</summary>
public sealed record IncidentCorrected : IncidentChanged
{
    /// <summary>Names of corrected facts that events do not contain: position, description. Stored events have the earlier name.</summary>
    [JsonPropertyName("untoldCorrections")]
    public IReadOnlyList<string> WithheldCorrections { get; init; } = [];
}

/// <summary>A party verified the incident.</summary>
public sealed record IncidentVerified : IncidentChanged;

/// <summary>A party rejected the incident: it did not happen, or it does not belong here.</summary>
public sealed record IncidentRejected : IncidentChanged;

/// <summary>The incident duplicates another one.</summary>
public sealed record IncidentMarkedAsDuplicate : IncidentChanged;

/// <summary>The reporting party withdrew the incident.</summary>
public sealed record IncidentWithdrawn : IncidentChanged;

/// <summary>
/// An incident and its history were erased (gallrad). This event replaces all earlier ones, so that the case is still counted on its days
/// after a replay. It is not an <see cref="IncidentChanged"/>: consumers must delete their data about the incident.
/// </summary>
/// <param name="IncidentId">Public id of the erased incident.</param>
/// <param name="Version">Version after the erasure, higher than any before.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Area">Area code, or null if unknown.</param>
/// <param name="Category">Category code.</param>
/// <param name="Attempted">Whether it was an attempt.</param>
/// <param name="Forms">Form codes.</param>
/// <param name="Targets">Target codes.</param>
/// <param name="Goods">Codes of stolen goods.</param>
/// <param name="VictimGroups">Affected groups.</param>
/// <param name="ReportedOn">Calendar day of the report.</param>
/// <param name="OccurredOn">Latest possible calendar day of the incident.</param>
/// <param name="Status">Status in the lifecycle.</param>
/// <param name="IsSelection">Whether the source publishes only a selection of incidents.</param>
public sealed record IncidentErased(
    Guid IncidentId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    [property: Code] string? Area,
    [property: Code] string Category,
    bool Attempted,
    IReadOnlyList<string> Forms,
    IReadOnlyList<string> Targets,
    IReadOnlyList<string> Goods,
    IReadOnlyList<string> VictimGroups,
    DateOnly ReportedOn,
    DateOnly OccurredOn,
    IncidentStatus Status,
    bool IsSelection);

/// <summary>A reviewer decided that two incidents, which probably seemed to be the same case, are different cases.</summary>
/// <param name="IncidentId">Public id of an incident.</param>
/// <param name="Version">Version of the decision: 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="OtherIncidentId">Public id of the other incident.</param>
public sealed record DuplicateDismissed(
    Guid IncidentId, [property: Version] int Version, [property: MunicipalityCode] string Municipality, Guid OtherIncidentId);

/// <summary>Status of an incident. Only reported and verified incidents are counted.</summary>
public enum IncidentStatus
{
    /// <summary>Reported (inrapporterad), not yet reviewed.</summary>
    Reported,

    /// <summary>Quarantined (i karantän): reported by the public, not yet reviewed, not counted.</summary>
    Quarantined,

    /// <summary>Verified (verifierad) by a party.</summary>
    Verified,

    /// <summary>Rejected (avvisad).</summary>
    Rejected,

    /// <summary>Duplicate (dubblett) of another incident.</summary>
    Duplicate,

    /// <summary>Withdrawn (återtagen) by the reporting party.</summary>
    Withdrawn,
}

/// <summary>A citizen's view (medborgares åsikt) about an unsafe place was received. Its text remains in IncidentIntake.</summary>
/// <param name="ViewId">Public id of the view.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Area">Area code, or null if unknown.</param>
/// <param name="Channel">Channel of the view.</param>
/// <param name="Reasons">Codes of the reasons why the place feels unsafe.</param>
/// <param name="ReceivedOn">Calendar day of receipt.</param>
public sealed record CitizenViewReceived(
    Guid ViewId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    [property: Code] string? Area,
    CitizenViewChannel Channel,
    IReadOnlyList<string> Reasons,
    DateOnly ReceivedOn);

/// <summary>Channel of a citizen's view.</summary>
public enum CitizenViewChannel
{
    /// <summary>Citizen dialogue (medborgardialog).</summary>
    Dialogue,

    /// <summary>Safety survey (trygghetsmätning).</summary>
    Survey,

    /// <summary>Safety walk (trygghetsvandring).</summary>
    SafetyWalk,

    /// <summary>Web form (webbformulär).</summary>
    WebForm,
}
