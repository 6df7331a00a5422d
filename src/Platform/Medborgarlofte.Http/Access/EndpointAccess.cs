namespace Medborgarlofte.Http.Access;

/// <summary>Who may call an endpoint.</summary>
/// <param name="Roles">The roles that may call it in the municipalities that their token names.</param>
/// <param name="IsPublic">Whether anybody may call it, signed in or not.</param>
public sealed record EndpointAccess(Roles Roles, bool IsPublic = false);

/// <summary>
/// Declares where a route is mapped who may call it. An endpoint without a declaration is denied to everybody. Which incidents,
/// measures and groups a caller sees is decided where they are read.
/// </summary>
public static class EndpointAccessExtensions
{
    /// <summary>Admits callers with any of some roles, in the municipalities that their token names.</summary>
    public static TBuilder RequireRoles<TBuilder>(this TBuilder endpoint, Roles roles)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new EndpointAccess(roles));

    /// <summary>Admits everybody, signed in or not. A token that is presented must be valid all the same.</summary>
    public static TBuilder AllowEveryone<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new EndpointAccess(Roles.SignedIn, IsPublic: true));
}
