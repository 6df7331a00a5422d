using System.Net.Http.Json;
using Medborgarlofte.TestSupport;
using Microsoft.Data.Sqlite;

namespace Medborgarlofte.Faults.Tests;

/// <summary>Services that start for the first time after events have been published.</summary>
public sealed class LateStartTests(RabbitNode rabbit)
{
    private const string Municipality = ApiClient.Root + "/0481";

    private static readonly Dictionary<string, string> Late = new()
    {
        ["measures"] = "/promises",
        ["neighbourhood-watch"] = "/watch-groups",
        ["reporting"] = "/follow-ups",
    };

    [Fact]
    public async Task Services_that_start_last_receive_earlier_events()
    {
        await using var installation = await DistributedInstallation.StartAsync(rabbit, without: [.. Late.Keys]);
        var client = installation.Client;
        await client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
        await client.RegisterPartiesAsync(Municipality, "police:nykoping");
        await Eventually.TrueAsync(
            async () => (await installation.Processes["incident-intake"].Client.GetJsonAsync(Municipality + "/categories"))
                .Number("total") > 0, "the categories");

        foreach (var (service, path) in Late)
        {
            await installation.Processes[service].StartAsync();
            await Eventually.TrueAsync(
                async () =>
                {
                    using var answer = await client.GetAsync(new Uri(Municipality + path, UriKind.Relative));
                    return answer.IsSuccessStatusCode;
                },
                $"{service} to know the municipality");
        }
    }

    [Fact]
    public async Task Receipts_show_measures_decided_before_the_copy_tables_existed()
    {
        await using var installation = await StandaloneInstallation.StartAsync();
        var (client, process) = (installation.Client, installation.Processes["standalone"]);
        await client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
        await client.RegisterPartiesAsync(Municipality, "police:nykoping");
        await client.PostJsonAsync(Municipality + "/areas", new { code = "ramdal", name = "Ramdal" });
        var promise = await client.PostWhenKnownAsync(
            Municipality + "/promises",
            new
            {
                title = "Löfte",
                goal = "Trygghet",
                firstDay = "2021-01-01",
                lastDay = "2021-12-31",
                owners = new[] { "police:nykoping", "municipality:0481" },
            });
        await client.AdoptAsync(Municipality, promise.Text("id"));
        var place = await client.PostWhenKnownAsync(
            Municipality + "/problem-areas",
            new { promiseId = promise.Text("id"), kind = "place", name = "Ramdal", areas = new[] { "ramdal" } });
        await client.PostJsonAsync(
            Municipality + "/measures",
            new
            {
                problemAreaIds = new[] { place.Text("id") },
                title = "Fler papperskorgar",
                ownerParty = "municipality:0481",
                horizon = "shortTerm",
                status = "planned",
                plannedMonth = "2021-06",
            });
        var report = await client.PostJsonAsync(
            Municipality + "/public-reports", new
            {
                category = "littering", area = "ramdal", occurredFrom = "2021-04-02T10:00:00Z", description = "Sopor vid badet",
            });
        var incident = (await client.GetJsonAsync(Municipality + "/incidents?status=quarantined")).Items("items").Single().Text("id");
        using var verify = new HttpRequestMessage(HttpMethod.Post, $"{Municipality}/incidents/{incident}/status-changes")
        {
            Content = JsonContent.Create(new { to = "verified", note = "Sett på plats" }),
        };
        verify.Headers.TryAddWithoutValidation("If-Match", "*");
        using var verified = await client.SendAsync(verify);
        Assert.True(verified.IsSuccessStatusCode);
        await Eventually.TrueAsync(async () => await OutcomesAsync() is ["Fler papperskorgar"], "the measure in the report's status");

        // An upgraded installation has measures, but its new copy tables are still empty.
        await process.StopAsync();
        await DeleteCopiesAsync(installation.DatabaseDirectory);
        await process.StartAsync();

        await Eventually.TrueAsync(async () => await OutcomesAsync() is ["Fler papperskorgar"], "the measure in the status again");

        async Task<string[]> OutcomesAsync() =>
        [
            .. (await client.PostJsonAsync(Municipality + "/public-report-statuses", new { receiptToken = report.Text("receiptToken") }))
                .Items("outcomes").Select(outcome => outcome.Text("title"))
        ];
    }

    private static async Task DeleteCopiesAsync(string databases)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(databases, "incident-intake.db")}");
        await connection.OpenAsync();
        await using var delete = connection.CreateCommand();
        delete.CommandText = "DELETE FROM MeasureCopies; DELETE FROM ProblemAreaCopies";
        Assert.Equal(2, await delete.ExecuteNonQueryAsync());
    }
}
