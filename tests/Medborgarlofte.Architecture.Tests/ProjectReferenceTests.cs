using System.Xml.Linq;

namespace Medborgarlofte.Architecture.Tests;

/// <summary>The directions between projects. A new project or reference needs an entry here, and a reason in a decision record.</summary>
public sealed class ProjectReferenceTests
{
    private const string Prefix = "Medborgarlofte.";

    // A project may reference these projects and, through them, theirs.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Contracts"] = [],
        ["Swedish"] = [],
        ["Screening"] = [],
        ["Domain"] = ["Contracts"],
        ["Http"] = ["Screening", "Swedish"],
        ["Persistence"] = ["Http"],
        ["Events"] = ["Contracts", "Persistence"],
        ["ReferenceData"] = ["Events"],
        ["Privacy"] = ["ReferenceData", "Screening"],
        ["Mail"] = ["Privacy"],
        ["IncidentIntake"] = ["Domain", "Privacy"],
        ["Measures"] = ["Domain", "Mail"],
        ["NeighbourhoodWatch"] = ["Domain", "Mail"],
        ["Reporting"] = ["Domain", "Privacy"],
        ["ServiceDefaults"] = ["Http"],
        ["ApiContract"] = ["Http"],
        ["DevelopmentIdentity"] = ["Http"],
        ["Demo"] = [],
        ["Gateway"] = ["Http"],
        ["IncidentIntake.Host"] = ["IncidentIntake", "ServiceDefaults"],
        ["Measures.Host"] = ["Measures", "ServiceDefaults"],
        ["NeighbourhoodWatch.Host"] = ["NeighbourhoodWatch", "ServiceDefaults"],
        ["Reporting.Host"] = ["Reporting", "ServiceDefaults"],
        ["Gateway.Host"] = ["ApiContract", "DevelopmentIdentity", "Gateway", "ServiceDefaults"],
        ["Standalone"] =
        [
            "ApiContract", "Demo", "DevelopmentIdentity", "Gateway", "IncidentIntake", "Measures", "NeighbourhoodWatch", "Reporting",
            "ServiceDefaults",
        ],
        ["AppHost"] =
            ["Demo", "Gateway.Host", "IncidentIntake.Host", "Measures.Host", "NeighbourhoodWatch.Host", "Reporting.Host"],
    };

    public static TheoryData<string> Projects =>
        [.. Repository.Files("", "*.csproj").Where(path => !path.StartsWith("tests/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_references_only_allowed_projects(string path)
    {
        var references = XElement.Parse(Repository.Read(path)).Descendants("ProjectReference")
            .Select(reference => NameOf(reference.Attribute("Include")!.Value));

        Assert.Empty(references.Except(Reachable(NameOf(path))));
    }

    [Fact]
    public void Allowed_references_have_no_cycles() =>
        Assert.All(Allowed.Keys, project => Assert.DoesNotContain(project, Reachable(project)));

    [Fact]
    public void Modules_and_hosts_are_not_platform_references() =>
        Assert.All(
            Repository.Modules.Select(module => module[Prefix.Length..]),
            module => Assert.Equal(
                ["AppHost", module + ".Host", "Standalone"],
                Allowed.Keys.Where(project => Reachable(project).Contains(module)).Order(StringComparer.Ordinal)));

    private static HashSet<string> Reachable(string project)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>(Allowed[project]);
        while (next.TryPop(out var reference))
        {
            if (reached.Add(reference))
            {
                Array.ForEach(Allowed[reference], next.Push);
            }
        }

        return reached;
    }

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))[Prefix.Length..];
}
