using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.Demo;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Journeys.Tests;

/// <summary>An installation with the Oxelösund demo, loaded through its public API.</summary>
public abstract class Oxelosund : IAsyncLifetime
{
    private Installation? _installation;

    public Installation Installation => _installation!;

    public HttpClient Client => Installation.Client;

    public async ValueTask InitializeAsync()
    {
        _installation = await StartAsync();
        Assert.True(await DemoLoader.LoadAsync(Client, TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected abstract Task<Installation> StartAsync();
}

/// <summary>End-to-end use cases; the same in both hostings.</summary>
public abstract partial class Journeys(Oxelosund oxelosund)
{
    private const string Municipality = ApiClient.Root + "/0481";
    private const string FollowUp = Municipality + "/follow-ups/2021-t1";

    private HttpClient Client => oxelosund.Client;

    [Fact]
    public async Task Follow_up_matches_the_published_document_row_by_row()
    {
        var followUp = await Client.GetJsonAsync(FollowUp);

        Assert.Equal("published", followUp.Text("state"));
        Assert.Equal(["Skadegörelse", "Ramdalsområdet", "Inbrott och stölder"], followUp.Items("rows").Select(row => row.Text("name")));
        var damage = followUp.Items("rows")[0];
        Assert.Equal(23, damage.Number("cases"));
        Assert.Contains("klotter", Problem(damage), StringComparison.Ordinal);
        Assert.Contains("stenkastning", Problem(damage), StringComparison.Ordinal);
        Assert.Contains("vandalisering av utrustning", Problem(damage), StringComparison.Ordinal);
        Assert.Equal(["graffiti 12", "equipment-vandalism 8", "stone-throwing 6"], Figures(damage, "form"));
        Assert.Equal(["centrum 6", "ramdal 5", "sunda 5"], Figures(damage, "area").Take(3));
        Assert.Contains(
            "De flesta, 16 av 23 (70 procent), har inträffat i områdena Centrum, Ramdal och Sunda.",
            Problem(damage),
            StringComparison.Ordinal);
        Assert.Equal(5, damage.Items("measures").Count);
        Assert.Contains(damage.Items("measures"), measure => measure.Text("text").Contains("juni 2021", StringComparison.Ordinal));
        Assert.Equal("judged", Assert.Single(damage.Items("effects")).Text("kind"));
        Assert.StartsWith("Bedömd preventiv effekt", damage.Items("effects")[0].Text("text"), StringComparison.Ordinal);

        var ramdal = followUp.Items("rows")[1];
        Assert.Equal("place", ramdal.Text("kind"));
        Assert.Contains("ordningsstörning", Problem(ramdal), StringComparison.Ordinal);
        Assert.Contains("inbrott", Problem(ramdal), StringComparison.Ordinal);
        Assert.Equal(
            damage.Items("measures").Select(measure => measure.Text("title")).Order(),
            ramdal.Items("measures").Where(measure => measure.TextOrNull("sharedWith") == "Skadegörelse")
                .Select(measure => measure.Text("title")).Order());
        Assert.Single(ramdal.Items("measures"), measure => measure.TextOrNull("sharedWith") is null);
        Assert.Equal("Ännu inte påbörjat.", Assert.Single(ramdal.Items("effects")).Text("text"));

        var burglary = followUp.Items("rows")[2];
        Assert.Equal(25, burglary.Number("cases"));
        foreach (var word in new[]
        {
            "villor", "fritidshus", "större förråd", "skolor", "katalysatorer", "drivmedel", "fordonsägare", "försök",
        })
        {
            Assert.Contains(word, Problem(burglary), StringComparison.Ordinal);
        }

        Assert.Equal(["house 8", "vehicle 7", "holiday-home 4", "storage-building 3", "school 2"], Figures(burglary, "target"));
        Assert.Equal(["catalytic-converter 4", "fuel 3", "bicycle 1"], Figures(burglary, "goods"));
        Assert.Contains("attempted 4", Figures(burglary, "attempted"));
        var observed = burglary.Items("effects").Single(effect => effect.Text("kind") == "observed");
        Assert.Equal(0, observed.Number("count"));
        Assert.Equal(37, observed.Number("exposureDays"));
        var query = observed.GetProperty("query");
        Assert.Equal(["sunda"], query.Items("areas").Select(area => area.GetString()));
        Assert.Equal(["burglary"], query.Items("categories").Select(category => category.GetString()));
        Assert.Equal(("house", "occurred", "2021-03-25"), (query.Text("target"), query.Text("basis"), query.Text("firstDay")));
        Assert.Contains("misstänkt", observed.Text("text"), StringComparison.Ordinal);
        var hindered = burglary.Items("effects").Single(effect => effect.Text("kind") == "hindered");
        Assert.Contains("grundutbildning", hindered.Text("text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_in_two_rows_counts_once_in_the_totals()
    {
        var followUp = await Client.GetJsonAsync(FollowUp);

        var shown = followUp.Items("rows").Sum(row => row.Number("cases"));
        var totals = followUp.GetProperty("totals");
        Assert.Equal(66, shown);
        Assert.Equal(56, totals.Number("cases"));
        Assert.Equal(10, totals.Number("casesInSeveralRows"));
    }

    [Fact]
    public async Task Every_sentence_contains_a_query_that_reproduces_its_figures()
    {
        var followUp = await Client.GetJsonAsync(FollowUp);
        var picture = await Client.GetJsonAsync(Municipality + "/situational-pictures/2021-t1");

        var sentence = followUp.Items("rows")[0].GetProperty("problem").Items("sentences")[0];
        var query = sentence.GetProperty("query");
        Assert.Equal("reported", query.Text("basis"));
        Assert.Equal(["criminal-damage"], query.Items("categories").Select(category => category.GetString()));
        Assert.Equal(
            picture.Items("byCategory").Single(line => line.Text("code") == "criminal-damage").Number("count"),
            sentence.Items("figures")[0].Number("count"));
    }

    [Fact]
    public async Task Follow_up_address_returns_a_page_to_a_browser()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(FollowUp, UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        using var response = await Client.SendAsync(request);
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("<html lang=\"sv\"", page, StringComparison.Ordinal);
        foreach (var heading in new[] { "Problemområde", "Åtgärd", "Effekt" })
        {
            Assert.Contains(heading + "</th>", page, StringComparison.Ordinal);
        }

        Assert.Contains("23 fall av skadegörelse", page, StringComparison.Ordinal);
        Assert.Contains("Fall räknas efter den dag då de rapporterades in (inrapporterat).", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0481")]
    [InlineData("0481/uppfoljning/2021-t1")]
    [InlineData("0481/lagesbild/2021-t1")]
    public async Task Pages_are_readable_and_load_nothing_from_other_hosts(string path)
    {
        var page = await Client.GetStringAsync(new Uri(path, UriKind.Relative));

        Assert.Contains("<h1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link rel=\"stylesheet\" href=\"http", page, StringComparison.Ordinal);
        var stylesheet = System.Text.RegularExpressions.Regex.Match(page, "href=\"(/medborgarlofte.css[^\"]*)\"").Groups[1].Value;
        using var css = await Client.GetAsync(new Uri(stylesheet, UriKind.Relative));
        Assert.Equal("text/css", css.Content.Headers.ContentType!.MediaType);
        foreach (var address in new[] { path, stylesheet })
        {
            using var head = await Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri(address, UriKind.Relative)));
            Assert.Equal((HttpStatusCode.OK, 0), (head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).Length));
            Assert.Equal(address == path ? "text/html" : "text/css", head.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task Rebuilt_read_models_give_the_same_follow_up()
    {
        var before = WithoutTime(await Client.GetJsonAsync(FollowUp + "?version=draft"));

        await RebuildAsync();

        Assert.Equal(before, WithoutTime(await Client.GetJsonAsync(FollowUp + "?version=draft")));
        Assert.Equal("published", (await Client.GetJsonAsync(FollowUp)).Text("state"));
    }

    private async Task RebuildAsync()
    {
        var replay = await Client.PostJsonAsync("api/v1/replays");
        await Eventually.TrueAsync(
            async () => (await Client.GetJsonAsync("api/v1/replays/" + replay.Text("id")))
                .TextOrNull("completedAt") is not null, "the replay to be complete");
    }

    [Fact]
    public async Task Replay_command_rebuilds_Reporting_and_ends()
    {
        var before = WithoutTime(await Client.GetJsonAsync(FollowUp + "?version=draft"));
        var reporting = oxelosund.Installation.Reporting;
        await reporting.StopAsync();

        Assert.Equal(0, await reporting.RunToEndAsync("replay"));

        Assert.Contains("Lägesbilden är ombyggd", reporting.Output, StringComparison.Ordinal);
        await reporting.StartAsync();
        await oxelosund.Installation.ReachableAsync();
        Assert.Equal(before, WithoutTime(await Client.GetJsonAsync(FollowUp + "?version=draft")));
    }

    [Fact]
    public async Task New_area_name_appears_in_drafts_but_not_in_published_follow_ups()
    {
        var area = Municipality + "/areas/stenvik";
        var before = await Client.GetJsonAsync(area);
        using var change = new HttpRequestMessage(HttpMethod.Put, new Uri(area, UriKind.Relative));
        change.Headers.TryAddWithoutValidation("If-Match", $"\"{before.Number("version")}\"");
        change.Content = JsonContent.Create(new { name = "Stenviksstrand", polygon = before.GetProperty("polygon") });
        using var changed = await Client.SendAsync(change);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        await Eventually.TrueAsync(
            async () => (await Client.GetJsonAsync(FollowUp + "?version=draft")).GetRawText()
                .Contains("Stenviksstrand", StringComparison.Ordinal),
            "the new name in the draft");
        Assert.DoesNotContain("Stenviksstrand", (await Client.GetJsonAsync(FollowUp)).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imported_rows_are_counted_once_in_the_situational_picture()
    {
        const int Rows = 500;
        var file = "external_id,category,area,occurred_from,reported_at\n" + string.Concat(Enumerable.Range(1, Rows).Select(
            row => $"j-{row},littering,centrum,2019-03-0{1 + (row % 9)},2019-04-01\n")) + "j-x,unknown,centrum,2019-03-01,2019-04-01\n";

        for (var time = 1; time <= 2; time++)
        {
            var import = await Client.PostFileAsync(Municipality + "/incident-imports?source=journey", "text/csv", file);
            var done = await Eventually.ValueAsync<JsonElement>(
                async () => await Client.GetJsonAsync(Municipality + "/incident-imports/" + import.Text("id")) is var now
                    && now.Text("status") == "completed" ? now : null,
                "the import to be complete");
            Assert.Equal(Rows + 1, done.Number("rowsRead"));
            Assert.Equal(time == 1 ? Rows : 0, done.Number("rowsAccepted"));
            Assert.Equal(time == 1 ? 0 : Rows, done.Number("rowsKnown"));
            Assert.Equal(1, done.Number("rowsRefused"));
        }

        await Eventually.TrueAsync(
            async () => (await Client.GetJsonAsync(Municipality + "/situational-pictures/2019-04")).GetProperty("total")
                .NumberOrNull("count") == Rows,
            "all rows in the picture, each once");
    }

    [Fact]
    public async Task Correction_moves_a_case_and_rejection_removes_it()
    {
        var incident = await Client.PostJsonAsync(
            Municipality + "/incidents",
            new
            {
                category = "fire", area = "centrum", occurredFrom = "2018-02-01T20:00:00+01:00", reportedAt = "2018-02-01T21:00:00+01:00",
            });
        await PictureHas("centrum", 1);

        await ChangeAsync(HttpMethod.Put, "", 1, new { category = "fire", area = "ramdal", occurredFrom = "2018-02-01T20:00:00+01:00" });
        await PictureHas("ramdal", 1);
        await ChangeAsync(HttpMethod.Post, "/status-changes", 2, new { to = "rejected", note = "Ingen brand." });
        await Eventually.TrueAsync(
            async () => (await Client.GetJsonAsync(Municipality + "/situational-pictures/2018-02")).GetProperty("total")
                .NumberOrNull("count") is null or 0,
            "the rejected case to be gone");

        Task PictureHas(string area, int count) => Eventually.TrueAsync(
            async () => (await Client.GetJsonAsync(Municipality + "/situational-pictures/2018-02")).Items("byArea")
                .Any(line => line.Text("code") == area && line.NumberOrNull("count") == count),
            $"{count} in {area}");

        async Task ChangeAsync(HttpMethod method, string path, int version, object body)
        {
            using var request = new HttpRequestMessage(
                method, new Uri($"{Municipality}/incidents/{incident.Text("id")}{path}", UriKind.Relative));
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
            request.Content = JsonContent.Create(body);
            using var response = await Client.SendAsync(request);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Anonymous_report_is_counted_after_verification_and_never_when_rejected()
    {
        const string Picture = Municipality + "/situational-pictures/2017-03";
        var key = (await Client.PostJsonAsync(Municipality + "/open311-clients", new { system = "Felanmälan" })).Text("apiKey");
        var sent = new List<string>();
        foreach (var words in new[] { "Klotter på bryggan 🚲 åäö", "Ett infall" })
        {
            using var form = new FormUrlEncodedContent([
                new("api_key", key), new("service_code", "criminal-damage"), new("address_id", "ramdal"), new("description", words)]);
            using var response = await Client.PostAsync(new Uri("open311/0481/requests.xml", UriKind.Relative), form);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            sent.Add(Xml(await response.Content.ReadAsByteArrayAsync()).Descendants("service_request_id").Single().Value);
        }

        using var read = new HttpRequestMessage(HttpMethod.Get, new Uri($"open311/0481/requests/{sent[0]}.xml", UriKind.Relative));
        read.Headers.Add("Api-Key", key);
        using var answer = await Client.SendAsync(read);
        Assert.Equal(
            "Klotter på bryggan 🚲 åäö", Xml(await answer.Content.ReadAsByteArrayAsync()).Descendants("description").Single().Value);
        Assert.Equal(
            new Uri(Client.BaseAddress!, "open311/0481").ToString(),
            Xml(await Client.GetByteArrayAsync(new Uri("open311/0481/discovery.xml", UriKind.Relative))).Descendants("url").Single().Value);

        // Moves the requests, which are dated today, to a month without other cases before they are verified or rejected.
        for (var index = 0; index < sent.Count; index++)
        {
            await ChangeAsync(
                HttpMethod.Put,
                sent[index],
                "",
                1,
                new
                {
                    category = "criminal-damage",
                    area = "ramdal",
                    occurredFrom = "2017-03-01T20:00:00+01:00",
                    reportedAt = "2017-03-01T21:00:00+01:00",
                });
        }

        await ChangeAsync(HttpMethod.Post, sent[1], "/status-changes", 2, new { to = "rejected", note = "Inget har hänt." });
        await ReportAndWaitAsync("2017-02");
        Assert.Equal(0, (await Client.GetJsonAsync(Picture)).GetProperty("total").Number("count"));

        await ChangeAsync(HttpMethod.Post, sent[0], "/status-changes", 2, new { to = "verified" });
        await Eventually.TrueAsync(
            async () => (await Client.GetJsonAsync(Picture)).GetProperty("total").NumberOrNull("count") == 1,
            "the verified case in the picture");
        await ReportAndWaitAsync("2017-01");
        Assert.Equal(1, (await Client.GetJsonAsync(Picture)).GetProperty("total").Number("count"));

        // Events are processed in order: when this marker is counted, all earlier events have been.
        async Task ReportAndWaitAsync(string month)
        {
            await Client.PostJsonAsync(
                Municipality + "/incidents",
                new { category = "fire", area = "centrum", occurredFrom = month + "-01T10:00:00Z", reportedAt = month + "-01T10:00:00Z" });
            await Eventually.TrueAsync(
                async () => (await Client.GetJsonAsync($"{Municipality}/situational-pictures/{month}")).GetProperty("total")
                    .GetProperty("count") is { ValueKind: JsonValueKind.Number } count && count.GetInt32() == 1,
                "the marker in the picture");
        }

        async Task ChangeAsync(HttpMethod method, string id, string path, int version, object body)
        {
            using var request = new HttpRequestMessage(method, new Uri($"{Municipality}/incidents/{id}{path}", UriKind.Relative));
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
            request.Content = JsonContent.Create(body);
            using var changed = await Client.SendAsync(request);
            Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
        }

        static System.Xml.Linq.XDocument Xml(byte[] bytes) => System.Xml.Linq.XDocument.Load(new MemoryStream(bytes));
    }

    [Fact]
    public async Task Anonymous_report_on_the_page_shows_its_status()
    {
        var start = await Client.GetStringAsync(new Uri("0481", UriKind.Relative));
        Assert.Contains("href=\"/0481/rapportera\"", start, StringComparison.Ordinal);
        Assert.Contains("<form", await Client.GetStringAsync(new Uri("0481/rapportera", UriKind.Relative)), StringComparison.Ordinal);

        using var form = new FormUrlEncodedContent([
            new("category", "littering"), new("area", "ramdal"), new("day", "2021-04-01"), new("description", "Sopor vid bryggan")]);
        using var receipt = await Client.PostAsync(new Uri("0481/rapportera", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Created, receipt.StatusCode);
        var token = System.Text.RegularExpressions.Regex.Match(await receipt.Content.ReadAsStringAsync(), "<code>([^<]*)</code>")
            .Groups[1].Value;
        using var ask = new FormUrlEncodedContent([new("token", token)]);
        using var status = await Client.PostAsync(new Uri("0481/rapportera/status", UriKind.Relative), ask);

        Assert.Contains(
            "Mottagen. Rapporten granskas", WebUtility.HtmlDecode(await status.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Measure_decided_after_a_report_reaches_the_subscriber_and_the_receipt()
    {
        using var subscribe = new FormUrlEncodedContent([new("email", "rut@example.org"), new("areas", "sunda")]);
        using var asked = await Client.PostAsync(new Uri("0481/prenumerera", UriKind.Relative), subscribe);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var question = await MailAsync("Vill du ha utskick");
        using var confirmed = await Client.PostAsync(LinkIn(question, "bekrafta"), content: null);
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);

        var receipt = (await Client.PostJsonAsync(
            Municipality + "/public-reports", new
            {
                category = "littering", area = "sunda", occurredFrom = "2021-04-02T10:00:00Z", description = "Sopor vid badet",
            })).Text("receiptToken");
        var id = (await Client.GetJsonAsync(Municipality + "/incidents?status=quarantined&limit=200")).Items("items")
            .Single(item => item.Text("category") == "littering" && item.TextOrNull("area") == "sunda").Text("id");
        Assert.Equal(HttpStatusCode.OK, await MoveAsync($"{Municipality}/incidents/{id}", new { to = "verified", note = "Sett på plats" }));
        var promise = (await Client.GetJsonAsync(Municipality + "/promises")).Items("items")
            .First(item => item.Text("lastDay") == "2021-12-31").Text("id");
        var row = (await Client.PostJsonAsync(
            Municipality + "/problem-areas",
            new
            {
                promiseId = promise,
                kind = "themeAndPlace",
                name = "Nedskräpning vid badet",
                categories = new[] { "littering" },
                areas = new[] { "sunda" },
            })).Text("id");
        var measure = Municipality + "/measures/" + (await Client.PostJsonAsync(
            Municipality + "/measures",
            new
            {
                problemAreaIds = new[] { row },
                title = "Fler papperskorgar vid badet",
                ownerParty = "municipality:0481",
                performers = Array.Empty<string>(),
                horizon = "shortTerm",
                status = "proposed",
            })).Text("id");
        var late = Municipality + "/measures/" + (await Client.PostJsonAsync(
            Municipality + "/measures",
            new
            {
                problemAreaIds = new[] { row }, title = "Städdag vid badet", ownerParty = "municipality:0481", horizon = "shortTerm",
                status = "proposed",
            })).Text("id");
        Assert.Equal(HttpStatusCode.OK, await MoveAsync(late, new { to = "decided", on = "2021-04-05" }));
        var today = SwedishDay();
        var decidedOn = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(HttpStatusCode.OK, await MoveAsync(measure, new { to = "decided", on = decidedOn }));

        var news = await MailAsync("Fler papperskorgar");
        await Eventually.TrueAsync(
            async () =>
            {
                using var ask = new FormUrlEncodedContent([new("token", receipt)]);
                using var page = await Client.PostAsync(new Uri("0481/rapportera/status", UriKind.Relative), ask);
                var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
                return html.Contains("Fler papperskorgar vid badet", StringComparison.Ordinal)
                    && html.Contains(
                        $"Beslutad den {today.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("sv-SE"))}", StringComparison.Ordinal)
                    && html.Contains("Beslutad den 5 april 2021", StringComparison.Ordinal);
            },
            "the measure in the report's status");
        var linked = WebUtility.HtmlDecode(await Client.GetStringAsync(new Uri("0481/rapportera/status?kod=" + receipt, UriKind.Relative)));
        Assert.Contains("Du rapporterade, det här görs", linked, StringComparison.Ordinal);
        Assert.Contains("Fler papperskorgar vid badet", linked, StringComparison.Ordinal);

        using var ended = await Client.PostAsync(LinkIn(news, "avsluta"), content: null);
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await MoveAsync(measure, new { to = "cancelled", on = decidedOn, note = "Ersätts" }));
        var notices = await Client.GetJsonAsync(Municipality + "/notices?limit=200");
        Assert.Equal(
            2, notices.Items("items").Count(notice => notice.Text("recipient").StartsWith("subscription:", StringComparison.Ordinal)));
        Assert.DoesNotContain("rut@", notices.GetRawText(), StringComparison.Ordinal);
        Assert.Single(Mails("Fler papperskorgar"));

        // A decision that is entered years late is no news.
        Assert.Empty(Mails("Städdag vid badet"));
    }

    private static DateOnly SwedishDay() => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm")).DateTime);

    private static Uri LinkIn(string mail, string step) =>
        new(System.Text.RegularExpressions.Regex.Match(mail, $@"0481/prenumerera/{step}\?kod=[\w-]+").Value, UriKind.Relative);

    private Task<string> MailAsync(string subject) =>
        Eventually.GetAsync(() => Task.FromResult(Mails(subject).FirstOrDefault()), $"a mail about {subject}");

    private IEnumerable<string> Mails(string subject) =>
        Mails().Where(mail => mail.Subject!.Contains(subject, StringComparison.Ordinal)).Select(mail => mail.TextBody!);

    private IEnumerable<MimeKit.MimeMessage> MailsTo(string address) =>
        Mails().Where(mail => mail.To.Mailboxes.Any(mailbox => mailbox.Address == address));

    // Without a mail server, mails are written as files beside the data.
    private IEnumerable<MimeKit.MimeMessage> Mails() =>
        Directory.EnumerateFiles(oxelosund.Installation.DataDirectory, "*.eml", SearchOption.AllDirectories)
            .Select(file => MimeKit.MimeMessage.Load(file));

    [Fact]
    public async Task Watch_group_appears_in_the_situational_picture()
    {
        await Client.PostWhenKnownAsync(
            Municipality + "/watch-groups", new
            {
                name = "Norra Sunda", area = "sunda", variant = "neighbourhood", households = 24, registeredOn = "2021-02-01",
            });

        await Eventually.TrueAsync(
            async () => (await Client.GetJsonAsync(Municipality + "/situational-pictures/2021-t1")).Number("watchGroups") == 1,
            "the group in the picture");
    }

    [Fact]
    public async Task Watch_group_proceeds_from_interest_to_active_with_every_rule_enforced()
    {
        var group = Municipality + "/watch-groups/" + (await Client.PostWhenKnownAsync(
            Municipality + "/watch-groups", new
            {
                name = "Södra Sunda", area = "sunda", variant = "neighbourhood", households = 12, registeredOn = "2021-05-02",
            })).Text("id");
        Assert.Equal(HttpStatusCode.Conflict, await MoveAsync(group, new { to = "active" }));
        Assert.Equal(HttpStatusCode.OK, await MoveAsync(group, new { to = "forming" }));
        Assert.Equal(HttpStatusCode.Conflict, await MoveAsync(group, new { to = "trained" }));
        await Client.PostJsonAsync(
            group + "/members",
            new
            {
                role = "contactPerson", address = "Sundavägen 1", name = "Kim Exempel", phone = "0155-123 45", consentOn = "2021-05-03",
            });
        var training = Municipality + "/trainings/" + (await Client.PostJsonAsync(
            Municipality + "/trainings", new
            {
                kind = "basic", form = "digital", startsAt = "2021-05-04T18:00:00+02:00", seats = 10,
            })).Text("id");
        await Client.PostJsonAsync(training + "/bookings", new { groupId = group[^36..], seats = 2 });
        Assert.Equal(HttpStatusCode.OK, await MoveAsync(training, new { to = "held" }));
        Assert.Equal(HttpStatusCode.OK, await MoveAsync(group, new { to = "trained" }));
        Assert.Equal(HttpStatusCode.Conflict, await MoveAsync(group, new { to = "active" }));
        await Client.PostJsonAsync(group + "/members", new { role = "policeContact", name = "Områdespolisen" });
        await Client.PostJsonAsync(group + "/activities", new { kind = "neighbourMeeting" });
        Assert.Equal(HttpStatusCode.OK, await MoveAsync(group, new { to = "active" }));

        Assert.True((await Client.GetJsonAsync(group + "/guide")).GetProperty("signsAllowed").GetBoolean());
        await Client.PostJsonAsync(group + "/activities", new { kind = "signsPutUp", count = 3 });
        Assert.Contains(
            "Sätt upp skyltarna",
            WebUtility.HtmlDecode(await Client.GetStringAsync(new Uri("0481/grannsamverkan", UriKind.Relative))),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anonymous_interest_waits_for_the_coordinator()
    {
        using var stranger = new HttpClient { BaseAddress = Client.BaseAddress };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["area"] = "sunda",
            ["variant"] = "Stairwell",
            ["households"] = "9",
            ["name"] = "Kim Exempel",
            ["email"] = "intresse@example.se",
            ["consent"] = "ja",
        });
        using var answer = await stranger.PostAsync(new Uri("0481/grannsamverkan/intresse", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);

        var group = Assert.Single(
            (await Client.GetJsonAsync(Municipality + "/watch-groups?status=interest&area=sunda")).Items("items"),
            group => group.Text("variant") == "stairwell");
        Assert.Equal(
            HttpStatusCode.OK,
            await MoveAsync($"{Municipality}/watch-groups/{group.Text("id")}", new { to = "closed", reason = "ownDecision" }));
    }

    [Fact]
    public async Task Five_burglaries_within_ten_days_send_one_warning_to_the_groups_of_the_area()
    {
        await ActiveGroup.WarnAsync(Client, new { isOn = true, categories = new[] { "burglary" } });
        await ActiveGroup.StartAsync(Client, "sunda", "kim@sunda.example.se");
        await ActiveGroup.StartAsync(Client, "ramdal", "kim@ramdal.example.se");
        var ids = new List<string>();
        foreach (var daysAgo in new[] { 1, 9, 5, 3, 7 })
        {
            var reportedAt = TimeProvider.System.GetUtcNow().AddDays(-daysAgo);
            ids.Add((await Client.PostJsonAsync(
                Municipality + "/incidents", new
                {
                    category = "burglary", area = "sunda", occurredFrom = reportedAt.AddHours(-5), reportedAt,
                })).Text("id"));
        }

        await Eventually.TrueAsync(async () => (await WarningsAsync()).Count > 0, "the warning");
        foreach (var id in ids)
        {
            Assert.Equal(HttpStatusCode.OK, await MoveAsync($"{Municipality}/incidents/{id}", new { to = "verified" }));
        }

        await Client.PostJsonAsync(
            Municipality + "/incidents",
            new { category = "burglary", area = "sunda", occurredFrom = TimeProvider.System.GetUtcNow().AddHours(-5) });
        await RebuildAsync();
        var warning = Assert.Single(await WarningsAsync());
        Assert.Equal("sunda", warning.Text("area"));
        await Eventually.TrueAsync(() => Task.FromResult(MailsTo("kim@sunda.example.se").Count() == 1), "the mail");
        Assert.Empty(MailsTo("kim@ramdal.example.se"));
        Assert.True(warning.Number("households") >= 1);
        Assert.StartsWith("5 inbrott har rapporterats i området Sunda", warning.Text("text"), StringComparison.Ordinal);

        async Task<IReadOnlyList<JsonElement>> WarningsAsync() => (await Client.GetJsonAsync(Municipality + "/warnings")).Items("items");
    }

    [Fact]
    public async Task Observation_of_a_watch_group_becomes_a_quarantined_incident()
    {
        var group = Municipality + "/watch-groups/" + (await Client.PostWhenKnownAsync(
            Municipality + "/watch-groups", new
            {
                name = "Ser", area = "sunda", variant = "neighbourhood", households = 12, registeredOn = "2021-05-02",
            })).Text("id");
        await Client.PostJsonAsync(
            group + "/observations",
            new { category = "theft", occurredFrom = "2021-05-02T22:00:00Z", occurredTo = "2021-05-03T05:00:00Z" });

        await Eventually.TrueAsync(async () => (await SeenAsync()).Count == 1, "the incident");
        Assert.Equal(
            ("sunda", "theft"), (await SeenAsync())[0] is var incident ? (incident.Text("area"), incident.Text("category")) : default);

        async Task<List<JsonElement>> SeenAsync() =>
            [.. (await Client.GetJsonAsync(Municipality + "/incidents?status=quarantined")).Items("items").Where(
                item => item.Text("source") == "neighbourhood-watch")];
    }

    [Fact]
    public async Task Restriction_cancels_the_training_and_appears_in_the_follow_up()
    {
        var row = (await Client.GetJsonAsync(FollowUp)).Items("rows")[2].Text("problemAreaId");
        var measure = (await Client.PostJsonAsync(Municipality + "/measures", new
        {
            problemAreaIds = new[] { row },
            title = "Grundutbildning i grannsamverkan",
            ownerParty = "police:nykoping",
            performers = new[] { "police:nykoping" },
            horizon = "longTerm",
            status = "started",
            startedOn = "2021-01-04",
            indicator = "Antal utbildade kontaktombud",
        })).Text("id");
        var physical = new { kind = "basic", form = "physical", startsAt = "2021-03-16T18:00:00+01:00", seats = 10 };
        var training = Municipality + "/trainings/" + (await Client.PostWhenKnownAsync(Municipality + "/trainings", physical)).Text("id");

        await Client.PostJsonAsync(
            Municipality + "/restrictions",
            new { reason = "pandemicRestrictions", from = "2021-01-01", to = "2021-04-30", measureIds = new[] { measure } });

        Assert.Equal("postponed", (await Client.GetJsonAsync(training)).Text("status"));
        using var refused = await Client.PostAsJsonAsync(new Uri(Municipality + "/trainings", UriKind.Relative), physical);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        await Eventually.TrueAsync(
            async () => (await Client.GetJsonAsync(FollowUp + "?version=draft")).Items("rows")[2].Items("effects").Any(effect =>
                effect.Text("kind") == "hindered"
                && effect.Items("measureIds").Any(id => id.GetString() == measure)
                && effect.Text("text") == "På grund av pandemirestriktioner har ingen ny grundutbildning kunnat hållas (1 januari–30 "
                    + "april 2021)."),
            "the hindered effect in the draft");
    }

    private async Task<HttpStatusCode> MoveAsync(string thing, object move)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(
            thing + "/status-changes", UriKind.Relative)) { Content = JsonContent.Create(move) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var answer = await Client.SendAsync(request);
        return answer.StatusCode;
    }

    [Fact]
    public async Task Follow_ups_published_by_other_municipalities_are_reproduced_completely()
    {
        // A year of counted commitments: traffic, police presence, drugs.
        var (year, area) = await PromiseAsync("2014-01-01", "2014-12-31");
        var traffic = await MeasureAsync(area, "Hastighetskontroller på Järntorget", "police:nykoping");
        var presence = await MeasureAsync(area, "Synlig närvaro i centrum", "police:nykoping", "municipality:0481");
        await CommitAsync(year, "Minst 52 hastighetskontroller", 52, [traffic], "speedCheck");
        await CommitAsync(year, "Närvaro vid 200 tillfällen", 200, [presence], "patrol", "outreachWalk");
        await CommitAsync(year, "Minst 24 narkotikainsatser", 24, [presence], "drugEffort");
        await CommitAsync(year, "Minst 4 informationsträffar i skolan", 4, []);
        await LogAsync(traffic, "speedCheck", "police:nykoping", "2014-06-30T12:00:00+02:00", 30, new { code = "fine", count = 412 });
        await LogAsync(
            traffic,
            "speedCheck",
            "police:nykoping",
            "2014-12-01T12:00:00+01:00",
            31,
            new { code = "fine", count = 655 },
            new { code = "drunkDriving", count = 2 });
        await LogAsync(presence, "patrol", "police:nykoping", "2014-11-30T12:00:00+01:00", 120);
        await LogAsync(presence, "outreachWalk", "municipality:0481", "2014-12-10T18:00:00+01:00", 67);
        await LogAsync(
            presence, "drugEffort", "police:nykoping", "2014-12-20T18:00:00+01:00", 24, new { code = "drugSeizure", count = 19 });

        // A year with alcohol inspections, safety walks, and a commitment without a target count.
        var (walking, places) = await PromiseAsync("2016-01-01", "2016-12-31");
        var walks = await MeasureAsync(places, "Trygghetsvandringar", "municipality:0481");
        var alcohol = await MeasureAsync(places, "Tillsyn av serveringsställen", "municipality:0481", "police:nykoping");
        await CommitAsync(walking, "Fyra trygghetsvandringar i centrum", 4, [walks], "safetyWalk");
        await CommitAsync(walking, "Minst 12 alkoholtillsyner", 12, [alcohol], "alcoholInspection");
        await Client.PostJsonAsync(Municipality + "/commitments", new
        {
            promiseId = walking,
            title = "Belysningen ses över vid stationen",
            parties = new[] { "municipality:0481" },
            measureIds = new[] { walks },
            assessment = new { outcome = "kept", office = "gatuenheten", on = "2016-12-15" },
        });
        await LogAsync(
            walks,
            "safetyWalk",
            "municipality:0481",
            "2016-10-05T17:00:00+02:00",
            3,
            new { code = "participant", count = 41 },
            new { code = "faultReport", count = 23 });
        await LogAsync(
            alcohol, "alcoholInspection", "municipality:0481", "2016-12-03T20:00:00+01:00", 12, new { code = "remark", count = 7 });

        // A two-year promise with a guard company that imports its rounds as files.
        var (twoYears, station) = await PromiseAsync("2011-01-01", "2012-12-31");
        await Client.RegisterPartiesAsync(Municipality, "security:bevakning");
        var rounds = await MeasureAsync(station, "Rondering", "security:bevakning");
        await CommitAsync(twoYears, "Minst 1 200 ronderingar på två år", 1200, [rounds], "round");
        var file = "id;typ;start;område;antal\nr-1;rondering;2011-12-31 22:00;Centrum;560\nr-2;rondering;2012-10-01 22:00;Centrum;710\n";
        var import = await Client.PostFileAsync(
            $"{Municipality}/measures/{rounds}/activity-imports?party=security:bevakning", "text/csv", file);
        Assert.Equal(2, import.Number("logged"));

        // A year with a weekly commitment, and traffic checks of which only the total of the year is known.
        var (weekly, streets) = await PromiseAsync("2018-01-01", "2018-12-31");
        var patrols = await MeasureAsync(streets, "Fotpatruller", "police:nykoping");
        await CommitAsync(weekly, "Minst 12 trafikkontroller", 12, [patrols], "trafficCheck");
        await CommitInAsync(weekly, "Minst en fotpatrull i veckan", 1, [patrols], "weekly", ["patrol"]);
        await Client.PostJsonAsync(Municipality + "/result-codes", new
        {
            code = "drug-driving",
            swedish = "misstänkt drograttfylleri",
            swedishPlural = "misstänkta drograttfyllerier",
            english = "suspected drug driving",
        });
        await Client.PostWhenKnownAsync($"{Municipality}/measures/{patrols}/activities", new
        {
            kind = "trafficCheck",
            party = "police:nykoping",
            from = "2018-01-01",
            to = "2018-12-31",
            occasions = 11,
            results = new[] { new { code = "fine", count = 63 }, new { code = "drug-driving", count = 8 } },
        });
        var walked = Enumerable.Range(1, 52).Where(week => week is not (7 or 12 or 30))
            .Select(week => $"patrullering;{ISOWeek.ToDateTime(2018, week, DayOfWeek.Friday):yyyy-MM-dd} 21:00\n");
        await Client.PostFileAsync(
            $"{Municipality}/measures/{patrols}/activity-imports?party=police:nykoping", "text/csv", "typ;start\n" + string.Concat(walked));

        await LinesAsync(
            "2018",
            "Minst 12 trafikkontroller | partly 11 | Delvis hållet: 11 gånger av minst 12 till och med den 31 december 2018. | "
                + "polisen 11 | Resultat: 63 ordningsböter och 8 misstänkta drograttfyllerier. | I antalet ingår 11 gånger under 2018, "
                + "utan uppgift om dagar.",
            "Minst en fotpatrull i veckan | partly 49 | Delvis hållet: minst en gång i veckan under 49 av 52 veckor till och med den 31 "
                + "december 2018. Missat: vecka 7, 12 och 30. | polisen 49 |");

        // A problem area that nobody collected says so, until its collection is declared.
        await Client.PostJsonAsync(Municipality + "/problem-areas", new
        {
            promiseId = weekly, kind = "theme", name = "Rattfylleri", categories = new[] { "drunk-driving" }, order = 2,
        });
        await RowAsync("Uppgift saknas om fall av rattfylleri.", "notKnown");
        using (var declaration = new HttpRequestMessage(
            HttpMethod.Put, new Uri(Municipality + "/categories/drunk-driving/collection", UriKind.Relative)))
        {
            declaration.Content = JsonContent.Create(new { sources = new[] { new { source = "police:nykoping", from = "2018-03-01" } } });
            declaration.Headers.TryAddWithoutValidation("If-Match", "*");
            using var declared = await Client.SendAsync(declaration);
            Assert.Equal(HttpStatusCode.OK, declared.StatusCode);
        }

        await RowAsync(
            "Inga fall av rattfylleri har rapporterats in. Uppgifter om fall av rattfylleri finns från och med den 1 mars 2018.",
            "partlyCollected");
        await LinesAsync(
            "2014",
            "Minst 24 narkotikainsatser | kept 24 | Hållet: 24 gånger av minst 24 till och med den 31 december 2014. Antalet nåddes den "
                + "20 december 2014. | polisen 24 | Resultat: 19 narkotikabeslag.",
            "Minst 4 informationsträffar i skolan | notKept 0 | Inte hållet: 0 gånger av minst 4 till och med den 31 december 2014. |  |"
                + "  | Åtagandet har ingen åtgärd bakom sig.",
            "Minst 52 hastighetskontroller | exceeded 61 | Överträffat: 61 gånger av minst 52 till och med den 31 december 2014. "
                + "Antalet nåddes den 1 december 2014. | polisen 61 | Resultat: 1\u00a0067 ordningsböter och 2 misstänkta "
                    + "rattfyllerier.",
            "Närvaro vid 200 tillfällen | partly 187 | Delvis hållet: 187 gånger av minst 200 till och med den 31 december 2014. | "
                + "polisen 120, Oxelösunds kommun 67 |");
        await LinesAsync(
            "2016",
            "Belysningen ses över vid stationen | kept 3 | Hållet, enligt bedömning den 15 december 2016 (gatuenheten). 3 gånger till "
                + "och med den 31 december 2016. | Oxelösunds kommun 3 | Resultat: 41 deltagare och 23 felanmälningar.",
            "Fyra trygghetsvandringar i centrum | partly 3 | Delvis hållet: 3 gånger av minst 4 till och med den 31 december 2016. | "
                + "Oxelösunds kommun 3 | Resultat: 41 deltagare och 23 felanmälningar.",
            "Minst 12 alkoholtillsyner | kept 12 | Hållet: 12 gånger av minst 12 till och med den 31 december 2016. Antalet nåddes den "
                + "3 december 2016. | Oxelösunds kommun 12 | Resultat: 7 anmärkningar.");
        await LinesAsync("2011", "Minst 1 200 ronderingar på två år | ongoing 560 | Pågår: 560 gånger av minst 1\u00a0200 till och med "
            + "den 31 december 2011. | vaktbolag 560 |");
        await LinesAsync("2012", "Minst 1 200 ronderingar på två år | exceeded 1270 | Överträffat: 1\u00a0270 gånger av minst 1\u00a0200 "
            + "till och med den 31 december 2012. Antalet nåddes den 1 oktober 2012. | vaktbolag 1270 |");

        await Client.PostJsonAsync(Municipality + "/follow-ups/2014/publications");
        var page = WebUtility.HtmlDecode(await Client.GetStringAsync(new Uri("0481/uppfoljning/2014", UriKind.Relative)));
        Assert.Contains("Överträffat: 61 gånger av minst 52", page, StringComparison.Ordinal);
        Assert.Contains("<li>Polisen: 61</li>", page, StringComparison.Ordinal);
        Assert.Contains("Åtagandet har ingen åtgärd bakom sig.", page, StringComparison.Ordinal);

        async Task<(string Promise, string ProblemArea)> PromiseAsync(string firstDay, string lastDay)
        {
            var promise = await Client.PostJsonAsync(Municipality + "/promises", new
            {
                title = "Medborgarlöfte",
                goal = "Tryggare i centrum.",
                firstDay,
                lastDay,
                owners = new[] { "police:nykoping", "municipality:0481" },
                restsOnCitizenViews = true,
                restsOnSituationalPicture = true,
            });
            await Client.AdoptAsync(Municipality, promise.Text("id"));
            var row = await Client.PostJsonAsync(
                Municipality + "/problem-areas", new
                {
                    promiseId = promise.Text("id"), kind = "place", name = "Centrum", areas = new[] { "centrum" },
                });
            return (promise.Text("id"), row.Text("id"));
        }

        async Task<string> MeasureAsync(
            string row, string title, params string[] performers) => (await Client.PostWhenKnownAsync(Municipality + "/measures", new
        {
            problemAreaIds = new[] { row },
            title,
            ownerParty = performers[0],
            performers,
            horizon = "shortTerm",
            status = "started",
            startedOn = "2011-01-01",
            indicator = "Antal fall per år",
        })).Text("id");

        Task CommitAsync(string promiseId, string title, int atLeast, string[] measureIds, params string[] activities) =>
            CommitInAsync(promiseId, title, atLeast, measureIds, rhythm: null, activities);

        async Task CommitInAsync(
            string promiseId, string title, int atLeast, string[] measureIds, string? rhythm, string[] activities) =>
            await Client.PostJsonAsync(Municipality + "/commitments", new
            {
                promiseId,
                title,
                parties = new[] { "police:nykoping", "municipality:0481" },
                activities = activities is [] ? ["information"] : activities,
                atLeast,
                rhythm,
                measureIds,
            });

        async Task LogAsync(string measure, string kind, string party, string startedAt, int occasions, params object[] results) =>
            await Client.PostJsonAsync($"{Municipality}/measures/{measure}/activities", new { kind, party, startedAt, occasions, results });

        Task RowAsync(string text, string reason) => Eventually.TrueAsync(
            async () => (await Client.GetJsonAsync(Municipality + "/follow-ups/2018?version=draft")).Items("rows").Any(row =>
                Problem(row) == text
                && row.GetProperty("casesNote") is { ValueKind: JsonValueKind.Object } note && note.Text("reason") == reason),
            text);

        async Task LinesAsync(string period, params string[] lines)
        {
            var actual = Array.Empty<string>();
            await Eventually.TrueAsync(
                async () =>
                {
                    actual = [.. (await Client.GetJsonAsync(
                        $"{Municipality}/follow-ups/{period}?version=draft")).Items("commitments").Select(LineOf)];
                    return actual.SequenceEqual(lines);
                },
                $"the commitments of {period}");
        }

        static string LineOf(JsonElement line) => string.Join(
            " | ",
            line.Text("title"),
            $"{line.Text("outcome")} {line.Number("count")}",
            line.Text("text"),
            string.Join(", ", line.Items("byParty").Select(party => $"{party.Text("name")} {party.Number("count")}")),
            $"{line.TextOrNull("resultText")}{(line.TextOrNull("warning") is { } warning ? " | " + warning : "")}"
                + (line.TextOrNull("totalsText") is { } totals ? " | " + totals : "")).TrimEnd();
    }

    [Theory]
    [InlineData("GET", "api/v1/municipalities/9999/incidents", null, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/municipalities/9999/promises", null, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/municipalities/9999/watch-groups", null, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/municipalities/9999/follow-ups/2021-t1", null, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/municipalities/0481/follow-ups/2021-t4", null, HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/v1/nothing", null, HttpStatusCode.NotFound)]
    [InlineData("POST", "api/v1/municipalities/0481/incidents", "{\"category\":", HttpStatusCode.BadRequest)]
    [InlineData(
        "POST",
        "api/v1/municipalities/0481/incidents",
        "{\"category\":\"x\",\"occurredFrom\":\"2021-01-01T00:00:00Z\"}",
        HttpStatusCode.BadRequest)]
    [InlineData("DELETE", "api/v1/municipalities/0481/incidents", null, HttpStatusCode.MethodNotAllowed)]
    public async Task Every_error_is_problem_details_with_title_and_detail(string method, string path, string? body, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await Client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        foreach (var member in new[] { "type", "title", "detail", "instance", "traceId" })
        {
            Assert.NotEmpty(problem.Text(member));
        }

        Assert.Equal((int)status, problem.Number("status"));
    }

    private static string Problem(JsonElement row) => row.GetProperty("problem").Text("text");

    private static IEnumerable<string> Figures(JsonElement row, string by) => row.GetProperty("problem").Items("sentences")
        .Single(sentence => sentence.GetProperty("query").Text("by") == by).Items("figures")
        .Select(figure => $"{figure.Text("code")} {figure.Number("count")}");

    private static string WithoutTime(JsonElement followUp) =>
        System.Text.RegularExpressions.Regex.Replace(followUp.GetRawText(), "\"generatedAt\":\"[^\"]*\"", "");
}
