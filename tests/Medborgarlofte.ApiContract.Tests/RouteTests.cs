using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.ApiContract.Tests;

/// <summary>Trust check 23: Standalone and the gateway serve exactly the documented routes.</summary>
[Collection(ContractApp.OneAtATime)]
public sealed partial class RouteTests
{
    private const string Root = "/api/v1";

    // The document and its reader page describe the API and are not part of it.
    private static readonly string[] AboutTheApi = [ApiContractEndpoints.DocumentPath, ApiContractEndpoints.ReaderPath];

    // Routes that the gateway has for planned resources.
    private static readonly string[] Awaited = ["effect-evaluations"];

    [Fact]
    public async Task Trust_23_every_route_served_is_in_the_document_and_every_route_in_it_is_served()
    {
        await using var app = await ContractApp.StartAsync();
        var served =
            from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let path = "/" + Constraint().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "}")
            where path.StartsWith("/api", StringComparison.Ordinal)
                && !AboutTheApi.Any(about => path.StartsWith(about, StringComparison.Ordinal))
            from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"]
            select $"{method} {path}";

        var documented = CommittedDocument.Operations(CommittedDocument.Read())
            .Select(operation => $"{operation.Method} {Root}{operation.Path}");

        Assert.Equal(documented.Order(StringComparer.Ordinal), served.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_gateway_has_a_route_for_every_path_of_the_document()
    {
        var routes = GatewayRoutes().ToList();

        var unreached = CommittedDocument.Read()["paths"]!.AsObject().Select(path => Root + path.Key)
            .Where(path => path != Root + "/api-info" && !routes.Exists(route => IsReachedBy(route, path)));

        Assert.Empty(unreached);
    }

    [Fact]
    public void Gateway_has_no_undocumented_route()
    {
        var paths = CommittedDocument.Read()["paths"]!.AsObject().Select(path => Root + path.Key).ToList();

        var unknown = GatewayRoutes()
            .Where(route => route.StartsWith(Root, StringComparison.Ordinal) && !paths.Exists(path => IsReachedBy(route, path)));

        Assert.Equal(Awaited.Select(resource => $"{Root}/municipalities/{{municipality}}/{resource}/{{**rest}}").Order(), unknown.Order());
    }

    private static bool IsReachedBy(string route, string path) => route.EndsWith("/{**rest}", StringComparison.Ordinal)
        ? path == route[..^"/{**rest}".Length] || path.StartsWith(route[..^"{**rest}".Length], StringComparison.Ordinal)
        : path == route;

    private static IEnumerable<string> GatewayRoutes() =>
        JsonNode.Parse(File.ReadAllText(CommittedDocument.InRepository("src/Gateway/Medborgarlofte.Gateway.Host/appsettings.json")))!
            ["ReverseProxy"]!["Routes"]!.AsObject().Select(route => (string)route.Value!["Match"]!["Path"]!);

    [GeneratedRegex(@":[^}]*\}")]
    private static partial Regex Constraint();
}
