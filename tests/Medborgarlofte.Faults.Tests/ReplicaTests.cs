using System.Net.Http.Json;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Faults.Tests;

/// <summary>Two replicas of every service, started at once on empty databases.</summary>
public abstract class ReplicaTests(RabbitNode rabbit, Provider provider)
{
    private const string Municipality = ApiClient.Root + "/0481";
    private const int Posts = 1_000;
    private const int StopAt = 200;
    private const int Callers = 16;

    [Fact]
    public async Task Two_replicas_count_each_incident_once_and_lose_no_request_while_one_is_stopped()
    {
        await using var installation = await DistributedInstallation.StartAsync(rabbit, replicas: 2, provider: provider);
        var client = installation.Client;
        await client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });

        // Sixteen callers post until the replica has stopped, and at least a thousand times.
        var (number, posted) = (0, 0);
        var stopping = new TaskCompletionSource<Task>();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Volatile.Read(ref posted) < Posts || !(await stopping.Task).IsCompleted)
            {
                var mine = Interlocked.Increment(ref number);
                using var response = await client.PostAsJsonAsync(
                    new Uri(Municipality + "/incidents", UriKind.Relative),
                    new { category = "fire", occurredFrom = "2021-02-01T10:00:00Z", reportedAt = "2021-02-02T10:00:00Z", externalId = $"r-{mine}" });
                Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
                Interlocked.Increment(ref posted);
                if (mine == StopAt)
                {
                    stopping.SetResult(installation.Processes["incident-intake-2"].StopAsync());
                }
            }
        })));

        Assert.Equal(posted, (await client.GetJsonAsync(Municipality + "/incidents?limit=1")).Number("total"));
        await Eventually.TrueAsync(
            async () => (await client.GetJsonAsync(Municipality + "/situational-pictures/2021-t1")).GetProperty("total").Number("count") == posted,
            $"{posted} cases in the picture");
    }
}

public sealed class ReplicasOnSqlite(RabbitNode rabbit) : ReplicaTests(rabbit, Provider.Sqlite);

public sealed class ReplicasOnSqlServer(RabbitNode rabbit) : ReplicaTests(rabbit, Provider.SqlServer);
