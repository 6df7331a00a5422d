using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.Faults.Tests;
using Medborgarlofte.TestSupport;

[assembly: AssemblyFixture(typeof(RabbitNode))]

namespace Medborgarlofte.Faults.Tests;

/// <summary>A process is killed (SIGKILL) in the middle of a thousand posts, and started again.</summary>
public sealed class KillTests(RabbitNode rabbit)
{
    private const string Municipality = ApiClient.Root + "/0481";
    private const int Posts = 1_000;
    private const int KillAfter = 400;

    [Fact]
    public async Task Standalone_loses_no_acknowledged_incident_and_counts_each_once()
    {
        await using var installation = await StandaloneInstallation.StartAsync();
        await PostAndKillAsync(installation, "standalone");
    }

    [Theory]
    [InlineData("incident-intake")]
    [InlineData("reporting")]
    [InlineData("measures")]
    [InlineData("neighbourhood-watch")]
    [InlineData("gateway")]
    public async Task Services_lose_no_acknowledged_incident_and_count_each_once(string victim)
    {
        await using var installation = await DistributedInstallation.StartAsync(rabbit);
        await PostAndKillAsync(installation, victim);
    }

    [Fact]
    public async Task An_import_goes_on_after_a_kill_and_takes_each_row_once()
    {
        await using var installation = await StandaloneInstallation.StartAsync();
        await PrepareAsync(installation.Client);
        const int Rows = 60_000;
        var file = "external_id;category;area;occurred_from;reported_at\n" + string.Concat(
            Enumerable.Range(1, Rows).Select(row => $"f-{row};littering;centrum;2021-01-0{1 + (row % 9)};2021-02-01\n"));
        var import = await installation.Client.PostFileAsync(Municipality + "/incident-imports?source=fault", "text/csv", file);
        var address = Municipality + "/incident-imports/" + import.Text("id");
        await Eventually.TrueAsync(async () => (await installation.Client.GetJsonAsync(address)).Number("rowsRead") > 0, "the first rows");

        await installation.Processes["standalone"].KillAsync();
        await installation.Processes["standalone"].StartAsync();

        var interrupted = await installation.Client.GetJsonAsync(address);
        Assert.NotEqual("completed", interrupted.Text("status"));
        var done = await Eventually.ValueAsync<JsonElement>(
            async () => await installation.Client.GetJsonAsync(address) is var now && now.Text("status") == "completed" ? now : null, "the rest");
        Assert.Equal(Rows, done.Number("rowsRead"));
        Assert.Equal(Rows, done.Number("rowsAccepted"));
        Assert.Equal(Rows, await TotalAsync(installation.Client));
        await Eventually.TrueAsync(async () => await CountedAsync(installation.Client) == Rows, $"{Rows} rows in the follow-up");
    }

    private static async Task PostAndKillAsync(Installation installation, string victim)
    {
        var client = installation.Client;
        await PrepareAsync(client);
        var acknowledged = new ConcurrentBag<Guid>();
        var killed = new TaskCompletionSource();
        var killing = KillWhenToldAsync();
        await Parallel.ForEachAsync(Enumerable.Range(1, Posts), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, cancellationToken) =>
        {
            try
            {
                using var response = await client.PostAsJsonAsync(
                    new Uri(Municipality + "/incidents", UriKind.Relative),
                    new { category = "littering", area = "centrum", occurredFrom = "2021-02-01T10:00:00Z", reportedAt = "2021-02-02T10:00:00Z", externalId = $"k-{number}" },
                    cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    acknowledged.Add((await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").GetGuid());
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // Not acknowledged: it may be stored or not, but never twice.
            }

            if (acknowledged.Count >= KillAfter)
            {
                killed.TrySetResult();
            }
        });
        killed.TrySetResult();
        await killing;
        await installation.ReachableAsync();

        // What the caller does with unanswered posts: send them again. The source's own id makes that safe.
        await Parallel.ForEachAsync(Enumerable.Range(1, Posts), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, cancellationToken) =>
        {
            using var response = await client.PostAsJsonAsync(
                new Uri(Municipality + "/incidents", UriKind.Relative),
                new { category = "littering", area = "centrum", occurredFrom = "2021-02-01T10:00:00Z", reportedAt = "2021-02-02T10:00:00Z", externalId = $"k-{number}" },
                cancellationToken);
            Assert.Contains((int)response.StatusCode, new[] { 201, 409 });
        });

        Assert.True(acknowledged.Count >= KillAfter, $"only {acknowledged.Count} posts were answered");
        var stored = await IdsAsync(client);
        Assert.Empty(acknowledged.Except(stored));
        Assert.Equal(Posts, stored.Count);
        await Eventually.TrueAsync(async () => await CountedAsync(client) == Posts, $"{Posts} cases in the follow-up");

        async Task KillWhenToldAsync()
        {
            await killed.Task;
            await installation.Processes[victim].KillAsync();
            await installation.Processes[victim].StartAsync();
        }
    }

    private static async Task PrepareAsync(HttpClient client)
    {
        await client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
        await client.PostJsonAsync(Municipality + "/areas", new { code = "centrum", name = "Centrum" });
        var promise = await client.PostWhenKnownAsync(
            Municipality + "/promises",
            new { title = "Löfte", goal = "Trygghet", firstDay = "2021-01-01", lastDay = "2021-12-31", owners = new[] { "police:nykoping", "municipality:0481" } });
        await client.PostWhenKnownAsync(
            Municipality + "/problem-areas",
            new { promiseId = promise.Text("id"), kind = "theme", name = "Nedskräpning", categories = new[] { "littering" } });
    }

    private static async Task<int> CountedAsync(HttpClient client)
    {
        var rows = (await client.GetJsonAsync(Municipality + "/follow-ups/2021-t1")).Items("rows");
        return rows.Count == 1 ? rows[0].Number("cases") : 0;
    }

    private static async Task<int> TotalAsync(HttpClient client) =>
        (await client.GetJsonAsync(Municipality + "/incidents?limit=1")).Number("total");

    private static async Task<HashSet<Guid>> IdsAsync(HttpClient client)
    {
        var ids = new HashSet<Guid>();
        for (var page = 1; ; page++)
        {
            var list = await client.GetJsonAsync($"{Municipality}/incidents?sort=registeredAt&limit=200&page={page}");
            if (list.Items("items").Count == 0)
            {
                Assert.Equal(list.Number("total"), ids.Count);
                return ids;
            }

            ids.UnionWith(list.Items("items").Select(item => item.GetProperty("id").GetGuid()));
        }
    }
}
