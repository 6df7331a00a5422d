using System.Security.Claims;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Measures.Features;

/// <summary>Who sees, changes, decides and moves a measure.</summary>
internal static class MeasureAccess
{
    private const Roles Leads = Roles.Coordinator | Roles.Police;

    /// <summary>Coordinator, police and steering group see every measure; another party what it owns, performs or has proposed.</summary>
    public static IQueryable<Measure> VisibleTo(ClaimsPrincipal caller, MeasuresDbContext db)
    {
        var party = caller.OnlyParty(Leads | Roles.Steering);
        return party is null
            ? db.Measures
            : db.Measures.Where(measure => measure.OwnerParty == party || measure.RegisteredBy == party || measure.Performers.Contains(party));
    }

    /// <summary>
    /// The roles that enter a decision: the EST group's own is entered by the coordinator or the police, that of the line
    /// organisation by the coordinator or by the steering group, where the line's managers sit.
    /// </summary>
    public static Roles DecisionRoles(MeasureDecider decider) =>
        Roles.Coordinator | (decider == MeasureDecider.LineOrganisation ? Roles.Steering : Roles.Police);

    /// <summary>The role by which the caller may make a move.</summary>
    /// <exception cref="ForbiddenException">The caller may not.</exception>
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

    /// <summary>The role by which the caller may enter a decision.</summary>
    /// <exception cref="ForbiddenException">The caller may not.</exception>
    public static Roles RequireDecision(ClaimsPrincipal caller, MeasureDecider decider) =>
        caller.Acting(DecisionRoles(decider))
        ?? throw new ForbiddenException(decider == MeasureDecider.LineOrganisation
            ? "Åtgärden beslutas av linjeorganisationen: bara samordnaren och styrgruppen kan föra in beslutet."
            : "Bara samordnaren och polisen kan föra in EST-gruppens beslut.");

    /// <summary>Checks that the caller may change what a measure says.</summary>
    /// <exception cref="ForbiddenException">The caller neither leads the work, owns the measure nor has just proposed it.</exception>
    public static void RequireChange(ClaimsPrincipal caller, Measure measure)
    {
        if (!caller.IsAnyOf(Leads) && measure.OwnerParty != caller.Party() && !IsOpenProposalOf(caller, measure))
        {
            throw new ForbiddenException("Bara åtgärdens ansvariga part, samordnaren och polisen kan ändra den.");
        }
    }

    /// <summary>Checks that a measure that is decided is not handed to another party by its owner, and not taken from the line organisation.</summary>
    /// <exception cref="ForbiddenException">It would be.</exception>
    public static void RequireTerms(ClaimsPrincipal caller, Measure measure, string? newOwner, MeasureDecider? newDecider)
    {
        if (!caller.IsAnyOf(Leads) && measure.Status != MeasureStatus.Proposed && newOwner != measure.OwnerParty)
        {
            throw new ForbiddenException("Bara samordnaren och polisen kan byta ansvarig part för en åtgärd som är beslutad.");
        }

        if (measure.Decider == MeasureDecider.LineOrganisation && newDecider == MeasureDecider.EstGroup && !caller.IsAnyOf(Roles.Coordinator))
        {
            throw new ForbiddenException("Bara samordnaren kan flytta ett beslut från linjeorganisationen till EST-gruppen.");
        }
    }

    /// <summary>The role among some in which a caller acts, or null where it holds none of them.</summary>
    public static Roles? Acting(this ClaimsPrincipal caller, Roles allowed)
    {
        foreach (var role in new[] { Roles.Coordinator, Roles.Police, Roles.Steering, Roles.Reporter })
        {
            if (allowed.HasFlag(role) && caller.IsAnyOf(role))
            {
                return role;
            }
        }

        return null;
    }

    private static bool IsOpenProposalOf(ClaimsPrincipal caller, Measure measure) =>
        measure.Status == MeasureStatus.Proposed && measure.RegisteredBy == caller.Party();
}
