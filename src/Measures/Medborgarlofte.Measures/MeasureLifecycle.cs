using System.Collections.Frozen;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Swedish;
using static Medborgarlofte.Contracts.Measures.MeasureStatus;

namespace Medborgarlofte.Measures;

/// <summary>How a measure may move on: the one table of it.</summary>
internal static class MeasureLifecycle
{
    private static readonly FrozenDictionary<MeasureStatus, MeasureStatus[]> Allowed = new Dictionary<MeasureStatus, MeasureStatus[]>
    {
        [Proposed] = [Decided, Declined, Cancelled],

        // The work begins; or it took a day, such as a residents' meeting, and is reported when it is over.
        [Decided] = [Planned, Started, Completed, Hindered, Cancelled],
        [Planned] = [Started, Completed, Paused, Hindered, Cancelled],
        [Started] = [Completed, Paused, Hindered, Cancelled],

        // What rests or is stopped is taken up again, at once or at a new time.
        [Paused] = [Planned, Started, Hindered, Cancelled],
        [Hindered] = [Planned, Started, Cancelled],

        // Effects are counted and judged from a completed measure; work that is taken up again is a new one.
        [Completed] = [Evaluated],
        [Evaluated] = [],

        // Who thinks better of it proposes anew: the reasons given then stay as they were.
        [Declined] = [],
        [Cancelled] = [],
    }.ToFrozenDictionary();

    /// <summary>Whether nothing more happens to it.</summary>
    public static bool IsOver(MeasureStatus status) => status is Completed || Allowed[status] is [];

    /// <exception cref="InvalidTransitionException">The move is not allowed.</exception>
    public static void Require(MeasureStatus from, MeasureStatus to)
    {
        if (!Allowed[from].Contains(to))
        {
            throw InvalidTransitionException.Between(from, to, Allowed[from]);
        }
    }
}
