using Medborgarlofte.Http.Access;
using Medborgarlofte.TestSupport;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Architecture.Tests;

/// <summary>
/// Compares the committed access matrix with the endpoints in the running app, so that every change of access is reviewed.
/// </summary>
public sealed class AccessMatrixTests(WholeApp app)
{
    private const string Update = "UPDATE_ACCESS_MATRIX";

    [Fact]
    public void Trust_15_access_matrix_equals_the_mapped_endpoints()
    {
        var lines =
            from endpoint in Endpoints()
            let access = endpoint.Metadata.GetMetadata<EndpointAccess>()!
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
            where method != "HEAD"
            orderby Route(endpoint), method
            select AccessMatrix.Line(method, Route(endpoint), endpoint.Metadata.GetMetadata<EndpointNameMetadata>()?.EndpointName, access);
        var text = string.Join('\n', lines) + "\n";
        var path = Path.Combine(Repository.Root.FullName, AccessMatrix.Path);
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 })
        {
            File.WriteAllText(path, text);
        }

        var committed = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.True(
            committed == text,
            $"Access has changed. If the change is intended, run this test with {Update}=1, review the difference in {AccessMatrix.Path} "
            + "and commit it. "
            + $"Changed: {string.Join("; ", text.Split('\n').Except(committed.Split('\n')))}");
    }

    [Fact]
    public void Trust_15_every_endpoint_declares_its_roles() => Assert.All(
        Endpoints(),
        endpoint => Assert.True(endpoint.Metadata.GetMetadata<EndpointAccess>() is { Roles: not Roles.None }, Route(endpoint)));

    // An endpoint that allows anonymous access is a health probe or an asset of the API reader page.
    private IEnumerable<RouteEndpoint> Endpoints() =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null);

    private static string Route(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');
}
