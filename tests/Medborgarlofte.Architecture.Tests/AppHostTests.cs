using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Medborgarlofte.Architecture.Tests;

/// <summary>Checks of the AppHost that do not need the Aspire packages: mistakes that would break its build or start.</summary>
public sealed partial class AppHostTests
{
    private const string AppHost = "Medborgarlofte.AppHost";

    private static readonly string Source = string.Concat(Repository.Files(AppHost, "*.cs").Select(Repository.Read));
    private static readonly XElement Project = XElement.Parse(Repository.Read($"{AppHost}/{AppHost}.csproj"));

    [Fact]
    public void Aspire_packages_have_the_version_of_the_SDK()
    {
        var sdk = Project.Attribute("Sdk")!.Value.Split('/');
        var packages = XElement.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Where(package => package.Attribute("Include")!.Value.StartsWith("Aspire.", StringComparison.Ordinal))
            .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);

        Assert.Equal("Aspire.AppHost.Sdk", sdk[0]);
        Assert.Equal(
            Project.Descendants("PackageReference").Select(package => package.Attribute("Include")!.Value).Order(), packages.Keys.Order());
        Assert.All(packages.Values, version => Assert.Equal(sdk[1], version));
        Assert.DoesNotContain("Aspire.Hosting.AppHost", packages.Keys);
    }

    [Fact]
    public void Every_host_is_a_resource_and_only_the_gateway_is_external()
    {
        var hosts = Repository.Files("src", "*.Host.csproj").Select(path => Path.GetFileNameWithoutExtension(path).Replace('.', '_'))
            .Order().ToList();
        var resources = Resources().Matches(Source).Select(match => match.Groups["project"].Value).ToList();

        Assert.Equal(5, hosts.Count);
        Assert.Equal(hosts, resources.Order());
        Assert.Equal(
            hosts,
            Project.Descendants("ProjectReference").Where(reference => reference.Attribute("IsAspireProjectResource") is null)
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value).Replace('.', '_')).Order());

        // Only the statement itself: the method that adds the services follows the gateway.
        var open = Assert.Single(Source.Split(';'), statement => statement.Contains("WithExternalHttpEndpoints", StringComparison.Ordinal));
        Assert.Equal(["Medborgarlofte_Gateway_Host"], Resources().Matches(open).Select(match => match.Groups["project"].Value));
    }

    /// <summary>A profile without TLS needs an explicit setting.</summary>
    [Theory]
    [InlineData("http", "http:", "true")]
    [InlineData("https", "https:", null)]
    public void Launch_profile_is_complete(string name, string scheme, string? unsecured)
    {
        var profile = JsonNode.Parse(Repository.Read(AppHost + "/Properties/launchSettings.json"))!["profiles"]![name]!;
        var environment = profile["environmentVariables"]!;

        Assert.StartsWith(scheme, (string)profile["applicationUrl"]!, StringComparison.Ordinal);
        foreach (var address in new[] { "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL" })
        {
            Assert.StartsWith(scheme, (string)environment[address]!, StringComparison.Ordinal);
        }

        Assert.Equal(unsecured, (string?)environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"]);
        Assert.Equal("Development", (string?)environment["DOTNET_ENVIRONMENT"]);
    }

    /// <summary>Publishing renames connection strings with a hyphen.</summary>
    [Fact]
    public void Connection_names_have_no_hyphen()
    {
        var names = Connections().Matches(Source).Select(match => match.Groups["name"].Value).ToList();

        Assert.Empty(new[] { "database", "rabbitmq", "intakedb", "measuresdb", "watchdb", "reportingdb" }.Except(names));
        Assert.All(names, name => Assert.Matches("^[a-z]+$", name));
    }

    [GeneratedRegex(@"Projects\.(?<project>\w+)>")]
    private static partial Regex Resources();

    [GeneratedRegex("""(?<=connectionName: |AddConnectionString\(|AddService<Projects\.\w+>\("[\w-]+", )"(?<name>[^"]+)""")]
    private static partial Regex Connections();
}
