using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Medborgarlofte.Architecture.Tests;

/// <summary>What docs/operations.md tells an operator is what there is.</summary>
public sealed partial class OperationsTests
{
    private const string Guide = "docs/operations.md";
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public void Every_instrument_stands_in_the_guide_with_its_kind_and_unit_and_no_other_does()
    {
        var there =
            from assembly in Directory.GetFiles(AppContext.BaseDirectory, "Medborgarlofte.*.dll")
            where !assembly.EndsWith(".Tests.dll", StringComparison.Ordinal)
            from type in Assembly.LoadFrom(assembly).GetTypes()
            where !type.ContainsGenericParameters
            from field in type.GetFields(Static)
            where field.FieldType.IsAssignableTo(typeof(Instrument))
            let instrument = (Instrument)field.GetValue(null)!
            select $"{instrument.Name} {instrument.GetType().Name.Split('`')[0].ToLowerInvariant()} {instrument.Unit}";
        var told = Instruments().Matches(Repository.Read(Guide)).Select(row => $"{row.Groups["name"]} {row.Groups["kind"]} {row.Groups["unit"]}");

        Assert.Equal(there.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Images_are_chiseled_run_without_root_and_have_the_names_of_the_guide()
    {
        var programs = Repository.Files("src", "*.csproj").Where(path => path.EndsWith(".Host.csproj", StringComparison.Ordinal) || path.Contains("Standalone", StringComparison.Ordinal)).ToList();
        Assert.Equal(6, programs.Count);

        var images = await Task.WhenAll(programs.Select(PropertiesAsync));

        Assert.All(images, image => Assert.EndsWith("-noble-chiseled-extra", image.BaseImage, StringComparison.Ordinal));
        Assert.All(images, image => Assert.Equal("1654", image.User));
        var guide = Repository.Read(Guide);
        Assert.Contains("runAsUser: 1654", guide, StringComparison.Ordinal);
        var told = guide.Split('\n').Single(line => line.Contains("-t:PublishContainer", StringComparison.Ordinal));
        Assert.All(images, image => Assert.Contains($"`{image.Repository}`", told, StringComparison.Ordinal));
    }

    // As the SDK itself computes them when it publishes an image; nothing is fetched.
    private static async Task<(string BaseImage, string User, string Repository)> PropertiesAsync(string project)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["msbuild", Path.Combine(Repository.Root.FullName, project), "-nodeReuse:false", "-t:ComputeContainerBaseImage", "-getProperty:ContainerBaseImage,ContainerUser,ContainerRepository"])
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

    [GeneratedRegex(@"^\| `(?<name>medborgarlofte\.[a-z_.]+)` \| (?<kind>counter|gauge|histogram), (?<unit>\{?[a-z]+\}?)", RegexOptions.Multiline)]
    private static partial Regex Instruments();
}
