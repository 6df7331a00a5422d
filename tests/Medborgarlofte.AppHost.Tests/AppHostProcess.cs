using System.Diagnostics;

namespace Medborgarlofte.AppHost.Tests;

/// <summary>The AppHost as its own process, as an operator starts it.</summary>
internal static class AppHostProcess
{
    private const string Name = "Medborgarlofte.AppHost";

    /// <summary>Runs the AppHost to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        // artifacts/bin/<this test project>/<configuration> → artifacts/bin/<program>/<configuration>
        var bin = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var assembly = Path.Combine(bin.Parent!.Parent!.FullName, Name, bin.Name, Name + ".dll");
        var start = new ProcessStartInfo(DotNet(), [assembly, .. arguments])
        {
            WorkingDirectory = Path.Combine(Committed.Root, Name),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    // By its path: a test may change PATH.
    private static string DotNet() => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);
}
