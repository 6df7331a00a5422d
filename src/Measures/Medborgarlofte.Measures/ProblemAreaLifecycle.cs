using System.Collections.Frozen;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Swedish;
using static Medborgarlofte.Contracts.Measures.ProblemAreaStatus;

namespace Medborgarlofte.Measures;

/// <summary>How a problem area may move on.</summary>
internal static class ProblemAreaLifecycle
{
    private static readonly FrozenDictionary<ProblemAreaStatus, ProblemAreaStatus[]> Allowed = new Dictionary<ProblemAreaStatus, ProblemAreaStatus[]>
    {
        // What is not chosen is closed: the reason stays in the note.
        [Proposed] = [Chosen, Closed],
        [Chosen] = [Closed],

        // A problem that comes back is chosen again, with its analysis.
        [Closed] = [Chosen],
    }.ToFrozenDictionary();

    /// <exception cref="InvalidTransitionException">The move is not allowed.</exception>
    public static void Require(ProblemAreaStatus from, ProblemAreaStatus to)
    {
        if (!Allowed[from].Contains(to))
        {
            throw InvalidTransitionException.Between(from, to, Allowed[from]);
        }
    }
}
