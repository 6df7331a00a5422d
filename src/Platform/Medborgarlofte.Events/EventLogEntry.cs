namespace Medborgarlofte.Events;

/// <summary>
/// One event in a module's event log, written in the same transaction as the state it tells of. The log is the
/// outbox (what is not published yet), the audit trail (who changed what, when) and the source of replays.
/// </summary>
public sealed class EventLogEntry
{
    /// <summary>Place in the log; rising, with gaps.</summary>
    public long Sequence { get; init; }

    /// <summary>Id of the event, the same at every delivery.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Name of the event in the catalogue.</summary>
    public required string Type { get; init; }

    /// <summary>Id of what the event is about, so that its history can be read.</summary>
    public required Guid Subject { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>Code of the party that caused it.</summary>
    public required string Actor { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>W3C trace context of the request that caused it, so that the trace goes on in the consumers.</summary>
    public string? TraceParent { get; init; }

    /// <summary>When all consumers or the broker had it in safe keeping, or null while they do not.</summary>
    public DateTimeOffset? PublishedAt { get; init; }
}

/// <summary>Remembers that a consumer with outside effects has handled an event, so that it does so once.</summary>
public sealed class InboxEntry
{
    /// <summary>Id of the event.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Name of the consumer.</summary>
    public required string Consumer { get; init; }

    /// <summary>When it was handled.</summary>
    public required DateTimeOffset At { get; init; }
}
