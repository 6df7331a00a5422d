using Medborgarlofte.Http.Access;

namespace Medborgarlofte.Gateway.Host;

/// <summary>The only door: forwards each address to the service that owns it, unchanged. Routes are configuration.</summary>
internal static class GatewayModule
{
    private const string Clusters = "ReverseProxy:Clusters";

    /// <summary>
    /// Adds the reverse proxy with routes and clusters from the section ReverseProxy. Where an orchestrator tells a
    /// service's address (services:name:http:0, the convention of .NET's service discovery), that address is used.
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
    /// Maps the forwarded routes. A token that does not hold goes no further; whether one is needed, and which role, the
    /// service says that owns the operation.
    /// </summary>
    public static void MapGateway(this WebApplication app)
    {
        app.UseLoopDetection();
        app.UseForwardingErrors();
        app.MapReverseProxy().RequireAuthorization(
            policy => policy.RequireAssertion(context => context.Resource is HttpContext http && !http.PresentsInvalidToken()));
    }
}
