using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Medborgarlofte.Contracts.Incidents;

/// <summary>
/// What every event about an incident carries: its whole shareable state after the change. Never published itself;
/// a consumer of this type receives all events below. Holds no person, no free text and no exact position.
/// </summary>
public record IncidentChanged
{
    /// <summary>Public id of the incident.</summary>
    public required Guid IncidentId { get; init; }

    /// <summary>Version of the incident after the change, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>SCB municipality code.</summary>
    public required string Municipality { get; init; }

    /// <summary>Area code, or null where the place is not known.</summary>
    public string? Area { get; init; }

    /// <summary>Category code.</summary>
    public required string Category { get; init; }

    /// <summary>Whether it was only attempted (försök).</summary>
    public bool Attempted { get; init; }

    /// <summary>Form codes; several are possible.</summary>
    public IReadOnlyList<string> Forms { get; init; } = [];

    /// <summary>Target codes; several are possible.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Codes of stolen goods; several are possible.</summary>
    public IReadOnlyList<string> Goods { get; init; } = [];

    /// <summary>Groups struck by the theft, in the Swedish plural, e.g. fordonsägare.</summary>
    public IReadOnlyList<string> VictimGroups { get; init; } = [];

    /// <summary>Earliest time at which it can have happened.</summary>
    public required DateTimeOffset OccurredFrom { get; init; }

    /// <summary>Latest time at which it can have happened.</summary>
    public required DateTimeOffset OccurredTo { get; init; }

    /// <summary>When somebody reported it to a party (inrapporterat); what a follow-up counts by.</summary>
    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>When it was registered here.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Where it stands in its lifecycle.</summary>
    public required IncidentStatus Status { get; init; }

    /// <summary>Code of the source that it came from, e.g. police or security-company.</summary>
    public required string Source { get; init; }

    /// <summary>True where the source shows only a selection of what happens, so that its cases must not be counted (polisen.se).</summary>
    public bool IsSelection { get; init; }

    /// <summary>Coarse cell of its place (<see cref="Incidents.GridCell"/>), or null where the place is not known that well.</summary>
    public string? GridCell { get; init; }
}

/// <summary>An incident was reported.</summary>
public sealed record IncidentReported : IncidentChanged
{
    /// <summary>For the serializer.</summary>
    [JsonConstructor]
    public IncidentReported()
    {
    }

    /// <summary>The event with the incident's state after it.</summary>
    [SetsRequiredMembers]
    public IncidentReported(IncidentChanged state)
        : base(state)
    {
    }
}

/// <summary>
/// Somebody outside the parties has told of an incident. It waits in quarantine until a party has looked at it, and
/// until it is verified nobody counts it or acts on it.
/// </summary>
public sealed record IncidentQuarantined : IncidentChanged
{
    /// <summary>For the serializer.</summary>
    [JsonConstructor]
    public IncidentQuarantined()
    {
    }

    /// <summary>The event with the incident's state after it.</summary>
    [SetsRequiredMembers]
    public IncidentQuarantined(IncidentChanged state)
        : base(state)
    {
    }
}

/// <summary>The facts of an incident were corrected.</summary>
public sealed record IncidentCorrected : IncidentChanged
{
    /// <summary>Names of the facts that were corrected and that no event carries: position, description.</summary>
    public IReadOnlyList<string> UntoldCorrections { get; init; } = [];

    /// <summary>For the serializer.</summary>
    [JsonConstructor]
    public IncidentCorrected()
    {
    }

    /// <summary>The event with the incident's state after it.</summary>
    [SetsRequiredMembers]
    public IncidentCorrected(IncidentChanged state)
        : base(state)
    {
    }
}

/// <summary>A party has confirmed the incident.</summary>
public sealed record IncidentVerified : IncidentChanged
{
    /// <summary>For the serializer.</summary>
    [JsonConstructor]
    public IncidentVerified()
    {
    }

    /// <summary>The event with the incident's state after it.</summary>
    [SetsRequiredMembers]
    public IncidentVerified(IncidentChanged state)
        : base(state)
    {
    }
}

