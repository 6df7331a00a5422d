namespace Medborgarlofte.Measures.Requests;

/// <summary>The role in which a caller acts.</summary>
internal static class CallerRoles
{
    /// <summary>The first of the allowed roles that the caller has, or null.</summary>
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
}
