namespace Medborgarlofte.Events;

/// <summary>
/// An event in a module's event log, written in the same transaction as the state change. The log serves as outbox (unpublished
/// events), audit trail (who changed what, when) and source of replays.
/// </summary>
public sealed class EventLogEntry
{
    /// <summary>Position in the log; ascending, with gaps.</summary>
    public long Sequence { get; init; }

    /// <summary>Id of the event, the same at every delivery.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Name of the event in the catalogue.</summary>
    public required string Type { get; init; }

    /// <summary>Id of the aggregate; the key of its history.</summary>
    public required Guid Subject { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>Code of the party that caused the event.</summary>
    public required string Actor { get; init; }

    /// <summary>When the event was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>W3C trace context of the request that caused the event; consumers continue the trace.</summary>
    public string? TraceParent { get; init; }

    /// <summary>When the broker confirmed the event (in memory: when all consumers had handled it), or null if unpublished.</summary>
    public DateTimeOffset? PublishedAt { get; init; }
}

/// <summary>Records that a consumer with external effects has handled an event, so that it handles the event once.</summary>
public sealed class InboxEntry
{
    /// <summary>Id of the event.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Name of the consumer.</summary>
    public required string Consumer { get; init; }

    /// <summary>When the consumer handled the event.</summary>
    public required DateTimeOffset At { get; init; }
}
