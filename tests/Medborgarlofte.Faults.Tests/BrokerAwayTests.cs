using System.Net;
using System.Net.Http.Json;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Faults.Tests;

/// <summary>The broker is stopped and started again, while services run and while they start.</summary>
[Collection(nameof(SharedServices))]
public sealed class BrokerAwayTests(RabbitNode rabbit, SharedServices services)
{
    private const string Code = "0485";
    private const string Municipality = ApiClient.Root + "/" + Code;
    private const string Picture = Municipality + "/situational-pictures/2021-t1";
    private static readonly string[] Services = ["incident-intake", "measures", "neighbourhood-watch", "reporting"];

    [Fact]
    public async Task Reports_are_accepted_without_the_broker_and_counted_when_it_is_back()
    {
        var installation = services.Installation;
        await installation.Client.PostJsonAsync(ApiClient.Root, new { code = Code, name = "Finspång" });
        await installation.Client.RegisterPartiesAsync(Municipality, "municipality:0481", "police:nykoping");
        await ReportAsync(20);
        await CountIsAsync(20);

        await rabbit.KillAsync();

        // A service that has been connected stays ready and reports the outage; a service that starts now is not ready.
        await HealthIsAsync(HttpStatusCode.OK, "Degraded", Services);
        await ReportAsync(20);
        var measures = installation.Processes["measures"];
        await measures.KillAsync();
        await measures.LaunchAsync("/alive");
        await HealthIsAsync(HttpStatusCode.ServiceUnavailable, "Unhealthy", "measures");

        await rabbit.StartAgainAsync();

        await HealthIsAsync(HttpStatusCode.OK, "Healthy", Services);
        await CountIsAsync(40);
        await installation.ReachableAsync();
        using var promise = await installation.Client.PostAsJsonAsync(
            new Uri(Municipality + "/promises", UriKind.Relative),
            new
            {
                title = "Löfte", goal = "Trygghet", firstDay = "2021-01-01", lastDay = "2021-12-31", owners = new[] { "police:nykoping" },
            });
        Assert.Equal(HttpStatusCode.Created, promise.StatusCode);
        Assert.False(await Broker.ExistsAsync(installation.RabbitMq, "reporting-incidents_error"), "a message failed");

        async Task ReportAsync(int count)
        {
            for (var number = 0; number < count; number++)
            {
                await installation.Client.PostJsonAsync(
                    Municipality + "/incidents",
                    new { category = "fire", occurredFrom = "2021-02-01T10:00:00Z", reportedAt = "2021-02-02T10:00:00Z" });
            }
        }

        Task CountIsAsync(int count) => Eventually.ReachesAsync(
            count, async () => (await installation.Client.GetJsonAsync(Picture)).GetProperty("total")
                .NumberOrNull("count") ?? 0, "cases in the picture");

        Task HealthIsAsync(
            HttpStatusCode status, string text, params string[] services) => Task.WhenAll(services.Select(service => Eventually.TrueAsync(
            async () =>
            {
                using var health = await installation.Processes[service].Client.GetAsync(new Uri("/health", UriKind.Relative));
                return health.StatusCode == status && await health.Content.ReadAsStringAsync() == text;
            },
            $"{service} to be {text}")));
    }
}
