namespace Medborgarlofte.Measures.Measures;

/// <summary>Permissions to see, change and decide measures.</summary>
internal static class MeasureAccess
{
    private const Roles Leads = Roles.Coordinator | Roles.Police;

    /// <summary>
    /// The measures visible to a caller: all for coordinator, police and steering group, otherwise those that the party owns, performs
    /// or entered.
    /// </summary>
    public static IQueryable<Measure> VisibleTo(ClaimsPrincipal caller, MeasuresDbContext db)
    {
        var party = caller.OnlyParty(Leads | Roles.Steering);
        return party is null
            ? db.Measures
            : db.Measures.Where(measure =>
                measure.OwnerParty == party || measure.RegisteredBy == party || measure.Performers.Contains(party));
    }

    /// <summary>
    /// The roles that may enter a decision: coordinator and police for the EST group, coordinator and steering group for the line
    /// organisation, whose managers are in the steering group.
    /// </summary>
    public static Roles DecisionRoles(MeasureDecider decider) =>
        Roles.Coordinator | (decider == MeasureDecider.LineOrganisation ? Roles.Steering : Roles.Police);

    /// <summary>The role in which the caller may change the status.</summary>
    /// <exception cref="ForbiddenException">The caller has no such role.</exception>
    public static Roles RequireMove(ClaimsPrincipal caller, Measure measure, MeasureStatus to)
    {
        if (to is MeasureStatus.Decided or MeasureStatus.Declined)
        {
            return RequireDecision(caller, measure.Decider);
        }

        var takesBack = to == MeasureStatus.Cancelled && IsOpenProposalOf(caller, measure);
        return caller.Acting(Leads)
            ?? (takesBack || measure.OwnerParty == caller.Party() ? caller.Acting(Roles.Reporter) : null)
            ?? throw new ForbiddenException("Bara åtgärdens ansvariga part, samordnaren och polisen kan ändra dess status.");
    }

    /// <summary>The role in which the caller may enter a decision.</summary>
    /// <exception cref="ForbiddenException">The caller has no such role.</exception>
    public static Roles RequireDecision(ClaimsPrincipal caller, MeasureDecider decider) =>
        caller.Acting(DecisionRoles(decider))
        ?? throw new ForbiddenException(decider == MeasureDecider.LineOrganisation
            ? "Åtgärden beslutas av linjeorganisationen: bara samordnaren och styrgruppen kan föra in beslutet."
            : "Bara samordnaren och polisen kan föra in EST-gruppens beslut.");

    /// <summary>Checks that the caller may change the terms of a measure.</summary>
    /// <exception cref="ForbiddenException">The caller is not coordinator or police, and its party neither owns nor has proposed the
    /// measure.</exception>
    public static void RequireChange(ClaimsPrincipal caller, Measure measure)
    {
        if (!caller.IsAnyOf(Leads) && measure.OwnerParty != caller.Party() && !IsOpenProposalOf(caller, measure))
        {
            throw new ForbiddenException("Bara åtgärdens ansvariga part, samordnaren och polisen kan ändra den.");
        }
    }

    /// <summary>Checks that the caller may change the owner of a decided measure, and the decider.</summary>
    /// <exception cref="ForbiddenException">The caller may not.</exception>
    public static void RequireTerms(ClaimsPrincipal caller, Measure measure, string? newOwner, MeasureDecider? newDecider)
    {
        if (!caller.IsAnyOf(Leads) && measure.Status != MeasureStatus.Proposed && newOwner != measure.OwnerParty)
        {
            throw new ForbiddenException("Bara samordnaren och polisen kan byta ansvarig part för en åtgärd som är beslutad.");
        }

        if (measure.Decider == MeasureDecider.LineOrganisation && newDecider == MeasureDecider.EstGroup
            && !caller.IsAnyOf(Roles.Coordinator))
        {
            throw new ForbiddenException("Bara samordnaren kan flytta ett beslut från linjeorganisationen till EST-gruppen.");
        }
    }

    private static bool IsOpenProposalOf(ClaimsPrincipal caller, Measure measure) =>
        measure.Status == MeasureStatus.Proposed && measure.RegisteredBy == caller.Party();
}
