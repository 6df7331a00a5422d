using System.Security.Claims;
using Medborgarlofte.Http.Access;

namespace Medborgarlofte.Http;

/// <summary>The caller, according to the access token.</summary>
public static class Caller
{
    /// <summary>Claim with the code of the caller's party, e.g. police:nykoping.</summary>
    public const string PartyClaim = "party";

    /// <summary>Claim with a role in kebab case, e.g. watch-contact; several are possible.</summary>
    public const string RoleClaim = "role";

    /// <summary>The role of those who run the installation.</summary>
    public const string OperatorRole = "operator";

    /// <summary>Claim with the SCB code of a municipality in which the caller may work, or * for all; several are possible.</summary>
    public const string MunicipalitiesClaim = "municipalities";

    /// <summary>Represents all municipalities; operations on the whole installation require it.</summary>
    public const string AllMunicipalities = "*";

    private static readonly Dictionary<string, Roles> RolesByCode = new(StringComparer.Ordinal)
    {
        [OperatorRole] = Access.Roles.Operator,
        ["coordinator"] = Access.Roles.Coordinator,
        ["police"] = Access.Roles.Police,
        ["reporter"] = Access.Roles.Reporter,
        ["watch-contact"] = Access.Roles.WatchContact,
        ["steering"] = Access.Roles.Steering,
        ["resident"] = Access.Roles.Resident,
        ["watch-registrar"] = Access.Roles.WatchRegistrar,
        ["data-protection"] = Access.Roles.DataProtection,
    };

    /// <summary>Code of the calling party, or "anonymous" if the caller is not signed in.</summary>
    public static string Party(this ClaimsPrincipal user) => user.FindFirstValue(PartyClaim) ?? "anonymous";

    /// <summary>The caller's roles; unknown roles are ignored.</summary>
    public static Roles Roles(this ClaimsPrincipal user) =>
        user.FindAll(RoleClaim).Aggregate(Access.Roles.None, (roles, claim) => roles | RolesByCode.GetValueOrDefault(claim.Value));

    /// <summary>Whether the caller has at least one of the given roles.</summary>
    public static bool IsAnyOf(this ClaimsPrincipal user, Roles roles) => (user.Roles() & roles) != Access.Roles.None;

    /// <summary>Whether the caller may work in a municipality.</summary>
    public static bool WorksIn(this ClaimsPrincipal user, string municipality) =>
        user.HasClaim(claim => claim.Type == MunicipalitiesClaim && (claim.Value == municipality || claim.Value == AllMunicipalities));

    /// <summary>Whether the caller sees only the data of its own party, so that a 404 may concern another party's data.</summary>
    public static bool SeesOnlyItsOwn(this ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true } && !user.IsAnyOf(Access.Roles.Coordinator | Access.Roles.Police | Access.Roles.Operator);

    /// <summary>
    /// The party whose data the caller sees, or null if it sees every party's. Queries filter by it, so that the data of others is
    /// indistinguishable from data that does not exist.
    /// </summary>
    public static string? OnlyParty(this ClaimsPrincipal user, Roles seeAll) => user.IsAnyOf(seeAll) ? null : user.Party();
}