/// <summary>The incident was found not to have happened or not to belong here.</summary>
public sealed record IncidentRejected : IncidentChanged
{
    /// <summary>For the serializer.</summary>
    [JsonConstructor]
    public IncidentRejected()
    {
    }

    /// <summary>The event with the incident's state after it.</summary>
    [SetsRequiredMembers]
    public IncidentRejected(IncidentChanged state)
        : base(state)
    {
    }
}

/// <summary>The incident is the same as another one.</summary>
public sealed record IncidentMarkedAsDuplicate : IncidentChanged
{
    /// <summary>For the serializer.</summary>
    [JsonConstructor]
    public IncidentMarkedAsDuplicate()
    {
    }

    /// <summary>The event with the incident's state after it.</summary>
    [SetsRequiredMembers]
    public IncidentMarkedAsDuplicate(IncidentChanged state)
        : base(state)
    {
    }
}

/// <summary>The party that reported the incident took it back.</summary>
public sealed record IncidentWithdrawn : IncidentChanged
{
    /// <summary>For the serializer.</summary>
    [JsonConstructor]
    public IncidentWithdrawn()
    {
    }

    /// <summary>The event with the incident's state after it.</summary>
    [SetsRequiredMembers]
    public IncidentWithdrawn(IncidentChanged state)
        : base(state)
    {
    }
}

/// <summary>
/// An incident was erased (gallrad) with its history. This event takes the place of all before it, so that the case is
/// still counted on its days after a replay; nothing else of it stays. It is no <see cref="IncidentChanged"/>: whoever
/// follows incidents has to forget this one.
/// </summary>
/// <param name="IncidentId">Public id, which leads nowhere now.</param>
/// <param name="Version">Version after the erasure, higher than any before.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Area">Area code, or null where the place was not known.</param>
/// <param name="Category">Category code.</param>
/// <param name="Attempted">Whether it was only attempted.</param>
/// <param name="Forms">Form codes.</param>
/// <param name="Targets">Target codes.</param>
/// <param name="Goods">Codes of stolen goods.</param>
/// <param name="VictimGroups">Groups struck by the theft.</param>
/// <param name="ReportedOn">Calendar day on which it was reported.</param>
/// <param name="OccurredOn">Latest calendar day on which it can have happened.</param>
/// <param name="Status">Where it stood in its lifecycle.</param>
/// <param name="IsSelection">Whether its source shows only a selection of what happens.</param>
public sealed record IncidentErased(
    Guid IncidentId,
    int Version,
    string Municipality,
    string? Area,
    string Category,
    bool Attempted,
    IReadOnlyList<string> Forms,
    IReadOnlyList<string> Targets,
    IReadOnlyList<string> Goods,
    IReadOnlyList<string> VictimGroups,
    DateOnly ReportedOn,
    DateOnly OccurredOn,
    IncidentStatus Status,
    bool IsSelection);

/// <summary>Where an incident stands. Reported and verified incidents are counted, the others are not.</summary>
public enum IncidentStatus
{
    /// <summary>Reported (inrapporterad), not yet looked at.</summary>
    Reported,

    /// <summary>Quarantined (i karantän): told from outside the parties, not yet looked at, not counted.</summary>
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

/// <summary>A citizen's view (medborgares åsikt) of where it feels unsafe was received. Its words stay in IncidentIntake.</summary>
/// <param name="ViewId">Public id of the view.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Area">Area code, or null where the place is not known.</param>
/// <param name="Channel">How the view reached the parties.</param>
/// <param name="Reasons">Codes of why the place feels unsafe.</param>
/// <param name="ReceivedOn">Calendar day on which it was received.</param>
public sealed record CitizenViewReceived(
    Guid ViewId, int Version, string Municipality, string? Area, CitizenViewChannel Channel, IReadOnlyList<string> Reasons,
    DateOnly ReceivedOn);

/// <summary>How a citizen's view reached the parties.</summary>
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
