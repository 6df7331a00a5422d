using System.Security.Claims;

namespace Medborgarlofte.Web;

/// <summary>Who calls.</summary>
public static class Caller
{
    /// <summary>Code of the calling party from its token, or "anonymous" where nobody has signed in.</summary>
    public static string Party(this ClaimsPrincipal user) => user.FindFirstValue("party") ?? "anonymous";
}
