using System.Reflection;

namespace Medborgarlofte.Architecture.Tests;

/// <summary>The code as it lies in the repository and as it was built.</summary>
internal static class Repository
{
    /// <summary>The modules; a new one is one line.</summary>
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

    /// <summary>Files of the repository below a folder, with paths from its root, slashes forward.</summary>
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
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Medborgarlofte.sln lies in no folder above the tests.");
        }

        return folder;
    }
}
