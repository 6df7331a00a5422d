namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>The access rules of incidents. A party without a reviewing role has access to its own incidents only.</summary>
internal static class IncidentAccess
{
    /// <summary>The roles that see the incidents of every party, and that verify, reject and mark duplicates.</summary>
    public const Roles Reviewers = Roles.Coordinator | Roles.Police;

    /// <summary>A reviewer corrects every incident; the party that reported it only until it has been reviewed.</summary>
    /// <exception cref="ForbiddenException">The caller may not correct the incident.</exception>
    public static void RequireMayCorrect(ClaimsPrincipal caller, Incident incident)
    {
        if (incident.Status != IncidentStatus.Reported && !caller.IsAnyOf(Reviewers))
        {
            throw new ForbiddenException("Händelsen är granskad. Samordnare och polis kan rätta den; du kan ta tillbaka den.");
        }
    }

    /// <summary>A reviewer changes to every status; the party that reported the incident only withdraws it.</summary>
    /// <exception cref="ForbiddenException">The caller may not change the incident to the status.</exception>
    public static void RequireMayChangeTo(ClaimsPrincipal caller, IncidentStatus? status)
    {
        if (status != IncidentStatus.Withdrawn && !caller.IsAnyOf(Reviewers))
        {
            throw new ForbiddenException("Den som har rapporterat en händelse kan bara ta tillbaka den; samordnare och polis granskar.");
        }
    }
}
