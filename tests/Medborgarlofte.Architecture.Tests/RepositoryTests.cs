using System.Text.Json.Nodes;

namespace Medborgarlofte.Architecture.Tests;

public sealed class RepositoryTests
{
    private const string OnlyWithAspire = "Medborgarlofte.AppHost";

    private static string[] Projects => [.. Repository.Files("", "*.csproj")];

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Medborgarlofte.sln").Replace('\\', '/');

        Assert.All(Projects, project => Assert.Contains($"\"{project}\"", solution));
    }

    [Fact]
    public void Every_project_that_needs_no_Aspire_is_in_the_filtered_solution()
    {
        const string Filter = "Medborgarlofte.NoAspire.slnf";
        if (!Repository.Files("", Filter).Any())
        {
            return;
        }

        var filtered = JsonNode.Parse(Repository.Read(Filter))!["solution"]!["projects"]!.AsArray().Select(project => project!.GetValue<string>().Replace('\\', '/'));

        Assert.Equal(Projects.Where(project => !project.Contains(OnlyWithAspire, StringComparison.Ordinal)).Order(), filtered.Order());
    }

    [Theory]
    [InlineData("#region")]
    [InlineData("TODO")]
    [InlineData("FIXME")]
    public void No_source_file_holds(string unwanted) =>
        Assert.DoesNotContain(Repository.Files("src", "*.cs"), path => Repository.Read(path).Contains(unwanted, StringComparison.Ordinal));
}
