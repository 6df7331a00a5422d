using System.Net;
using System.Text;
using System.Text.Json;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Measures.Tests;

public sealed class ActivityTests(MeasuresApp app)
{
    private const string Guards = "security:guards";

    private async Task<Guid> MeasureAsync() => await app.MeasureAsync(await app.ProblemAreaAsync(), "started");

    private static object Round(
        string? externalId = null, string? party = Guards, int? occasions = null, string startedAt = "2021-03-02T22:15:00+01:00") =>
        new
        {
            kind = "round", party, externalId, startedAt, area = "ramdal", occasions,
            results = new[] { new { code = "faultReport", count = 2 } },
        };

    private HttpClient GuardClient(string party = Guards) => app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token(party, ["reporter"])));

    [Fact]
    public async Task Logged_activity_has_day_and_results_and_its_event_only_codes_and_counts()
    {
        var measure = await MeasureAsync();

        var id = await app.CreateAsync($"measures/{measure}/activities", Round("R-1", startedAt: "2021-03-02T23:30:00Z"));

        var activity = await app.GetAsync($"measures/{measure}/activities/{id}");
        Assert.Equal(("2021-03-03", 1, Guards), (activity.Text("on"), activity.Number("occasions"), activity.Text("party")));
        var recorded = JsonDocument.Parse(Assert.Single(await app.EventsAboutAsync(id))).RootElement;
        Assert.Equal(
            ["activityId", "area", "kind", "measureId", "municipality", "occasions", "on", "party", "results", "version"],
            recorded.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("faultReport", 2), (recorded.Items("results")[0].Text("code"), recorded.Items("results")[0].Number("count")));
    }

    [Fact]
    public async Task Repeated_report_makes_no_second_entry_and_different_report_with_same_number_is_rejected()
    {
        var (measure, number) = (await MeasureAsync(), Guid.CreateVersion7().ToString());
        var first = await app.CreateAsync($"measures/{measure}/activities", Round(number));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => app.SendAsync(HttpMethod.Post, $"measures/{measure}/activities", Round(number))));

        foreach (var answer in answers)
        {
            Assert.Equal(first, (await answer.ReadAsync(HttpStatusCode.OK)).GetProperty("id").GetGuid());
        }

        await (await app.SendAsync(HttpMethod.Post, $"measures/{measure}/activities", Round(number, occasions: 3)))
            .ReadAsync(HttpStatusCode.Conflict);
        Assert.Equal(1, (await app.GetAsync($"measures/{measure}/activities")).Number("total"));
    }

    [Fact]
    public async Task Concurrent_identical_reports_make_one_entry()
    {
        var (measure, number) = (await MeasureAsync(), Guid.CreateVersion7().ToString());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => app.SendAsync(HttpMethod.Post, $"measures/{measure}/activities", Round(number))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(1, (await app.GetAsync($"measures/{measure}/activities")).Number("total"));
    }

    [Fact]
    public async Task Performer_logs_and_sees_only_its_own_activities()
    {
        var measure = await MeasureAsync();
        var path = MeasuresApp.Root + $"measures/{measure}/activities";
        using var guard = GuardClient();
        using var stranger = GuardClient("security:others");
        await app.CreateAsync($"measures/{measure}/activities", Round(party: "municipality:0481"));

        await (await PostAsync(guard, path, Round(party: null))).ReadAsync(HttpStatusCode.Created);
        await (await PostAsync(guard, path, Round(party: "municipality:0481"))).ReadAsync(HttpStatusCode.Forbidden);
        await (await PostAsync(stranger, path, Round(party: null))).ReadAsync(HttpStatusCode.NotFound);
        Assert.Equal(
            ["party"], await app.ErrorsOfAsync(HttpMethod.Post, $"measures/{measure}/activities", Round(party: "security:others")));

        var own = JsonDocument.Parse(await guard.GetStringAsync(new Uri(path, UriKind.Relative))).RootElement;
        Assert.Equal([Guards], own.Items("items").Select(activity => activity.Text("party")));
        Assert.Equal(2, (await app.GetAsync($"measures/{measure}/activities")).Number("total"));
    }

    [Fact]
    public async Task Entry_can_be_corrected_and_withdrawn()
    {
        var measure = await MeasureAsync();
        var id = await app.CreateAsync($"measures/{measure}/activities", Round());
        var path = $"measures/{measure}/activities/{id}";

        await (await app.SendAsync(HttpMethod.Put, path, Round(occasions: 4), "\"1\"")).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(["results"], await app.ErrorsOfAsync(HttpMethod.Put, path, Round(occasions: 0), "\"2\""));
        await (await app.SendAsync(
            HttpMethod.Put,
            path,
            new { kind = "round", startedAt = "2021-03-02T22:15:00+01:00", occasions = 0 },
            "\"2\"")).ReadAsync(HttpStatusCode.OK);

        Assert.Equal(
            [1, 4, 0], (await app.EventsAboutAsync(id)).Select(payload => JsonDocument.Parse(payload).RootElement.Number("occasions")));
    }

    [Fact]
    public async Task Total_has_a_period_and_no_day()
    {
        var measure = await MeasureAsync();
        var path = $"measures/{measure}/activities";
        var total = new { kind = "round", party = Guards, externalId = "T-1", from = "2021-01-01", to = "2021-04-30", occasions = 11 };

        var id = await app.CreateAsync(path, total);

        var read = await app.GetAsync($"{path}/{id}");
        Assert.Equal(("2021-01-01", "2021-04-30", 11), (read.Text("from"), read.Text("to"), read.Number("occasions")));
        Assert.Equal((null, null), (read.TextOrNull("on"), read.TextOrNull("startedAt")));
        var recorded = JsonDocument.Parse(Assert.Single(await app.EventsAboutAsync(id))).RootElement;
        Assert.Equal(
            ["activityId", "from", "kind", "measureId", "municipality", "occasions", "party", "results", "to", "version"],
            recorded.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        await (await app.SendAsync(HttpMethod.Post, path, total)).ReadAsync(HttpStatusCode.OK);
        await (await app.SendAsync(HttpMethod.Post, path, new { total.kind, total.party, total.externalId, total.from, to = "2021-03-31" }))
            .ReadAsync(HttpStatusCode.Conflict);
        Assert.Equal(["startedAt"], await app.ErrorsOfAsync(HttpMethod.Put, $"{path}/{id}", Round("T-1"), "\"1\""));
        await (await app.SendAsync(
            HttpMethod.Put, $"{path}/{id}", new { kind = "round", total.from, total.to, occasions = 0 }, "\"1\""))
            .ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Invalid_total_is_rejected_by_field()
    {
        var path = $"measures/{await MeasureAsync()}/activities";

        Assert.Equal(["to"], await ErrorsAsync("2021-01-01", to: null));
        Assert.Equal(["to"], await ErrorsAsync("2021-02-01", "2021-01-01"));
        Assert.Equal(["to"], await ErrorsAsync("2021-02-01", "2021-05-04"));
        Assert.Equal(["to"], await ErrorsAsync("0001-01-01", "2021-01-01"));
        Assert.Equal(["from"], await app.ErrorsOfAsync(
            HttpMethod.Post, path, new { kind = "round", startedAt = "2021-03-02T22:15:00Z", from = "2021-01-01", to = "2021-03-31" }));

        Task<string[]> ErrorsAsync(string from, string? to) =>
            app.ErrorsOfAsync(HttpMethod.Post, path, new { kind = "round", from, to });
    }

    [Fact]
    public async Task Results_have_the_codes_of_the_municipality_and_retired_ones_remain()
    {
        var measure = await MeasureAsync();
        var path = $"measures/{measure}/activities";
        using var guard = GuardClient();
        var drugDriving = new ResultCodeChanged(
            "0481", "drug-driving", 1, "misstänkt drograttfylleri", "misstänkta drograttfyllerier", "suspected drug driving");
        var control = new
        {
            kind = "round", party = Guards, startedAt = "2021-03-02T22:15:00+01:00",
            results = new[] { new { code = "drug-driving", count = 8 }, new { code = "fine", count = 63 } },
        };
        var refused = await (await app.SendAsync(HttpMethod.Post, path, control)).ReadAsync(HttpStatusCode.BadRequest);
        Assert.StartsWith(
            "results[0].code: drug-driving är ingen resultatkod i kommunen. Koderna är fine, crimeReport,",
            refused.GetProperty("errors").GetProperty("results[0].code")[0].GetString(),
            StringComparison.Ordinal);

        await app.PublishAsync(drugDriving);
        await Eventually.TrueAsync(
            async () => (await app.SendAsync(HttpMethod.Post, path, control)).StatusCode == HttpStatusCode.Created, "the result code");
        var file = "typ;från;till;antal;resultat\nrondering;2021-01-01;2021-04-30;42;Misstänkta drograttfyllerier=8|ordningsböter=63\n";
        Assert.Equal(1, (await ImportAsync(guard, measure, file)).Number("logged"));

        var total = (await app.GetAsync(path)).Items("items")[0];
        Assert.Equal(("2021-01-01", "2021-04-30", 42), (total.Text("from"), total.Text("to"), total.Number("occasions")));
        Assert.Equal(
            ["fine 63", "drug-driving 8"],
            total.Items("results").Select(result => $"{result.Text("code")} {result.Number("count")}"));

        await app.PublishAsync(drugDriving with { Version = 2, IsRetired = true });
        await Eventually.TrueAsync(
            async () => (await app.SendAsync(HttpMethod.Post, path, control)).StatusCode == HttpStatusCode.BadRequest, "the retired code");
        await (await app.SendAsync(
            HttpMethod.Put, $"{path}/{total.Text("id")}", new
            {
                kind = "round", from = "2021-01-01", to = "2021-04-30", occasions = 42,
                results = new[] { new { code = "drug-driving", count = 9 } },
            },
            "\"1\"")).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task All_errors_are_reported_at_once_by_field()
    {
        var path = $"measures/{await MeasureAsync()}/activities";

        Assert.Equal(["kind", "startedAt"], await app.ErrorsOfAsync(HttpMethod.Post, path, new { }));
        Assert.Equal(
            ["area", "endedAt", "occasions", "results[0].count", "results[1]", "results[3].code"],
            await app.ErrorsOfAsync(HttpMethod.Post, path, new
            {
                kind = "round",
                startedAt = "2021-03-02T22:00:00+01:00",
                endedAt = "2021-03-03T22:01:00+01:00",
                area = "okänt",
                occasions = 0,
                results = new object[]
                {
                    new { code = "fine", count = 0 }, new { code = "fine" }, new { code = "fine", count = 1 },
                    new { code = "fine", count = 1 },
                },
            }));
        Assert.Equal(
            ["endedAt", "startedAt"],
            await app.ErrorsOfAsync(
                HttpMethod.Post, path, new { kind = "round", startedAt = "2021-05-03T12:00:00Z", endedAt = "2021-05-03T11:00:00Z" }));
    }

    [Fact]
    public async Task Importing_the_same_file_twice_logs_its_rows_once()
    {
        var measure = await MeasureAsync();
        using var guard = GuardClient();
        var run = Guid.CreateVersion7().ToString("N");
        var file = "id;typ;start;slut;område;antal;resultat\r\n"
            + $"{run}-1;Rondering;2021-03-02 22:15;2021-03-03 04:00;Ramdal;3;felanmälan=2|avvisad=1\r\n"
            + $"\"{run}-2\";round;2021-03-28T03:30:00+02:00;;sunda;;\r\n";

        var first = await ImportAsync(guard, measure, file);
        var again = await ImportAsync(guard, measure, file + $"{run}-3;rondering;2021-03-29 22:15;;;;\r\n");

        Assert.Equal((2, 2, 0), (first.Number("rows"), first.Number("logged"), first.Number("alreadyLogged")));
        Assert.Equal((3, 1, 2), (again.Number("rows"), again.Number("logged"), again.Number("alreadyLogged")));
        var logged = (await app.GetAsync($"measures/{measure}/activities")).Items("items");
        Assert.Equal(
            [("2021-03-29", 1), ("2021-03-28", 1), ("2021-03-02", 3)],
            logged.Select(activity => (activity.Text("on"), activity.Number("occasions"))));
        Assert.Equal(
            ["turnedAway 1", "faultReport 2"],
            logged[2].Items("results").Select(result => $"{result.Text("code")} {result.Number("count")}"));
    }

    [Fact]
    public async Task File_with_one_invalid_row_is_rejected_with_row_and_column()
    {
        var measure = await MeasureAsync();
        using var guard = GuardClient();

        var problem = await ImportAsync(
            guard,
            measure,
            "id;typ;start;område\nA-1;rondering;2021-03-02 22:15;Ramdal\nA-1;promenad;i natt;Okänd plats\n",
            HttpStatusCode.BadRequest);

        var messages = problem.GetProperty("errors").GetProperty("rad 3").EnumerateArray().Select(message => message.GetString()!).ToList();
        Assert.Contains(messages, message => message.StartsWith("Rad 3, typ: är okänd. Välj bland rondering", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.StartsWith("Rad 3, start: ska vara en tid", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.StartsWith("Rad 3, område:", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("samma nummer står på rad 2", StringComparison.Ordinal));
        Assert.Equal(0, (await app.GetAsync($"measures/{measure}/activities")).Number("total"));
        Assert.Contains(
            "kolumnen typ saknas",
            (await ImportAsync(guard, measure, "id;start\n", HttpStatusCode.BadRequest)).GetRawText().Replace(
                "kind", "typ", StringComparison.Ordinal));
        await ImportAsync(guard, measure, "", HttpStatusCode.BadRequest);
        await ImportAsync(guard, measure, "typ;start\n", HttpStatusCode.BadRequest);
        await ImportAsync(guard, measure, "typ;start\n\"rondering;2021-03-02 22:15\n", HttpStatusCode.BadRequest);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object body) =>
        await client.PostAsync(new Uri(path, UriKind.Relative), System.Net.Http.Json.JsonContent.Create(body));

    private static async Task<JsonElement> ImportAsync(
        HttpClient client, Guid measure, string file, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var content = new StringContent(file, Encoding.UTF8, "text/csv");
        return await (await client.PostAsync(new Uri(MeasuresApp.Root + $"measures/{measure}/activity-imports", UriKind.Relative), content))
            .ReadAsync(status);
    }
}
