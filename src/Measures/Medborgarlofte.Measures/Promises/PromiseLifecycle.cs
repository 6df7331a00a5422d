using System.Collections.Frozen;
using static Medborgarlofte.Contracts.Measures.PromiseStatus;

namespace Medborgarlofte.Measures.Promises;

/// <summary>The allowed status changes of a promise.</summary>
internal static class PromiseLifecycle
{
    private static readonly FrozenDictionary<PromiseStatus, PromiseStatus[]> Allowed = new Dictionary<PromiseStatus, PromiseStatus[]>
    {
        [Draft] = [Adopted],
        [Adopted] = [Withdrawn],

        // A change of mind is a new promise, so that residents see what was withdrawn and why.
        [Withdrawn] = [],
    }.ToFrozenDictionary();

    /// <exception cref="InvalidTransitionException">The status change is not allowed (409).</exception>
    public static void Require(PromiseStatus from, PromiseStatus to) => InvalidTransitionException.ThrowUnlessAllowed(Allowed, from, to);
}
