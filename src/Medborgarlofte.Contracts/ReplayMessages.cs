namespace Medborgarlofte.Contracts.Replay;

/// <summary>A module whose read models are empty asks every other one to send its events again.</summary>
/// <param name="ReplayId">Id of the replay.</param>
/// <param name="ReplyQueue">Queue that is told when a module has sent all, or null where nobody counts.</param>
/// <param name="Routes">Which events are wanted, and the queue each goes to.</param>
public sealed record ReplayRequested(Guid ReplayId, string? ReplyQueue, IReadOnlyList<ReplayRoute> Routes);

/// <summary>One kind of event that a replay wants.</summary>
/// <param name="EventType">Name of the event in the catalogue.</param>
/// <param name="Queue">Queue that it is sent to.</param>
public sealed record ReplayRoute(string EventType, string Queue);

/// <summary>A module has sent all its events of a replay.</summary>
/// <param name="ReplayId">Id of the replay.</param>
/// <param name="Module">The module that sent them.</param>
/// <param name="Events">How many events it sent.</param>
public sealed record ReplaySent(Guid ReplayId, string Module, long Events);
