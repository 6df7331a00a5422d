using System.Collections.Frozen;
using static Medborgarlofte.Contracts.Measures.ProblemAreaStatus;

namespace Medborgarlofte.Measures.ProblemAreas;

/// <summary>The allowed status changes of a problem area.</summary>
internal static class ProblemAreaLifecycle
{
    private static readonly FrozenDictionary<ProblemAreaStatus, ProblemAreaStatus[]> Allowed =
        new Dictionary<ProblemAreaStatus, ProblemAreaStatus[]>
    {
        // A proposal that is not chosen is closed with the reason as note.
        [Proposed] = [Chosen, Closed],
        [Chosen] = [Closed],

        // A recurring problem is chosen again with its analysis.
        [Closed] = [Chosen],
    }.ToFrozenDictionary();

    /// <exception cref="InvalidTransitionException">The move is not allowed.</exception>
    public static void Require(ProblemAreaStatus from, ProblemAreaStatus to) =>
        InvalidTransitionException.ThrowUnlessAllowed(Allowed, from, to);
}
