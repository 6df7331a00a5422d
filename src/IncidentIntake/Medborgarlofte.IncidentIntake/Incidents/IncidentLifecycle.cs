using System.Collections.Frozen;

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>The allowed status changes of an incident.</summary>
internal static class IncidentLifecycle
{
    private static readonly FrozenDictionary<IncidentStatus, IncidentStatus[]> Allowed = new Dictionary<IncidentStatus, IncidentStatus[]>
    {
        // A reviewer decides what a new report is; the reporting party may withdraw it.
        [IncidentStatus.Reported] = [IncidentStatus.Verified, IncidentStatus.Rejected, IncidentStatus.Duplicate, IncidentStatus.Withdrawn],

        // A report from outside waits for the review of a party. It is anonymous, so nobody may withdraw it.
        [IncidentStatus.Quarantined] = [IncidentStatus.Verified, IncidentStatus.Rejected, IncidentStatus.Duplicate],

        // A verified incident may still prove to be wrong or a duplicate, or be withdrawn.
        [IncidentStatus.Verified] = [IncidentStatus.Rejected, IncidentStatus.Duplicate, IncidentStatus.Withdrawn],

        // A mistaken rejection is corrected by verification.
        [IncidentStatus.Rejected] = [IncidentStatus.Verified],

        // An incident marked as a duplicate may prove to be another incident. It also returns to review when its original no longer counts.
        [IncidentStatus.Duplicate] = [IncidentStatus.Verified],

        // Only the reporting party withdraws a report; after a mistake it reports again.
        [IncidentStatus.Withdrawn] = [],
    }.ToFrozenDictionary();

    /// <exception cref="InvalidTransitionException">The change is not allowed (409).</exception>
    public static void Require(IncidentStatus from, IncidentStatus to) => InvalidTransitionException.ThrowUnlessAllowed(Allowed, from, to);
}
