namespace Medborgarlofte.Journeys.Tests;

/// <summary>The files of the repository.</summary>
internal static class Repository
{
    /// <summary>Reads a file by its path from the root.</summary>
    public static string Read(string path)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Medborgarlofte.sln")))
        {
            root = root.Parent ?? throw new DirectoryNotFoundException("No folder above the tests contains Medborgarlofte.sln.");
        }

        return File.ReadAllText(Path.Combine(root.FullName, path));
    }
}
