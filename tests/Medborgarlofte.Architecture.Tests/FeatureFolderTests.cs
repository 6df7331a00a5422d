namespace Medborgarlofte.Architecture.Tests;

/// <summary>The folders of a module: one for each feature, with dependencies in one direction.</summary>
public sealed class FeatureFolderTests
{
    public static TheoryData<string> Modules => Repository.ModuleNames;

    [Theory]
    [MemberData(nameof(Modules))]
    public void Feature_folders_of_a_module_have_no_cycles(string module)
    {
        var cycle = FeatureDependencies.Of(module).ShortestCycle();

        Assert.True(cycle is [], $"{module}: " + string.Join(", ", cycle));
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Root_folder_of_a_module_contains_only_the_module_class(string module)
    {
        var folder = $"src/{module.Split('.')[1]}/{module}/";
        var files = Repository.Files(folder, "*.*")
            .Select(path => path[folder.Length..])
            .Where(path => !path.Contains('/', StringComparison.Ordinal) && !path.EndsWith(".csproj", StringComparison.Ordinal));

        Assert.Equal([module.Split('.')[1] + "Module.cs"], files);
    }

    [Fact]
    public void Shortest_cycle_is_found_with_its_types()
    {
        var dependencies = new FeatureDependencies();
        dependencies.Add("A", "B", "A.One → B.One");
        dependencies.Add("B", "C", "B.One → C.One");
        dependencies.Add("C", "A", "C.One → A.Two");
        dependencies.Add("C", "B", "C.Two → B.Two");

        Assert.Equal(["B.One → C.One", "C.Two → B.Two"], dependencies.ShortestCycle());
    }
}
