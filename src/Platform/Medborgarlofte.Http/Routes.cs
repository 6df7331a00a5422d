namespace Medborgarlofte.Http;

/// <summary>The routes of the public API.</summary>
public static class Routes
{
    /// <summary>Maps the group of a municipality's routes; the route value "municipality" is its SCB code.</summary>
    public static RouteGroupBuilder MapMunicipality(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/v1/municipalities/{municipality}");
}
