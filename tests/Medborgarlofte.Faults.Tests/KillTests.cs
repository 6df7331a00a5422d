using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.Faults.Tests;
using Medborgarlofte.TestSupport;
using Microsoft.Data.Sqlite;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(RabbitNode))]

// Fault tests run one at a time: parallel load would only make them slower.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Medborgarlofte.Faults.Tests;

/// <summary>A process is killed (SIGKILL) during five hundred posts and started again.</summary>
[Collection(nameof(SharedServices))]
public sealed class KillTests(SharedServices services, KillTests.SharedStandalone standalone) : IClassFixture<KillTests.SharedStandalone>
{
    private const int Posts = 500;
    private const int KillAfter = 200;
    private static readonly ParallelOptions Sixteen = new() { MaxDegreeOfParallelism = 16 };

    [Fact]
    public Task Standalone_loses_no_acknowledged_incident_and_counts_each_once() =>
        PostAndKillAsync(standalone.Installation, "standalone", "0481");

    // The tests share installations, so each has its own municipality.
    [Theory]
    [InlineData("incident-intake", "0480")]
    [InlineData("reporting", "0481")]
    [InlineData("measures", "0482")]
    [InlineData("neighbourhood-watch", "0483")]
    [InlineData("gateway", "0484")]
    public Task Services_lose_no_acknowledged_incident_and_count_each_once(string victim, string code) =>
        PostAndKillAsync(services.Installation, victim, code);

    [Fact]
    public async Task Import_continues_after_a_kill_and_stores_each_row_once()
    {
        const string Code = "0486";
        const string Municipality = ApiClient.Root + "/" + Code;
        const int Rows = 30_000;
        var installation = standalone.Installation;
        await PrepareAsync(installation.Client, Code);
        var file = "external_id;category;area;occurred_from;reported_at\n" + string.Concat(
            Enumerable.Range(1, Rows).Select(row => $"f-{row};littering;centrum;2021-01-0{1 + (row % 9)};2021-02-01\n"));
        var import = await installation.Client.PostFileAsync(Municipality + "/incident-imports?source=fault", "text/csv", file);
        var address = Municipality + "/incident-imports/" + import.Text("id");
        await Eventually.TrueAsync(async () => (await installation.Client.GetJsonAsync(address)).Number("rowsRead") > 0, "the first rows");

        await installation.Processes["standalone"].KillAsync();
        await EndLeaseAsync(installation.DatabaseDirectory);
        await installation.Processes["standalone"].StartAsync();

        await Eventually.ReachesAsync(Rows, async () => (await installation.Client.GetJsonAsync(address)).Number("rowsRead"), "rows read");
        var done = await Eventually.ValueAsync<JsonElement>(
            async () => await installation.Client.GetJsonAsync(address) is var now
                && now.Text("status") == "completed" ? now : null, "the import to be complete");
        Assert.Equal(Rows, done.Number("rowsRead"));
        Assert.Equal(Rows, done.Number("rowsAccepted"));
        Assert.Equal(Rows, (await installation.Client.GetJsonAsync(Municipality + "/incidents?limit=1")).Number("total"));
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
        await client.RegisterPartiesAsync(municipality, "municipality:0481", "police:nykoping");
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

    // Ends the killed process's lease, which would otherwise expire after fifteen seconds.
    private static async Task EndLeaseAsync(string databases)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(databases, "incident-intake.db")}");
        await connection.OpenAsync();
        await using var end = connection.CreateCommand();
        end.CommandText = "UPDATE IncidentImports SET LeasedUntil = StartedAt WHERE Status = 'Running'";
        Assert.True(await end.ExecuteNonQueryAsync() == 1, "the process was killed when no import was running");
    }

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

    /// <summary>The Standalone that the tests of this class kill in turn.</summary>
    public sealed class SharedStandalone : IAsyncLifetime
    {
        /// <summary>The running installation.</summary>
        public StandaloneInstallation Installation { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Installation = await StandaloneInstallation.StartAsync();

        public ValueTask DisposeAsync() => Installation.DisposeAsync();
    }
}
