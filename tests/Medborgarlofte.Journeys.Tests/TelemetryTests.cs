using System.Net.Http.Json;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Journeys.Tests;

public sealed class TelemetryTests(RabbitNode rabbit)
{
    private const string Municipality = ApiClient.Root + "/0481";
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string Secret = "hemlig-beskrivning-4711";

    // The names in docs/operations/monitoring.md, except event.failed and notices.failed, which report only failures.
    private static readonly string[] Instruments =
    [
        "incidents.received",
        "import.rows",
        "import.duration",
        "relay.published",
        "relay.backlog",
        "relay.age",
        "event.lag",
        "error_queue.depth",
        "notices.sent", "notices.waiting", "notices.age",
    ];

    /// <summary>Trust check 29: free text and contact details are absent from logs, traces, metrics and messages.</summary>
    [Fact]
    public async Task Trust_29_one_incident_is_one_trace_and_free_text_reaches_no_log_trace_or_metric()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var installation = await DistributedInstallation.StartAsync(rabbit, environment: receiver.EnvironmentFor);
        var client = installation.Client;
        await client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
        await client.RegisterPartiesAsync(Municipality, "police:nykoping");
        var secrets = await ReportInOneTraceAsync(installation, receiver);
        var incident = await client.PostJsonAsync(
            Municipality + "/incidents", new
            {
                category = "fire", occurredFrom = "2021-02-01T10:00:00Z", externalId = Secret, description = Secret,
            });
        await SendAsync(
            client,
            HttpMethod.Put,
            $"/incidents/{incident.Text("id")}",
            new { category = "fire", occurredFrom = "2021-02-01T10:00:00Z", description = Secret, note = Secret });
        await SendAsync(
            client, HttpMethod.Post, $"/incidents/{incident.Text("id")}/status-changes", new { to = "rejected", note = Secret });
        await client.PostJsonAsync(
            Municipality + "/citizen-views", new { channel = "survey", reasons = new[] { "lighting" }, text = Secret });
        await client.PostJsonAsync(
            Municipality + "/disclosures",
            new { document = "statistics", query = Secret, authority = Secret, legalGround = Secret, decisionNumber = Secret });
        await client.PostFileAsync(
            Municipality + "/incident-imports",
            "text/csv",
            $"category;area;occurred_from;description\nfire;;2021-02-01;{Secret}\nfire;{Secret};2021-02-01;{Secret}");
        var promise = await client.PostWhenKnownAsync(
            Municipality + "/promises", new
            {
                title = Secret, goal = Secret, firstDay = "2021-01-01", lastDay = "2021-12-31", owners = new[] { "police:nykoping" },
            });
        await client.AdoptAsync(Municipality, promise.Text("id"));
        await JoinWatchAsync(client);

        // The tokens of receipts and subscriptions are secrets too, although they are part of an address.
        foreach (var link in new[] { "rapportera/status", "prenumerera/avsluta" })
        {
            using var opened = await client.GetAsync(new Uri($"0481/{link}?kod={Secret}", UriKind.Relative));
            Assert.NotEqual(System.Net.HttpStatusCode.InternalServerError, opened.StatusCode);
        }

        using (var refused = await client.PostAsJsonAsync(
            new Uri(
                Municipality + "/citizen-views",
                UriKind.Relative), new { channel = "survey", reasons = new[] { Secret }, text = Secret + " 850709-9805" }))
        {
            Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
        }

        foreach (var span in new[]
        {
            "relay IncidentReported",
            "relay IncidentRejected",
            "relay CitizenViewReceived",
            "relay PromiseChanged",
            "relay WatchGroupChanged",
        })
        {
            await Eventually.TrueAsync(() => Task.FromResult(receiver.Spans.Any(received => received.Name == span)), span);
        }

        await Eventually.TrueAsync(() => Task.FromResult(receiver.HasReceived("citizen-views")), "the requests' spans");

