namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>An idempotency key that was used, with the response that it got.</summary>
internal sealed class StoredIdempotencyKey
{
    /// <summary>How long a key is remembered. The kept response holds free text, so no longer than a caller may try again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public required string Municipality { get; init; }

    public required string Party { get; init; }

    public required string UsedKey { get; init; }

    public required string ContentHash { get; init; }

    public required Guid IncidentId { get; init; }

    public required string Response { get; init; }

    public required DateTimeOffset At { get; init; }
}
