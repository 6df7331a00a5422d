namespace Medborgarlofte.Contracts.Replay;

/// <summary>A module with empty read models requests all other modules to send their events again.</summary>
/// <param name="ReplayId">Id of the replay.</param>
/// <param name="ReplyQueue">Queue that receives <see cref="ReplaySent"/>, or null.</param>
/// <param name="Routes">Requested event types, each with its queue.</param>
public sealed record ReplayRequested(Guid ReplayId, string? ReplyQueue, IReadOnlyList<ReplayRoute> Routes);

/// <summary>A requested event type of a replay.</summary>
/// <param name="EventType">Name of the event in the catalogue.</param>
/// <param name="Queue">Queue that receives the events.</param>
public sealed record ReplayRoute(string EventType, string Queue);

/// <summary>A module sent all its events of a replay.</summary>
/// <param name="ReplayId">Id of the replay.</param>
/// <param name="Module">The module that sent them.</param>
/// <param name="Events">Number of sent events.</param>
public sealed record ReplaySent(Guid ReplayId, string Module, long Events);
