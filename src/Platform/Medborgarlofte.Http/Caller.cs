using System.Security.Claims;
using Medborgarlofte.Http.Access;

namespace Medborgarlofte.Http;

/// <summary>Who calls, as the access token says.</summary>
public static class Caller
{
    /// <summary>Claim with the code of the party, e.g. police:nykoping.</summary>
    public const string PartyClaim = "party";

    /// <summary>Claim with a role in kebab case, e.g. watch-contact; several are possible.</summary>
    public const string RoleClaim = "role";

    /// <summary>Claim with the SCB code of a municipality in which the caller may work, or * for all; several are possible.</summary>
    public const string MunicipalitiesClaim = "municipalities";

    /// <summary>Stands for every municipality; what concerns the whole installation asks for it.</summary>
    public const string AllMunicipalities = "*";

    private static readonly Dictionary<string, Roles> RolesByCode = new(StringComparer.Ordinal)
    {
        ["operator"] = Access.Roles.Operator,
        ["coordinator"] = Access.Roles.Coordinator,
        ["police"] = Access.Roles.Police,
        ["reporter"] = Access.Roles.Reporter,
        ["watch-contact"] = Access.Roles.WatchContact,
        ["steering"] = Access.Roles.Steering,
        ["resident"] = Access.Roles.Resident,
        ["watch-registrar"] = Access.Roles.WatchRegistrar,
        ["data-protection"] = Access.Roles.DataProtection,
    };

    /// <summary>Code of the calling party, or "anonymous" where nobody has signed in.</summary>
    public static string Party(this ClaimsPrincipal user) => user.FindFirstValue(PartyClaim) ?? "anonymous";

    /// <summary>The caller's roles; a role that is not known here counts for nothing.</summary>
    public static Roles Roles(this ClaimsPrincipal user) =>
        user.FindAll(RoleClaim).Aggregate(Access.Roles.None, (roles, claim) => roles | RolesByCode.GetValueOrDefault(claim.Value));

    /// <summary>Whether the caller holds any of some roles.</summary>
    public static bool IsAnyOf(this ClaimsPrincipal user, Roles roles) => (user.Roles() & roles) != Access.Roles.None;

    /// <summary>Whether the caller may work in a municipality.</summary>
    public static bool WorksIn(this ClaimsPrincipal user, string municipality) =>
        user.HasClaim(claim => claim.Type == MunicipalitiesClaim && (claim.Value == municipality || claim.Value == AllMunicipalities));

    /// <summary>Whether a caller sees only what is its own party's, so that what it does not find may be another's.</summary>
    public static bool SeesOnlyItsOwn(this ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true } && !user.IsAnyOf(Access.Roles.Coordinator | Access.Roles.Police | Access.Roles.Operator);

    /// <summary>
    /// The party whose things alone the caller sees, or null where it sees every party's: what is another's is filtered
    /// out where it is read, so that it cannot be told from what does not exist.
    /// </summary>
    /// <param name="user">The caller.</param>
    /// <param name="seeAll">The roles that see every party's.</param>
    public static string? OnlyParty(this ClaimsPrincipal user, Roles seeAll) => user.IsAnyOf(seeAll) ? null : user.Party();
}
