using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.Faults.Tests;
using Medborgarlofte.TestSupport;

[assembly: AssemblyFixture(typeof(RabbitNode))]

// Fault tests run one at a time: parallel load would only make them slower.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]

namespace Medborgarlofte.Faults.Tests;

/// <summary>A process is killed (SIGKILL) during a thousand posts and started again.</summary>
public sealed class KillTests(KillTests.SharedServices services) : IClassFixture<KillTests.SharedServices>
{
    private const string Code = "0481";
    private const string Municipality = ApiClient.Root + "/" + Code;
    private const int Posts = 1_000;
    private const int KillAfter = 400;
    private static readonly ParallelOptions Sixteen = new() { MaxDegreeOfParallelism = 16 };

    [Fact]
    public async Task Standalone_loses_no_acknowledged_incident_and_counts_each_once()
    {
        await using var installation = await StandaloneInstallation.StartAsync();
        await PostAndKillAsync(installation, "standalone", Code);
    }

    // All victims share one installation, so each has its own municipality.
    [Theory]
    [InlineData("incident-intake", "0480")]
    [InlineData("reporting", "0481")]
    [InlineData("measures", "0482")]
    [InlineData("neighbourhood-watch", "0483")]
    [InlineData("gateway", "0484")]
    public async Task Services_lose_no_acknowledged_incident_and_count_each_once(string victim, string code) =>
        await PostAndKillAsync(await services.Installation, victim, code);

    [Fact]
    public async Task Import_continues_after_a_kill_and_stores_each_row_once()
    {
        await using var installation = await StandaloneInstallation.StartAsync();
        await PrepareAsync(installation.Client, Code);
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
        await Eventually.ReachesAsync(Rows, async () => (await installation.Client.GetJsonAsync(address)).Number("rowsRead"), "rows read");
        var done = await Eventually.ValueAsync<JsonElement>(
            async () => await installation.Client.GetJsonAsync(address) is var now
                && now.Text("status") == "completed" ? now : null, "the import to be complete");
        Assert.Equal(Rows, done.Number("rowsRead"));
        Assert.Equal(Rows, done.Number("rowsAccepted"));
        Assert.Equal(Rows, await TotalAsync(installation.Client));
        await Eventually.ReachesAsync(Rows, async () => await CountedAsync(installation.Client, Municipality), "rows in the follow-up");
    }

    private static async Task PostAndKillAsync(Installation installation, string victim, string code)
    {
        var client = installation.Client;
        var municipality = ApiClient.Root + "/" + code;
        await PrepareAsync(client, code);
        var acknowledged = new ConcurrentBag<Guid>();
        var killed = new TaskCompletionSource();
        var killing = KillWhenSignalledAsync();
        await Parallel.ForEachAsync(Enumerable.Range(1, Posts), Sixteen, async (number, cancellationToken) =>
        {
            try
            {
                using var response = await client.PostAsJsonAsync(
                    new Uri(municipality + "/incidents", UriKind.Relative),
                    new
                    {
                        category = "littering",
                        area = "centrum",
                        occurredFrom = "2021-02-01T10:00:00Z",
                        reportedAt = "2021-02-02T10:00:00Z",
                        externalId = $"k-{number}",
                    },
                    cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    acknowledged.Add(
                        (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").GetGuid());
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // An unacknowledged incident may be stored or not, but never twice.
            }

            if (acknowledged.Count >= KillAfter)
            {
                killed.TrySetResult();
            }
        });
        killed.TrySetResult();
        await killing;
        await installation.ReachableAsync();

        // The caller sends unanswered posts again; externalId makes the repeat safe.
        await Parallel.ForEachAsync(Enumerable.Range(1, Posts), Sixteen, async (number, cancellationToken) =>
        {
            using var response = await client.PostAsJsonAsync(
                new Uri(municipality + "/incidents", UriKind.Relative),
                new
                {
                    category = "littering",
                    area = "centrum",
                    occurredFrom = "2021-02-01T10:00:00Z",
                    reportedAt = "2021-02-02T10:00:00Z",
                    externalId = $"k-{number}",
                },
                cancellationToken);
            Assert.Contains((int)response.StatusCode, new[] { 201, 409 });
        });

        Assert.True(acknowledged.Count >= KillAfter, $"only {acknowledged.Count} posts were answered");
        if (victim is "standalone" or "incident-intake" or "gateway")
        {
            Assert.True(acknowledged.Count < Posts, "the process was killed after the last post");
        }

        var stored = await IdsAsync(client, municipality);
        Assert.Empty(acknowledged.Except(stored));
        Assert.Equal(Posts, stored.Count);
        await Eventually.ReachesAsync(Posts, async () => await CountedAsync(client, municipality), "cases in the follow-up");

        async Task KillWhenSignalledAsync()
        {
            await killed.Task;
            await installation.Processes[victim].KillAsync();
            await installation.Processes[victim].StartAsync();
        }
    }

    private static async Task PrepareAsync(HttpClient client, string code)
    {
        var municipality = ApiClient.Root + "/" + code;
        await client.PostJsonAsync(ApiClient.Root, new { code, name = "Kommun " + code });
        await client.PostJsonAsync(municipality + "/areas", new { code = "centrum", name = "Centrum" });
        var promise = await client.PostWhenKnownAsync(
            municipality + "/promises",
            new
            {
                title = "Löfte",
                goal = "Trygghet",
                firstDay = "2021-01-01",
                lastDay = "2021-12-31",
                owners = new[] { "police:nykoping", "municipality:0481" },
            });
        await client.AdoptAsync(municipality, promise.Text("id"));
        await client.PostWhenKnownAsync(
            municipality + "/problem-areas",
            new { promiseId = promise.Text("id"), kind = "theme", name = "Nedskräpning", categories = new[] { "littering" } });
    }

    private static async Task<int> CountedAsync(HttpClient client, string municipality)
    {
        var rows = (await client.GetJsonAsync(municipality + "/follow-ups/2021-t1")).Items("rows");
        return rows.Count == 1 ? rows[0].Number("cases") : 0;
    }

    private static async Task<int> TotalAsync(HttpClient client) =>
        (await client.GetJsonAsync(Municipality + "/incidents?limit=1")).Number("total");

    private static async Task<HashSet<Guid>> IdsAsync(HttpClient client, string municipality)
    {
        var ids = new HashSet<Guid>();
        for (var page = 1; ; page++)
        {
            var list = await client.GetJsonAsync($"{municipality}/incidents?sort=registeredAt&limit=200&page={page}");
            if (list.Items("items").Count == 0)
            {
                Assert.Equal(list.Number("total"), ids.Count);
                return ids;
            }

            ids.UnionWith(list.Items("items").Select(item => item.GetProperty("id").GetGuid()));
        }
    }

    /// <summary>The services that the tests of this class kill in turn; started on first use.</summary>
    public sealed class SharedServices(RabbitNode rabbit) : IAsyncDisposable
    {
        private readonly Lazy<Task<DistributedInstallation>> _installation = new(() => DistributedInstallation.StartAsync(rabbit));

        /// <summary>Returns the running installation.</summary>
        public Task<DistributedInstallation> Installation => _installation.Value;

        public async ValueTask DisposeAsync()
        {
            if (_installation.IsValueCreated)
            {
                await (await _installation.Value).DisposeAsync();
            }
        }
    }
}
