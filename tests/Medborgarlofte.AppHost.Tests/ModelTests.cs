using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Medborgarlofte.AppHost.Tests;

public sealed class ModelTests
{
    /// <summary>Resources with their images, endpoints, relationships, waits, health checks, volumes and commands.</summary>
    [Theory]
    [InlineData("containers.txt", true)]
    [InlineData("processes.txt", false)]
    public async Task Resources_match_the_committed_description(string name, bool containers)
    {
        var data = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Medborgarlofte_AppHost>(
            [$"--Medborgarlofte:Containers={containers}", "--Medborgarlofte:Data=" + data], TestContext.Current.CancellationToken);
        var lines = builder.Resources.OrderBy(resource => resource.Name, StringComparer.Ordinal).SelectMany(Describe);
        Directory.Delete(data, recursive: true);

        Committed.Matches(name, string.Concat(lines.Select(line => line + "\n")));
    }

    [Fact]
    public async Task Every_host_is_a_resource()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Medborgarlofte_AppHost>(
            TestContext.Current.CancellationToken);
        var hosts = Directory.GetFiles(Path.Combine(Committed.Root, "src"), "*.Host.csproj", SearchOption.AllDirectories);

        Assert.Equal(
            hosts.Order(StringComparer.Ordinal),
            builder.Resources.OfType<ProjectResource>().Select(project => project.GetProjectMetadata().ProjectPath)
                .Order(StringComparer.Ordinal));
    }

    /// <summary>A profile without TLS needs an explicit setting.</summary>
    [Theory]
    [InlineData("http", "http:", "true")]
    [InlineData("https", "https:", null)]
    public void Launch_profile_is_complete(string name, string scheme, string? unsecured)
    {
        var settings = JsonNode.Parse(Committed.Read("Medborgarlofte.AppHost/Properties/launchSettings.json"))!;
        var profile = settings["profiles"]![name]!;
        var environment = profile["environmentVariables"]!;

        Assert.StartsWith(scheme, (string)profile["applicationUrl"]!, StringComparison.Ordinal);
        foreach (var address in new[] { "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL" })
        {
            Assert.StartsWith(scheme, (string)environment[address]!, StringComparison.Ordinal);
        }

        Assert.Equal(unsecured, (string?)environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"]);
        Assert.Equal("Development", (string?)environment["DOTNET_ENVIRONMENT"]);
    }

    private static IEnumerable<string> Describe(IResource resource) =>
    [
        $"{resource.Name}: {resource.GetType().Name}{(resource is ParameterResource { Secret: true } ? " secret" : "")}",
        .. resource.Annotations.Select(Describe).OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(line => "  " + line),
    ];

    private static string? Describe(IResourceAnnotation annotation) => annotation switch
    {
        ContainerImageAnnotation image => $"image {image.Registry}/{image.Image}:{image.Tag}",
        ContainerLifetimeAnnotation lifetime => $"lifetime {lifetime.Lifetime}",
        ContainerMountAnnotation mount => $"{mount.Type} {mount.Source} at {mount.Target}",
        EndpointAnnotation endpoint =>
            $"endpoint {endpoint.Name} {endpoint.UriScheme} port {endpoint.Port} target {endpoint.TargetPort} "
            + $"external {endpoint.IsExternal}",
        HealthCheckAnnotation check => $"health check {check.Key}",
        ReplicaAnnotation replicas => $"replicas {replicas.Replicas}",
        ResourceCommandAnnotation { IsHighlighted: true } command => $"command {command.Name}: {command.DisplayName}",
        ResourceRelationshipAnnotation relationship => $"{relationship.Type} {relationship.Resource.Name}",
        WaitAnnotation wait => $"wait {wait.WaitType} {wait.Resource.Name}",
        _ => null,
    };
}
