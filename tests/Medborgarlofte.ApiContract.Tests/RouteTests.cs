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
    private const string Municipality = @"/{municipality:regex(^\d{{4}}$)}";

    // The document and its reader page describe the API and are not part of it.
    private static readonly string[] AboutTheApi = [ApiContractEndpoints.DocumentPath, ApiContractEndpoints.ReaderPath];

    // Routes outside the API: pages for the public, their style sheet, and Open311, which has its own document.
    private static readonly string[] PublicPages =
    [
        "/", "/medborgarlofte.css", "/open311/{**rest}", Municipality, Municipality + "/{**rest}",
        Municipality + "/grannsamverkan/{**rest}", Municipality + "/lagesbild/{period}", Municipality + "/prenumerera/{**rest}",
        Municipality + "/rapportera/{**rest}", Municipality + "/uppfoljning/{period}",
    ];

    [Fact]
    public async Task Trust_23_served_routes_equal_the_documented_routes()
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
    public void Gateway_has_a_route_for_every_path_of_the_document()
    {
        var routes = GatewayRoutes().ToList();

        var unreached = CommittedDocument.Read()["paths"]!.AsObject().Select(path => Root + path.Key)
            .Where(path => path != Root + "/api-info" && !routes.Exists(route => IsReachedBy(route, path)));

        Assert.Empty(unreached);
    }

    [Fact]
    public void Gateway_routes_serve_documented_operations_or_public_pages()
    {
        var paths = CommittedDocument.Read()["paths"]!.AsObject().Select(path => Root + path.Key).ToList();

        var undocumented = GatewayRoutes().Where(route => !paths.Exists(path => IsReachedBy(route, path)));

        Assert.Equal(PublicPages.Order(StringComparer.Ordinal), undocumented.Order(StringComparer.Ordinal));
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
