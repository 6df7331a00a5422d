using System.Net.Http.Json;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Journeys.Tests;

public sealed class TelemetryTests(RabbitNode rabbit)
{
    private const string Municipality = ApiClient.Root + "/0481";
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string Secret = "Hemlig-beskrivning-4711";

    // As docs/operations.md names them; event.failed tells nothing while nothing fails.
    private static readonly string[] Instruments =
    [
        "incidents.received", "import.rows", "import.duration", "relay.published", "relay.backlog", "relay.age", "event.lag", "error_queue.depth",
    ];

    [Fact]
    public async Task One_incident_is_one_trace_from_the_gateway_to_the_projection_and_tells_no_free_text()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var installation = await DistributedInstallation.StartAsync(rabbit, environment: receiver.EnvironmentFor);
        var client = installation.Client;
        await client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Municipality + "/incidents", UriKind.Relative));
        request.Headers.Add("traceparent", $"00-{TraceId}-b7ad6b7169203331-01");
        request.Content = JsonContent.Create(new { category = "fire", occurredFrom = "2021-02-01T10:00:00Z", source = "school", description = Secret });
        using var response = await client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode);

        var file = $"category;occurred_from;description\nfire;2021-02-01;{Secret}\nno-such-category;2021-02-01;{Secret}\n";
        await client.PostFileAsync(Municipality + "/incident-imports?source=school", "text/csv", file);

        await Eventually.TrueAsync(
            () => Task.FromResult(
                Has("gateway", "POST") && Has("incident-intake", "POST") && Has("incident-intake", "relay IncidentReported") && Has("reporting", "receive")),
            "spans of every hop under the caller's trace id");
        foreach (var instrument in Instruments)
        {
            await Eventually.TrueAsync(() => Task.FromResult(receiver.HasReceived("medborgarlofte." + instrument)), instrument);
        }

        Assert.False(receiver.HasReceived(Secret));

        bool Has(string service, string name) => receiver.Spans.Any(
            span => span.Service == service && span.TraceId == TraceId && span.Name.Contains(name, StringComparison.Ordinal));
    }
}
