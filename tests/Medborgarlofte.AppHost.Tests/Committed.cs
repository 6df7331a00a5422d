namespace Medborgarlofte.AppHost.Tests;

/// <summary>Files of the repository, some of which are generated from the AppHost.</summary>
internal static class Committed
{
    private const string Update = "UPDATE_APPHOST";

    public static string Root { get; } = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The path of a generated file from the root.</summary>
    public static string Snapshot(string name) => "tests/Medborgarlofte.AppHost.Tests/Snapshots/" + name;

    /// <summary>Compares a text with a generated file, and writes the file first if UPDATE_APPHOST is 1.</summary>
    public static void Matches(string name, string text)
    {
        var path = Path.Combine(Root, Snapshot(name));
        if (Environment.GetEnvironmentVariable(Update) is "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.True(
            File.Exists(path) && text == File.ReadAllText(path),
            $"{Snapshot(name)} does not match the AppHost. Regenerate it with {Update}=1 and review the difference. It became:\n{text}");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Medborgarlofte.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests contains Medborgarlofte.sln.");
        }

        return folder.FullName;
    }
}
