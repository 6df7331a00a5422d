using Medborgarlofte.Http.Access;

namespace Medborgarlofte.Gateway.Host;

/// <summary>The public entry point: forwards each request unchanged to the service that owns its route. Routes are configuration.</summary>
internal static class GatewayModule
{
    private const string Clusters = "ReverseProxy:Clusters";

    /// <summary>
    /// Adds the reverse proxy with routes and clusters from the section ReverseProxy. An orchestrator can override the address of a service
    /// (services:name:http:0, the convention of .NET's service discovery).
    /// </summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, IConfigurationManager configuration)
    {
        var discovered =
            from cluster in configuration.GetSection(Clusters).GetChildren()
            let address = configuration[$"services:{cluster.Key}:http:0"]
            where !string.IsNullOrEmpty(address)
            select KeyValuePair.Create($"{Clusters}:{cluster.Key}:Destinations:{cluster.Key}:Address", (string?)address);
        configuration.AddInMemoryCollection(discovered.ToList());
        services.AddReverseProxy().LoadFromConfig(configuration.GetSection("ReverseProxy")).AddLoopDetection();
        return services;
    }

    /// <summary>
    /// Maps the forwarded routes. The gateway rejects invalid tokens; the service that owns a route decides whether it requires a token and
    /// which roles.
    /// </summary>
    public static void MapGateway(this WebApplication app)
    {
        app.UseLoopDetection();
        app.UseForwardingErrors();
        app.MapReverseProxy().RequireAuthorization(
            policy => policy.RequireAssertion(context => context.Resource is HttpContext http && !http.PresentsInvalidToken()));
    }
}
