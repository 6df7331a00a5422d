using System.Collections.Frozen;
using static Medborgarlofte.Contracts.Measures.MeasureStatus;

namespace Medborgarlofte.Measures.Measures;

/// <summary>The allowed status changes of a measure.</summary>
internal static class MeasureLifecycle
{
    private static readonly FrozenDictionary<MeasureStatus, MeasureStatus[]> Allowed = new Dictionary<MeasureStatus, MeasureStatus[]>
    {
        [Proposed] = [Decided, Declined, Cancelled],

        // Work of a single day, such as a residents' meeting, may be reported when it is completed.
        [Decided] = [Planned, Started, Completed, Hindered, Cancelled],
        [Planned] = [Started, Completed, Paused, Hindered, Cancelled],
        [Started] = [Completed, Paused, Hindered, Cancelled],

        // Interrupted work is resumed at once or planned for a new time.
        [Paused] = [Planned, Started, Hindered, Cancelled],
        [Hindered] = [Planned, Started, Cancelled],

        // Effects are counted from the completion, so resumed work is a new measure.
        [Completed] = [Evaluated],
        [Evaluated] = [],

        // A change of mind is a new proposal, so that the recorded reasons stay as they were.
        [Declined] = [],
        [Cancelled] = [],
    }.ToFrozenDictionary();

    /// <summary>Whether the work is over.</summary>
    public static bool IsOver(MeasureStatus status) => status is Completed || Allowed[status] is [];

    /// <exception cref="InvalidTransitionException">The status change is not allowed.</exception>
    public static void Require(MeasureStatus from, MeasureStatus to) => InvalidTransitionException.ThrowUnlessAllowed(Allowed, from, to);
}
