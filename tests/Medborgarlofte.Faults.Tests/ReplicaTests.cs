using System.Net.Http.Json;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Faults.Tests;

/// <summary>
/// Two replicas of every service start at the same time on empty databases and are upgraded one by one under load.
/// </summary>
public sealed class ReplicaTests(RabbitNode rabbit)
{
    private const string Municipality = ApiClient.Root + "/0481";
    private const string Picture = Municipality + "/situational-pictures/2021-t1";
    private const string IncidentMessage = "Medborgarlofte.Contracts.Incidents:IncidentChanged";
    private const int Posts = 1_000;
    private const int UpgradeAt = 200;

    // The default of the services' settings.
    private const string DrainSeconds = "8";
    private static readonly string[] Services = ["incident-intake", "measures", "neighbourhood-watch", "reporting"];
    private static readonly object Incident = new
    {
        category = "fire", occurredFrom = "2021-02-01T10:00:00Z", reportedAt = "2021-02-02T10:00:00Z",
    };
    private static readonly object Promise = new
    {
        title = "Löfte",
        goal = "Trygghet",
        firstDay = "2021-01-01",
        lastDay = "2021-12-31",
        owners = new[] { "police:nykoping", "municipality:0481" },
    };
    private static readonly object Group = new { name = "Sundagränd", area = "centrum", variant = "neighbourhood", households = 14 };

    [Fact]
    [Trait("Category", "Soak")]
    public async Task Rolling_upgrade_of_two_replicas_loses_no_request_and_counts_everything_once()
    {
        await using var installation = await DistributedInstallation.StartAsync(
            rabbit, replicas: 2, environment: _ => new() { ["Shutdown__DrainSeconds"] = DrainSeconds });
        var client = installation.Client;
        await client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
        await client.RegisterPartiesAsync(Municipality, "police:nykoping");
        await client.PostJsonAsync(Municipality + "/areas", new { code = "centrum", name = "Centrum" });
        await client.PostWhenKnownAsync(Municipality + "/promises", Promise);
        await client.PostWhenKnownAsync(Municipality + "/watch-groups", Group);
        await Eventually.TrueAsync(
            () => SucceedsAsync(() => client.GetAsync(new Uri(Picture, UriKind.Relative))), "Reporting to know the municipality");

        // Clients send requests until every replica of every service has restarted and a thousand incidents are posted.
        var incidents = 0;
        var upgrade = new TaskCompletionSource<Task>();
        using var failed = new CancellationTokenSource();
        var (posting, promising, grouping, reading) = (
            CallAsync(16, () => PostAsync("/incidents", Incident), NoteIncident),
            CallAsync(2, () => PostAsync("/promises", Promise)),
            CallAsync(2, () => PostAsync("/watch-groups", Group)),
            CallAsync(4, () => client.GetAsync(new Uri(Picture, UriKind.Relative))));
        await Task.WhenAll(posting, promising, grouping, reading);

        // A newer publisher sends members that this version does not know; an older one omits members.
        await Broker.SendRawAsync(installation.RabbitMq, "reporting-incidents", IncidentMessage, Message(1, """
            , "attempted": false, "forms": [], "targets": [], "goods": [], "victimGroups": [], "isSelection": false,
            "newerText": "x", "newerList": [{ "a": 1 }]
            """));
        await Broker.SendRawAsync(installation.RabbitMq, "reporting-incidents", IncidentMessage, Message(2, ""));

        Assert.Equal(await posting, await TotalAsync("/incidents"));
        Assert.Equal(await promising + 1, await TotalAsync("/promises"));
        Assert.Equal(await grouping + 1, await TotalAsync("/watch-groups"));
        Assert.True(await reading > 0);
        await Eventually.ReachesAsync(
            await posting + 2, async () => (await client.GetJsonAsync(Picture)).GetProperty("total")
                .NumberOrNull("count") ?? 0, "cases in the picture");

        void NoteIncident()
        {
            if (Interlocked.Increment(ref incidents) == UpgradeAt)
            {
                upgrade.TrySetResult(Task.WhenAll(Services.Select(service => UpgradeAsync(installation, service))));
            }
        }

        async Task<int> CallAsync(int callers, Func<Task<HttpResponseMessage>> call, Action? note = null)
        {
            var calls = 0;
            await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallUntilUpgradedAsync)));
            await await upgrade.Task;
            return calls;

            async Task CallUntilUpgradedAsync()
            {
                using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
                while (!failed.IsCancellationRequested && (Volatile.Read(ref incidents) < Posts || !(await upgrade.Task).IsCompleted))
                {
                    using var response = await call();
                    if (!response.IsSuccessStatusCode)
                    {
                        await failed.CancelAsync();
                        upgrade.TrySetCanceled();
                        Assert.Fail(
                            $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri}: {(int)response.StatusCode} "
                            + await response.Content.ReadAsStringAsync() + HostProcess.Outputs());
                    }

                    Interlocked.Increment(ref calls);
                    note?.Invoke();
                    if (note is null || Volatile.Read(ref incidents) >= Posts)
                    {
                        await pace.WaitForNextTickAsync();
                    }
                }
            }
        }

        Task<HttpResponseMessage> PostAsync(string path, object body) => client.PostAsJsonAsync(
            new Uri(Municipality + path, UriKind.Relative), body);

        async Task<int> TotalAsync(string path) => (await client.GetJsonAsync(Municipality + path + "?limit=1")).Number("total");
    }

    private static string Message(int number, string more) =>
        $$"""
        {
          "incidentId": "0190a000-0000-7000-8000-00000000000{{number}}", "version": 1, "municipality": "0481", "category": "fire",
          "occurredFrom": "2021-02-01T10:00:00Z", "occurredTo": "2021-02-01T10:00:00Z", "reportedAt": "2021-02-02T10:00:00Z",
          "registeredAt": "2021-02-02T10:00:00Z", "status": "reported", "source": "police"{{more}}
        }
        """;

    private static async Task UpgradeAsync(Installation installation, string service)
    {
        foreach (var replica in new[] { service + "-2", service })
        {
            await installation.Processes[replica].StopAsync();
            await installation.Processes[replica].StartAsync();
        }
    }

    private static async Task<bool> SucceedsAsync(Func<Task<HttpResponseMessage>> call)
    {
        using var response = await call();
        return response.IsSuccessStatusCode;
    }
}
