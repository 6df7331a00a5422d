namespace Medborgarlofte.Measures.Requests;

/// <summary>The role in which a caller acts.</summary>
internal static class CallerRoles
{
    /// <summary>The first of the allowed roles that the caller has, or null.</summary>
    public static Roles? Acting(this ClaimsPrincipal caller, Roles allowed) =>
        new Roles?[] { Roles.Coordinator, Roles.Police, Roles.Steering, Roles.Reporter }
            .FirstOrDefault(role => caller.IsAnyOf(allowed & role!.Value));
}
