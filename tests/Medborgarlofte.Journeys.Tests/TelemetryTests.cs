using System.Net.Http.Json;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Journeys.Tests;

public sealed class TelemetryTests(RabbitNode rabbit)
{
    private const string Municipality = ApiClient.Root + "/0481";
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string Secret = "Hemlig-beskrivning-4711";

    [Fact]
    public async Task One_incident_is_one_trace_from_the_gateway_to_the_projection_and_tells_no_free_text()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var installation = await DistributedInstallation.StartAsync(rabbit, telemetry: receiver.EnvironmentFor);
        var client = installation.Client;
        await client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Municipality + "/incidents", UriKind.Relative));
        request.Headers.Add("traceparent", $"00-{TraceId}-b7ad6b7169203331-01");
        request.Content = JsonContent.Create(new { category = "fire", occurredFrom = "2021-02-01T10:00:00Z", source = "school", description = Secret });
        using var response = await client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode);

        var (key, token) = await TellAsAStrangerAsync(client);

        await Eventually.TrueAsync(
            () => Task.FromResult(
                Has("gateway", "POST") && Has("incident-intake", "POST") && Has("incident-intake", "relay IncidentReported") && Has("reporting", "receive")),
            "spans of every hop under the caller's trace id");
        foreach (var instrument in new[] { "medborgarlofte.incidents.received", "medborgarlofte.relay.backlog", "medborgarlofte.event.lag" })
        {
            await Eventually.TrueAsync(() => Task.FromResult(receiver.HasReceived(instrument)), instrument);
        }

        await Eventually.TrueAsync(() => Task.FromResult(receiver.HasReceived("relay IncidentQuarantined")), "the stranger's report");
        await Eventually.TrueAsync(() => Task.FromResult(receiver.HasReceived("/open311/{municipality}/services.{format}")), "the last of the stranger's calls");
        Assert.All([Secret, key, token], secret => Assert.False(receiver.HasReceived(secret)));

        bool Has(string service, string name) => receiver.Spans.Any(
            span => span.Service == service && span.TraceId == TraceId && span.Name.Contains(name, StringComparison.Ordinal));
    }

    // A receipt's token, and a key in the address as known Open311 clients send it.
    private static async Task<(string Key, string Token)> TellAsAStrangerAsync(HttpClient client)
    {
        var receipt = await client.PostJsonAsync(
            Municipality + "/public-reports", new { category = "fire", occurredFrom = "2021-02-01T10:00:00Z", description = Secret });
        var token = receipt.Text("receiptToken");
        await client.PostJsonAsync(Municipality + "/public-report-statuses", new { receiptToken = token });
        using var ask = new FormUrlEncodedContent([new("token", token)]);
        using var status = await client.PostAsync(new Uri("0481/rapportera/status", UriKind.Relative), ask);
        Assert.True(status.IsSuccessStatusCode);

        var key = (await client.PostJsonAsync(Municipality + "/open311-clients", new { system = "Felanmälan" })).Text("apiKey");
        using var form = new FormUrlEncodedContent([new("api_key", key), new("service_code", "fire"), new("lat", "58.67"), new("long", "17.1"), new("description", Secret)]);
        using var sent = await client.PostAsync(new Uri("open311/0481/requests.xml", UriKind.Relative), form);
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());
        foreach (var path in new[] { "requests", "services" })
        {
            using var read = await client.GetAsync(new Uri($"open311/0481/{path}.xml?api_key={key}", UriKind.Relative));
            Assert.True(read.IsSuccessStatusCode);
        }

        return (key, token);
    }
}
