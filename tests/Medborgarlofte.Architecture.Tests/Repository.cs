using System.Reflection;

namespace Medborgarlofte.Architecture.Tests;

/// <summary>The source files in the repository and the built assemblies.</summary>
internal static class Repository
{
    /// <summary>The modules.</summary>
    public static readonly string[] Modules =
    [
        "Medborgarlofte.IncidentIntake",
        "Medborgarlofte.Measures",
        "Medborgarlofte.NeighbourhoodWatch",
        "Medborgarlofte.Reporting",
    ];

    private static readonly string[] NotSource = ["artifacts", "bin", "obj", ".git"];

    public static DirectoryInfo Root { get; } = FindRoot();

    public static TheoryData<string> ModuleNames => [.. Modules];

    public static Assembly Load(string module) => Assembly.Load(module);

    /// <summary>Files of the repository below a folder, with paths from its root, forward slashes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        from file in new DirectoryInfo(Path.Combine(Root.FullName, folder)).EnumerateFiles(pattern, SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root.FullName, file.FullName).Replace('\\', '/')
        where !path.Split('/').Any(NotSource.Contains)
        select path;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root.FullName, path));

    private static DirectoryInfo FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Medborgarlofte.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests contains Medborgarlofte.sln.");
        }

        return folder;
    }
}
