using System.Collections.Frozen;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Http;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>Which status an incident may leave for which.</summary>
internal static class IncidentLifecycle
{
    private static readonly FrozenDictionary<IncidentStatus, IncidentStatus[]> Allowed = new Dictionary<IncidentStatus, IncidentStatus[]>
    {
        // Whoever looks at a new report can only say what it is; the reporting party can take it back.
        [IncidentStatus.Reported] = [IncidentStatus.Verified, IncidentStatus.Rejected, IncidentStatus.Duplicate, IncidentStatus.Withdrawn],

        // What comes from outside waits until a party says what it is. Nobody can take it back: nobody has signed for it.
        [IncidentStatus.Quarantined] = [IncidentStatus.Verified, IncidentStatus.Rejected, IncidentStatus.Duplicate],

        // What was verified can still turn out wrong, double, or be taken back.
        [IncidentStatus.Verified] = [IncidentStatus.Rejected, IncidentStatus.Duplicate, IncidentStatus.Withdrawn],

        // A rejection can be a mistake: verifying mends it.
        [IncidentStatus.Rejected] = [IncidentStatus.Verified],

        // Two incidents taken for one can turn out to be two.
        [IncidentStatus.Duplicate] = [IncidentStatus.Verified],

        // A withdrawn report is the reporting party's word; it reports anew if it was wrong.
        [IncidentStatus.Withdrawn] = [],
    }.ToFrozenDictionary();

    /// <exception cref="InvalidTransitionException">The move is not allowed (409).</exception>
    public static void Check(IncidentStatus from, IncidentStatus to)
    {
        if (!Allowed[from].Contains(to))
        {
            throw InvalidTransitionException.Between(from, to, Allowed[from]);
        }
    }
}
