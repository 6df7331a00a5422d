using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Medborgarlofte.Architecture.Tests;

/// <summary>The operations guide describes the instruments and images as they are.</summary>
public sealed partial class OperationsTests
{
    private const string MonitoringGuide = "docs/operations/monitoring.md";
    private const string PublishingGuide = "docs/operations/publishing.md";
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public void Monitoring_guide_lists_every_instrument_with_kind_and_unit()
    {
        var existing =
            from assembly in Directory.GetFiles(AppContext.BaseDirectory, "Medborgarlofte.*.dll")
            where !assembly.EndsWith(".Tests.dll", StringComparison.Ordinal)
            from type in Assembly.LoadFrom(assembly).GetTypes()
            where !type.ContainsGenericParameters
            from field in type.GetFields(Static)
            where field.FieldType.IsAssignableTo(typeof(Instrument))
            let instrument = (Instrument)field.GetValue(null)!
            select $"{instrument.Name} {instrument.GetType().Name.Split('`')[0].ToLowerInvariant()} {instrument.Unit}";
        var documented = Instruments().Matches(Repository.Read(MonitoringGuide))
            .Select(row => $"{row.Groups["name"]} {row.Groups["kind"]} {row.Groups["unit"]}");

        Assert.Equal(existing.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Images_are_chiseled_and_rootless_and_have_the_names_in_the_guide()
    {
        var programs = Repository.Files("src", "*.csproj").Where(path =>
            path.EndsWith(".Host.csproj", StringComparison.Ordinal) || path.Contains("Standalone", StringComparison.Ordinal)).ToList();
        Assert.Equal(6, programs.Count);

        var images = await Task.WhenAll(programs.Select(PropertiesAsync));

        Assert.All(images, image => Assert.EndsWith("-noble-chiseled-extra", image.BaseImage, StringComparison.Ordinal));
        Assert.All(images, image => Assert.Equal("1654", image.User));
        var guide = Repository.Read(PublishingGuide);
        Assert.Contains("runAsUser: 1654", guide, StringComparison.Ordinal);
        var command = guide.Split('\n').Single(line => line.Contains("-t:PublishContainer", StringComparison.Ordinal));
        Assert.All(images, image => Assert.Contains($"`{image.Repository}`", command, StringComparison.Ordinal));
    }

    // Computed by the SDK as when it publishes an image, without downloads.
    private static async Task<(string BaseImage, string User, string Repository)> PropertiesAsync(string project)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "msbuild",
                Path.Combine(Repository.Root.FullName, project),
                "-nodeReuse:false",
                "-t:ComputeContainerBaseImage",
                "-getProperty:ContainerBaseImage,ContainerUser,ContainerRepository",
            ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var build = Process.Start(start)!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        Assert.True(build.ExitCode == 0, output);
        var properties = JsonNode.Parse(output)!["Properties"]!;
        return (Text("ContainerBaseImage"), Text("ContainerUser"), Text("ContainerRepository"));

        string Text(string name) => properties[name]!.GetValue<string>();
    }

    [GeneratedRegex(
        @"^\| `(?<name>medborgarlofte\.[a-z_.]+)` \| (?<kind>counter|gauge|histogram), (?<unit>\{?[a-z]+\}?)", RegexOptions.Multiline)]
    private static partial Regex Instruments();
}