        // A process exports its remaining telemetry when it stops.
        await Task.WhenAll(installation.Processes.Values.Select(process => process.StopAsync()));
        Assert.All(
            [Secret, Secret.ToLowerInvariant(), "9805", .. secrets], secret => Assert.False(receiver.HasReceived(secret)));
        Assert.All(installation.Processes.Values, process => Assert.DoesNotContain(Secret, process.Output));
    }

    [Fact]
    public async Task Contact_details_are_stored_in_the_modules_database_and_in_no_event()
    {
        await using var installation = await StandaloneInstallation.StartAsync();
        var client = installation.Client;
        await client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
        await JoinWatchAsync(client);
        await Eventually.TrueAsync(
            async () => (await client.GetJsonAsync(Municipality + "/situational-pictures/2021-t1"))
                .Number("watchGroups") == 1, "the group in the picture");
        await installation.Reporting.StopAsync();

        Assert.Equal(["neighbourhood-watch"], FilesWith(installation.DatabaseDirectory, Secret));
        await using var db = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(installation.DatabaseDirectory, "neighbourhood-watch.db")};Pooling=False");
        await db.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = db.CreateCommand();
        command.CommandText = "SELECT (SELECT COUNT(*) FROM Members WHERE Name = $secret) || ' ' || (SELECT COUNT(*) FROM EventLog "
            + "WHERE Type = 'WatchGroupChanged') || ' ' || (SELECT COUNT(*) FROM EventLog WHERE Payload LIKE '%' || $secret || '%')";
        command.Parameters.AddWithValue("$secret", Secret);
        Assert.Equal("1 2 0", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Warning_address_appears_in_the_mail_only_and_is_erased_after_sending()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var installation = await StandaloneInstallation.StartAsync(receiver.EnvironmentFor("standalone"));
        var client = installation.Client;
        await client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
        await client.PostJsonAsync(Municipality + "/areas", new { code = "sunda", name = "Sunda" });
        using var interest = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["area"] = "sunda",
            ["variant"] = "Neighbourhood",
            ["households"] = "3",
            ["name"] = Secret,
            ["email"] = Secret + "@example.com",
            ["consent"] = "ja",
        });
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await client.PostAsync(new Uri("0481/grannsamverkan/intresse", UriKind.Relative), interest);
                return answer.StatusCode == System.Net.HttpStatusCode.Accepted;
            },
            "the interest to be taken");
        await ActiveGroup.StartAsync(client, "sunda", Secret + "@example.se");
        await ActiveGroup.WarnAsync(client, new { isOn = true, categories = new[] { "burglary" }, count = 2 });
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await client.PostJsonAsync(
                Municipality + "/incidents",
                new { category = "burglary", area = "sunda", occurredFrom = TimeProvider.System.GetUtcNow().AddHours(-5) });
        }

        await Eventually.TrueAsync(
            () => Task.FromResult(
                Directory.Exists(installation.Mails)
                    && Directory.GetFiles(installation.Mails, "*.eml")
                        .Any(mail => File.ReadAllText(mail).Contains(Secret, StringComparison.Ordinal))),
            "the mail");
        await Eventually.TrueAsync(
            () => Task.FromResult(
                receiver.Spans.Any(span => span.Name == "relay WarningSent")
                    && receiver.HasReceived("grannsamverkan/intresse")), "the spans of the warning and the interest");
        await Eventually.TrueAsync(() => Task.FromResult(receiver.HasReceived("medborgarlofte.relay.published")), "the metrics");

        // A process exports its remaining telemetry when it stops.
        await installation.Reporting.StopAsync();
        Assert.False(receiver.HasReceived(Secret));

        Assert.Equal(["neighbourhood-watch"], FilesWith(installation.DatabaseDirectory, Secret));
        Assert.DoesNotContain(Secret, installation.Reporting.Output);
        await using var db = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(installation.DatabaseDirectory, "neighbourhood-watch.db")};Pooling=False");
        await db.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = db.CreateCommand();
        command.CommandText = "SELECT (SELECT COUNT(*) FROM Notices) || ' ' || (SELECT COUNT(*) FROM Notices WHERE Address IS NOT NULL) "
            + "|| ' ' || (SELECT COUNT(*) FROM EventLog WHERE Type = 'WarningSent') || ' ' || (SELECT COUNT(*) FROM EventLog WHERE "
                + "Payload LIKE '%' || $secret || '%')";
        command.Parameters.AddWithValue("$secret", Secret);
        Assert.Equal("1 0 1 0", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    // Reports an incident in a trace of the caller, and by every way that needs no account. Returns the secrets of those ways.
    private static async Task<string[]> ReportInOneTraceAsync(Installation installation, OtlpReceiver receiver)
    {
        var client = installation.Client;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Municipality + "/incidents", UriKind.Relative));
        request.Headers.Add("traceparent", $"00-{TraceId}-b7ad6b7169203331-01");
        request.Content = JsonContent.Create(
            new { category = "fire", occurredFrom = "2021-02-01T10:00:00Z", source = "school", description = Secret });
        using var response = await client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode);

        var file = $"category;occurred_from;description\nfire;2021-02-01;{Secret}\nno-such-category;2021-02-01;{Secret}\n";
        await client.PostFileAsync(Municipality + "/incident-imports?source=school", "text/csv", file);
        var (key, token) = await ReportAnonymouslyAsync(client);
        await SubscribeAsync(client, Secret + "@example.se");

        await Eventually.TrueAsync(
            () => Task.FromResult(
                Has("gateway", "POST")
                    && Has("incident-intake", "POST")
                    && Has("incident-intake", "relay IncidentReported")
                    && Has("reporting", "receive")),
            "spans of every hop under the caller's trace id");
        foreach (var instrument in Instruments)
        {
            await Eventually.TrueAsync(() => Task.FromResult(receiver.HasReceived("medborgarlofte." + instrument)), instrument);
        }

        Assert.Contains(
            Directory.GetFiles(installation.Mails, "*.eml"),
            mail => File.ReadAllText(mail).Contains(Secret, StringComparison.OrdinalIgnoreCase));
        await Eventually.TrueAsync(() => Task.FromResult(receiver.HasReceived("relay IncidentQuarantined")), "the anonymous report");
        await Eventually.TrueAsync(
            () => Task.FromResult(receiver.HasReceived("/open311/{municipality}/services.{format}")), "the last of the stranger's calls");
        return [key, token];

        bool Has(string service, string name) => receiver.Spans.Any(
            span => span.Service == service && span.TraceId == TraceId && span.Name.Contains(name, StringComparison.Ordinal));
    }

    private static async Task SendAsync(HttpClient client, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, new Uri(
            Municipality + path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var response = await client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task JoinWatchAsync(HttpClient client)
    {
        await client.PostJsonAsync(Municipality + "/areas", new { code = "sunda", name = "Sunda" });
        var group = await client.PostWhenKnownAsync(
            Municipality + "/watch-groups", new
            {
                name = Secret, area = "sunda", variant = "stairwell", households = 24, registeredOn = "2021-02-01",
            });
        var members = $"{Municipality}/watch-groups/{group.Text("id")}/members";
        var member = await client.PostJsonAsync(
            members, new
            {
                role = "household",
                address = Secret,
                name = Secret,
                email = Secret + "@example.se",
                phone = "070-123 45 67",
                consentOn = "2021-02-01",
            });
        Assert.Equal(Secret, (await client.GetJsonAsync($"{members}/{member.Text("id")}/contact-details")).Text("name"));
        using var extract = await client.PostAsJsonAsync(
            new Uri(
                $"{Municipality}/watch-groups/register-extracts",
                UriKind.Relative), new { email = Secret + "@example.se" }, TestContext.Current.CancellationToken);
        Assert.Contains(Secret, await extract.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    // The answer 202 means that a confirmation mail is sent.
    private static async Task SubscribeAsync(HttpClient client, string email)
    {
        var page = new Uri("0481/prenumerera", UriKind.Relative);
        await Eventually.TrueAsync(async () => (await client.GetAsync(page)).IsSuccessStatusCode, "the page to know the municipality");
        using var form = new FormUrlEncodedContent([new("email", email)]);
        using var asked = await client.PostAsync(page, form);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, asked.StatusCode);
    }

    private static string[] FilesWith(string directory, string text) =>
    [
        .. Directory.GetFiles(directory)
            .Where(file => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(text, StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file).Split('.')[0])
            .Distinct()
    ];

    // Returns a receipt's token, and an API key sent in the address as common Open311 clients do.
    private static async Task<(string Key, string Token)> ReportAnonymouslyAsync(HttpClient client)
    {
        var receipt = await client.PostJsonAsync(
            Municipality + "/public-reports", new { category = "fire", occurredFrom = "2021-02-01T10:00:00Z", description = Secret });
        var token = receipt.Text("receiptToken");
        await client.PostJsonAsync(Municipality + "/public-report-statuses", new { receiptToken = token });
        using var ask = new FormUrlEncodedContent([new("token", token)]);
        using var status = await client.PostAsync(new Uri("0481/rapportera/status", UriKind.Relative), ask);
        Assert.True(status.IsSuccessStatusCode);
        using var linked = await client.GetAsync(new Uri("0481/rapportera/status?kod=" + token, UriKind.Relative));
        Assert.True(linked.IsSuccessStatusCode);

        var key = (await client.PostJsonAsync(Municipality + "/open311-clients", new { system = "Felanmälan" })).Text("apiKey");
        using var form = new FormUrlEncodedContent(
            [new("api_key", key), new("service_code", "fire"), new("lat", "58.67"), new("long", "17.1"), new("description", Secret)]);
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
