using System.Globalization;
using System.Text;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Faults.Tests;

/// <summary>Imports a file that is far larger than the importer's buffers.</summary>
public sealed class LargeImportTests
{
    private const string Municipality = ApiClient.Root + "/0481";
    private const int Rows = 200_000;
    private const int MaxMegabytes = 400;

    [Fact]
    [Trait("Category", "Soak")]
    public async Task Import_of_200000_rows_keeps_memory_low_and_shows_progress()
    {
        await using var installation = await StandaloneInstallation.StartAsync();
        var client = installation.Client;
        await client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
        await client.PostJsonAsync(Municipality + "/areas", new { code = "centrum", name = "Centrum" });
        var file = new StringBuilder("external_id;category;area;occurred_from;reported_at\n");
        for (var row = 1; row <= Rows; row++)
        {
            file.Append(CultureInfo.InvariantCulture, $"l-{row};littering;centrum;2021-01-{1 + (row % 28):00};2021-02-01\n");
        }

        var import = await client.PostFileAsync(Municipality + "/incident-imports?source=large", "text/csv", file.ToString());
        var seen = new HashSet<int>();
        var address = Municipality + "/incident-imports/" + import.Text("id");
        await Eventually.ReachesAsync(
            Rows,
            async () =>
            {
                var read = (await client.GetJsonAsync(address)).Number("rowsRead");
                seen.Add(read);
                return read;
            },
            "rows read");
        await Eventually.TrueAsync(
            async () => (await client.GetJsonAsync(address)).Text("status") == "completed", "the import to be complete");
        await Eventually.ReachesAsync(
            Rows, async () => (await client.GetJsonAsync(Municipality + "/situational-pictures/2021")).GetProperty("total")
                .NumberOrNull("count") ?? 0, "rows in the picture");

        Assert.Contains(seen, rows => rows is > 0 and < Rows);
        Assert.Contains(Rows, seen);
        Assert.InRange(installation.Processes["standalone"].PeakMegabytes(), 1, MaxMegabytes);
    }
}
