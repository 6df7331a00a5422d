using System.Collections.Frozen;
using static Medborgarlofte.Contracts.NeighbourhoodWatch.WatchGroupStatus;

namespace Medborgarlofte.NeighbourhoodWatch.Groups;

/// <summary>The allowed status changes of a watch group.</summary>
internal static class WatchGroupLifecycle
{
    private static readonly FrozenDictionary<WatchGroupStatus, WatchGroupStatus[]> Allowed =
        new Dictionary<WatchGroupStatus, WatchGroupStatus[]>
    {
        [Interest] = [Forming, Closed],
        [Forming] = [Trained, Closed],
        [Trained] = [Active, Closed],
        [Active] = [Dormant, Closed],

        // A group that still meets the conditions becomes active again; otherwise it starts over with households and contact persons.
        [Dormant] = [Active, Forming, Closed],
        [Closed] = [],
    }.ToFrozenDictionary();

    /// <exception cref="InvalidTransitionException">The status change is not allowed (409).</exception>
    public static void Require(WatchGroupStatus from, WatchGroupStatus to) =>
        InvalidTransitionException.ThrowUnlessAllowed(Allowed, from, to);
}
