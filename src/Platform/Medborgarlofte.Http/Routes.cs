using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.Http;

/// <summary>The common root of the public API's routes.</summary>
public static class Routes
{
    /// <summary>The group of everything that belongs to a municipality; its SCB code is the route value "municipality".</summary>
    public static RouteGroupBuilder MapMunicipality(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/v1/municipalities/{municipality}");
}
