namespace Medborgarlofte.IncidentIntake.Open311;

/// <summary>Another system that may send service requests to a municipality. Its key is known by its hash only.</summary>
internal sealed class Open311Client
{
    public const int MaxSystemLength = 100;

    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    /// <summary>Name of the system, never of a person.</summary>
    public required string System { get; init; }

    public required string KeyHash { get; init; }

    public required Open311RateClass RateClass { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public string? RevokedBy { get; set; }
}

/// <summary>How much an Open311 client may send.</summary>
public enum Open311RateClass
{
    /// <summary>60 requests and updates an hour.</summary>
    Standard,

    /// <summary>600 requests and updates an hour, for a system that gathers the reports of a whole town.</summary>
    High,
}

/// <summary>What a client adds to a service request that it has sent. Its words stay here.</summary>
internal sealed class ServiceRequestUpdate
{
    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required Guid IncidentId { get; init; }

    public required string Municipality { get; init; }

    public required Guid ClientId { get; init; }

    public required string Description { get; init; }

    /// <summary>Hash of the words, so that a client that sends again in vain is answered and not heard twice.</summary>
    public required string ContentHash { get; init; }

    public required DateTimeOffset At { get; init; }
}
