using System.Globalization;
using System.Text;
using System.Text.Json;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Benchmarks;

/// <summary>Measures rows per second and peak memory of a large import into Standalone, with relay and Reporting running.</summary>
internal static class ImportBenchmark
{
    private const int Rows = 200_000;
    private const string Municipality = ApiClient.Root + "/0481";

    public static async Task RunAsync()
    {
        var directory = Directory.CreateTempSubdirectory("medborgarlofte-benchmark-").FullName;
        try
        {
            await using var standalone = new HostProcess("Medborgarlofte.Standalone", directory);
            await standalone.StartAsync();
            await standalone.Client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
            await standalone.Client.PostJsonAsync(Municipality + "/areas", new { code = "centrum", name = "Centrum" });
            await Eventually.TrueAsync(
                async () => (await standalone.Client.GetJsonAsync(Municipality + "/situational-pictures/2021"))
                    .Items("byArea") is not null,
                "Reporting to know the municipality");

            var import = await standalone.Client.PostFileAsync(Municipality + "/incident-imports?source=benchmark", "text/csv", File());
            var address = Municipality + "/incident-imports/" + import.Text("id");
            var done = await Eventually.ValueAsync<JsonElement>(
                async () => await standalone.Client.GetJsonAsync(address) is var now && now.Text("status") == "completed" ? now : null,
                "the import");
            var peak = standalone.PeakMegabytes();
            await Eventually.TrueAsync(
                async () => (await standalone.Client.GetJsonAsync(Municipality + "/situational-pictures/2021"))
                    .GetProperty("total").NumberOrNull("count") == Rows,
                "the picture to contain all rows");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Import of {Rows} rows into Standalone: {done.GetProperty("rowsPerSecond").GetDouble():0} rows/s (target: 10,000), "
                + $"peak memory {peak} MB, {standalone.PeakMegabytes()} MB when the picture contains all rows (target: below 400)"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string File()
    {
        var file = new StringBuilder("external_id;category;area;occurred_from;reported_at;forms\n");
        for (var row = 1; row <= Rows; row++)
        {
            var day = new DateOnly(2021, 1, 1).AddDays(row % 350).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            file.Append(CultureInfo.InvariantCulture, $"b-{row};criminal-damage;centrum;{day} 20:00;{day} 22:30;graffiti\n");
        }

        return file.ToString();
    }
}
