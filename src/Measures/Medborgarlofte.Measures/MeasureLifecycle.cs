using System.Collections.Frozen;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Web;

namespace Medborgarlofte.Measures;

/// <summary>How a measure may move on.</summary>
internal static class MeasureLifecycle
{
    private static readonly FrozenDictionary<MeasureStatus, MeasureStatus[]> Allowed = new Dictionary<MeasureStatus, MeasureStatus[]>
    {
        // The work begins; or it took a day, such as a residents' meeting, and is reported when it is over.
        [MeasureStatus.Planned] = [MeasureStatus.Started, MeasureStatus.Completed],

        // What has begun can only be brought to its end: a wrong date is corrected, a start is not undone.
        [MeasureStatus.Started] = [MeasureStatus.Completed],

        // Effects are counted and judged from a completed measure; work that is taken up again is a new one.
        [MeasureStatus.Completed] = [],
    }.ToFrozenDictionary();

    /// <exception cref="InvalidTransitionException">The move is not allowed.</exception>
    public static void Require(MeasureStatus from, MeasureStatus to)
    {
        if (!Allowed[from].Contains(to))
        {
            throw InvalidTransitionException.Between(from, to, Allowed[from]);
        }
    }
}
