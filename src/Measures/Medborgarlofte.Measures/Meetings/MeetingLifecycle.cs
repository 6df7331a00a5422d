using System.Collections.Frozen;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Swedish;
using static Medborgarlofte.Contracts.Measures.MeetingStatus;

namespace Medborgarlofte.Measures.Meetings;

/// <summary>How a meeting may move on: the one table of it.</summary>
internal static class MeetingLifecycle
{
    private static readonly FrozenDictionary<MeetingStatus, MeetingStatus[]> Allowed = new Dictionary<MeetingStatus, MeetingStatus[]>
    {
        [Planned] = [Opened, Cancelled],

        // What is opened is held: decisions may have been taken, so it ends with minutes.
        [Opened] = [Closed],

        // The minutes stay as they are. Who thinks better of a decision takes a new one in the next meeting.
        [Closed] = [],
        [Cancelled] = [],
    }.ToFrozenDictionary();

    /// <exception cref="InvalidTransitionException">The move is not allowed.</exception>
    public static void Require(MeetingStatus from, MeetingStatus to)
    {
        if (!Allowed[from].Contains(to))
        {
            throw InvalidTransitionException.Between(from, to, Allowed[from]);
        }
    }
}
