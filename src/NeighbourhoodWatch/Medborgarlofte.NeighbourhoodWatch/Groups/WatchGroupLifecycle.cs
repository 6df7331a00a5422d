using System.Collections.Frozen;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Http;
using Medborgarlofte.Swedish;
using static Medborgarlofte.Contracts.NeighbourhoodWatch.WatchGroupStatus;

namespace Medborgarlofte.NeighbourhoodWatch.Groups;

/// <summary>How a watch group may move on: the one table of it.</summary>
internal static class WatchGroupLifecycle
{
    private static readonly FrozenDictionary<WatchGroupStatus, WatchGroupStatus[]> Allowed = new Dictionary<WatchGroupStatus, WatchGroupStatus[]>
    {
        [Interest] = [Forming, Closed],
        [Forming] = [Trained, Closed],
        [Trained] = [Active, Closed],
        [Active] = [Dormant, Closed],

        // What it needs may still be there; otherwise it begins again with households and contact persons.
        [Dormant] = [Active, Forming, Closed],
        [Closed] = [],
    }.ToFrozenDictionary();

    /// <exception cref="InvalidTransitionException">The move is not allowed.</exception>
    public static void Require(WatchGroupStatus from, WatchGroupStatus to)
    {
        if (!Allowed[from].Contains(to))
        {
            throw InvalidTransitionException.Between(from, to, Allowed[from]);
        }
    }
}
