using System.Collections.Frozen;
using static Medborgarlofte.NeighbourhoodWatch.Trainings.TrainingStatus;

namespace Medborgarlofte.NeighbourhoodWatch.Trainings;

/// <summary>The allowed status changes of a training.</summary>
internal static class TrainingLifecycle
{
    private static readonly FrozenDictionary<TrainingStatus, TrainingStatus[]> Allowed = new Dictionary<TrainingStatus, TrainingStatus[]>
    {
        [Planned] = [Held, Postponed, Cancelled],
        [Postponed] = [Planned, Cancelled],
        [Held] = [],
        [Cancelled] = [],
    }.ToFrozenDictionary();

    /// <exception cref="InvalidTransitionException">The status change is not allowed (409).</exception>
    public static void Require(TrainingStatus from, TrainingStatus to) => InvalidTransitionException.ThrowUnlessAllowed(Allowed, from, to);
}
