using System.Collections.Frozen;
using static Medborgarlofte.Contracts.Measures.MeetingStatus;

namespace Medborgarlofte.Measures.Meetings;

/// <summary>The allowed status changes of a meeting.</summary>
internal static class MeetingLifecycle
{
    private static readonly FrozenDictionary<MeetingStatus, MeetingStatus[]> Allowed = new Dictionary<MeetingStatus, MeetingStatus[]>
    {
        [Planned] = [Opened, Cancelled],

        // An opened meeting may have taken decisions, so it ends with minutes.
        [Opened] = [Closed],

        // The minutes are final. A changed mind is a new decision in the next meeting.
        [Closed] = [],
        [Cancelled] = [],
    }.ToFrozenDictionary();

    /// <exception cref="InvalidTransitionException">The move is not allowed.</exception>
    public static void Require(MeetingStatus from, MeetingStatus to) => InvalidTransitionException.ThrowUnlessAllowed(Allowed, from, to);
}
