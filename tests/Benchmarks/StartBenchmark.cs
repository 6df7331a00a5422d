using System.Diagnostics;
using System.Globalization;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Benchmarks;

/// <summary>Measures the time from process start to the first response of Standalone's start page, with and without data.</summary>
internal static class StartBenchmark
{
    public static async Task RunAsync()
    {
        var directory = Directory.CreateTempSubdirectory("medborgarlofte-benchmark-").FullName;
        try
        {
            await using var standalone = new HostProcess("Medborgarlofte.Standalone", directory);
            foreach (var time in new[] { "first start, empty directory", "start with data" })
            {
                var clock = Stopwatch.StartNew();
                await standalone.StartAsync();
                using var page = await standalone.Client.GetAsync(new Uri("/", UriKind.Relative));
                page.EnsureSuccessStatusCode();
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Standalone answers after {clock.Elapsed.TotalSeconds:0.0} s ({time}; target: 3 s)"));
                await standalone.StopAsync();
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
