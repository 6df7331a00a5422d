using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Medborgarlofte.AppHost.Tests;

/// <summary>deploy/compose names what the AppHost's manifest names.</summary>
public sealed partial class ComposeTests
{
    private const string Folder = "deploy/compose/";

    // It has no default, but a mail server may need no password.
    private const string OptionalSecret = "smtp-password";

    private static readonly JsonElement Manifest =
        JsonElement.Parse(Committed.Read(Committed.Snapshot("manifest.json"))).GetProperty("resources");

    private static readonly Dictionary<string, object?> Compose = ReadCompose();

    // The dashboard is Compose's own; under Aspire it belongs to the AppHost.
    private static readonly Dictionary<string, Dictionary<string, object?>> Services =
        Map(Compose["services"]).Where(service => service.Key != "dashboard")
            .ToDictionary(service => service.Key, service => Map(service.Value));

    public static TheoryData<string> Names =>
        [.. Manifest.EnumerateObject().Where(resource => IsService(resource.Value)).Select(resource => resource.Name)];

    [Fact]
    public void Services_are_those_of_the_manifest() =>
        Assert.Equal(Names.Select(name => name.Data).Order(StringComparer.Ordinal), Services.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Image_is_that_of_the_manifest(string name)
    {
        var resource = Manifest.GetProperty(name);
        var image = Text(Services[name]["image"]);
        if (resource.TryGetProperty("image", out var expected))
        {
            Assert.Equal(expected.GetString(), image);
            return;
        }

        // The name of the image is that of its project in lower case (Directory.Build.props), its tag the version.
        var project = Path.GetFileNameWithoutExtension(resource.GetProperty("path").GetString()!);
        var program = project.Replace("Medborgarlofte.", "", StringComparison.Ordinal).Replace(".Host", "", StringComparison.Ordinal);
        var version = VersionElement().Match(Committed.Read("Directory.Build.props")).Groups["version"].Value;
        Assert.Equal($"${{IMAGE_REGISTRY:-}}medborgarlofte/{program.ToLowerInvariant()}:${{IMAGE_TAG:-{version}}}", image);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Settings_and_secrets_are_those_of_the_manifest(string name)
    {
        var expected = Manifest.GetProperty(name).GetProperty("env").EnumerateObject()
            .Where(variable => !IsTelemetry(variable.Name))
            .Select(variable => $"{variable.Name}={Resolve(variable.Value.GetString()!)}");
        var actual = Map(Services[name]["environment"])
            .Where(variable => !IsTelemetry(variable.Key))
            .Select(variable => $"{variable.Key}={variable.Value}");

        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Volumes_are_those_of_the_manifest(string name)
    {
        var expected = Manifest.GetProperty(name).TryGetProperty("volumes", out var volumes)
            ? volumes.EnumerateArray().Select(volume => $"{volume.GetProperty("name")}:{volume.GetProperty("target")}").ToList()
            : [];
        var actual = List(Services[name].GetValueOrDefault("volumes"));

        Assert.Equal(expected, actual);
        Assert.All(actual, volume => Assert.Contains(volume.Split(':')[0], Map(Compose["volumes"]).Keys));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_external_endpoints_are_published(string name)
    {
        var expected =
            from binding in Manifest.GetProperty(name).GetProperty("bindings").EnumerateObject()
            where binding.Value.TryGetProperty("external", out var external) && external.GetBoolean()
            select TargetPort(name, binding.Name);

        // The address of the host and its port come before the port of the container.
        var actual = List(Services[name].GetValueOrDefault("ports")).Select(port => port[(port.LastIndexOf(':') + 1)..]);

        Assert.Equal(expected.Distinct(), actual);
    }

    [Fact]
    public void Published_ports_listen_on_the_loopback_by_default()
    {
        var ports = Map(Compose["services"]).Values.SelectMany(service => List(Map(service).GetValueOrDefault("ports"))).ToList();

        Assert.Equal(2, ports.Count);
        Assert.All(ports, port => Assert.Matches(@"^(127\.0\.0\.1|\$\{GATEWAY_ADDRESS:-127\.0\.0\.1\}):", port));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Container_is_hardened_and_restarted(string name)
    {
        var service = Services[name];

        Assert.Equal("unless-stopped", Text(service["restart"]));
        Assert.DoesNotContain(Text(service["user"]).Split(':')[0], new[] { "0", "root" });
        Assert.Equal(["ALL"], List(service["cap_drop"]));
        Assert.Equal(["no-new-privileges:true"], List(service["security_opt"]));
        Assert.Equal(name is "rabbitmq" or "sql", service.ContainsKey("healthcheck"));
        Assert.Equal(name is not ("rabbitmq" or "sql"), service.GetValueOrDefault("read_only") is "true");
    }

    [Fact]
    public void Example_environment_has_every_variable_with_its_default_and_no_secret()
    {
        var used = Variables().Matches(Committed.Read(Folder + "compose.yaml"))
            .Select(match => $"{match.Groups["name"].Value}={match.Groups["default"].Value}").Append("COMPOSE_PROFILES=");
        var example = Committed.Read(Folder + ".env.example").Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();

        Assert.Equal(used.Distinct().Order(StringComparer.Ordinal), example.Order(StringComparer.Ordinal));
        var secrets = Manifest.EnumerateObject().Where(resource => IsSecret(resource.Value)).Select(secret => VariableOf(secret.Name));
        Assert.All(secrets, secret => Assert.Contains(secret + "=", example));
    }

    private static bool IsService(JsonElement resource) =>
        resource.GetProperty("type").GetString() is { } type
        && (type.StartsWith("project.", StringComparison.Ordinal) || type.StartsWith("container.", StringComparison.Ordinal));

    private static bool IsSecret(JsonElement resource) =>
        resource.TryGetProperty("inputs", out var inputs)
        && inputs.GetProperty("value").TryGetProperty("secret", out var secret)
        && secret.GetBoolean();

    // Set by whatever runs the manifest.
    private static bool IsTelemetry(string variable) => variable.StartsWith("OTEL_", StringComparison.Ordinal);

    // Replaces {resource.property} by the value in Compose.
    private static string Resolve(string value) => Placeholders().Replace(value, match =>
    {
        var parts = match.Groups["path"].Value.Split('.');
        var (name, resource) = (parts[0], Manifest.GetProperty(parts[0]));
        return parts[1..] switch
        {
            // Compose cannot encode; .env.example demands letters and digits.
            ["value"] when resource.GetProperty("type").GetString() is "annotated.string" =>
                Resolve(resource.GetProperty("value").GetString()!),
            ["value"] => Variable(name, resource),
            ["connectionString"] => Resolve(resource.GetProperty("connectionString").GetString()!),
            ["bindings", _, "host"] => name,
            ["bindings", var binding, "port" or "targetPort"] => TargetPort(name, binding),
            ["bindings", var binding, "url"] => $"http://{name}:{TargetPort(name, binding)}",
            _ => throw new InvalidOperationException(match.Value),
        };
    });

    private static string TargetPort(string name, string binding) =>
        Manifest.GetProperty(name).GetProperty("bindings").GetProperty(binding).TryGetProperty("targetPort", out var port)
            ? port.GetRawText()
            : "8080";

    private static string Variable(string name, JsonElement parameter)
    {
        var hasDefault = parameter.GetProperty("inputs").GetProperty("value").TryGetProperty("default", out var preset)
            && preset.TryGetProperty("value", out preset);
        return (hasDefault, name) switch
        {
            (true, _) => $"${{{VariableOf(name)}:-{preset.GetString()}}}",
            (false, OptionalSecret) => $"${{{VariableOf(name)}:-}}",
            _ => $"${{{VariableOf(name)}:?}}",
        };
    }

    private static string VariableOf(string parameter) => parameter.Replace('-', '_').ToUpperInvariant();

    private static Dictionary<string, object?> ReadCompose()
    {
        using var reader = new StringReader(Committed.Read(Folder + "compose.yaml"));
        return Map(new DeserializerBuilder().Build().Deserialize(new MergingParser(new Parser(reader))));
    }

    private static Dictionary<string, object?> Map(object? node) =>
        ((Dictionary<object, object?>)node!).ToDictionary(entry => Text(entry.Key), entry => entry.Value);

    private static List<string> List(object? node) => node is List<object?> items ? [.. items.Select(Text)] : [];

    private static string Text(object? node) => (string)node!;

    [GeneratedRegex("<Version>(?<version>[^<]+)</Version>")]
    private static partial Regex VersionElement();

    [GeneratedRegex(@"\{(?<path>[\w-]+\.[\w.-]+)\}")]
    private static partial Regex Placeholders();

    [GeneratedRegex(@"(?<!\$)\$\{(?<name>[A-Z_]+)(:\?|:-(?<default>[^}]*))\}")]
    private static partial Regex Variables();
}
