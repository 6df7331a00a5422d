using System.Net;
using System.Text.Json;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Journeys.Tests;

/// <summary>
/// The published document's three problem areas through the EST cycle, meeting by meeting, in a year without other cases.
/// </summary>
public abstract partial class Journeys
{
    private const string Year = "2013";
    private static readonly string[] Called = ["police:nykoping", "municipality:0481", "security:vaktbolaget"];

    [Fact]
    public async Task Three_problem_areas_complete_the_cycle_and_the_follow_up_describes_it()
    {
        var (damage, ramdal, burglary) = await ProposeAreasAsync();
        var guard = await ProposeAsync("Utökad rondering av vaktbolag", "security:vaktbolaget", "shortTerm", damage, ramdal);
        var deep = await ProposeAsync("Fördjupat arbete kring problemen i Ramdal", "police:nykoping", "longTerm", ramdal);
        var operation = await ProposeAsync("Riktad insats mot villainbrotten", "police:nykoping", "shortTerm", burglary);
        var watch = await ProposeAsync("Stöd till grannsamverkan", "municipality:0481", "longTerm", burglary);
        await ReportAsync("criminal-damage", "ramdal", "01-08", "01-09", "01-10");
        await ReportAsync("burglary", "sunda", "01-09");

        // First meeting: the group chooses among the proposals and decides.
        var first = await CallAsync("01-14");
        await AgendaAsync(first, agenda =>
            agenda.GetProperty("incidents").GetProperty("total").NumberOrNull("count") == 4
            && Titles(agenda, "proposalsToDecide").IsSupersetOf([guard.Title, deep.Title, operation.Title, watch.Title])
            && agenda.Items("problemAreasToChoose")
                .Count(area => area.Text("name") is "Skadegörelse" or "Ramdalsområdet" or "Inbrott och stölder") == 3);
        await StepAsync($"meetings/{first}", new { to = "opened" });
        foreach (var area in new[] { damage, ramdal, burglary })
        {
            await StepAsync($"problem-areas/{area.Id}", new { to = "chosen", meetingId = first });
        }

        foreach (var measure in new[] { guard, deep, operation, watch })
        {
            await StepAsync($"measures/{measure.Id}", new { to = "decided", meetingId = first });
        }

        await CloseAsync(
            first, minutes => minutes.Items("measureDecisions").Count == 4 && minutes.Items("problemAreaDecisions").Count == 3);

        // Second meeting: the decided measures are planned; work starts and is logged between the meetings.
        var second = await CallAsync("01-28");
        await StepAsync($"meetings/{second}", new { to = "opened" });
        await StepAsync(
            $"measures/{deep.Id}", new { to = "planned", planned = new { precision = "month", value = Year + "-06" }, meetingId = second });
        await StepAsync(
            $"measures/{guard.Id}",
            new { to = "planned", planned = new { precision = "date", value = Year + "-02-03" }, meetingId = second });
        await StepAsync(
            $"measures/{operation.Id}",
            new { to = "planned", planned = new { precision = "date", value = Year + "-02-10" }, meetingId = second });
        await CloseAsync(second, minutes => minutes.Items("measureDecisions").All(taken => taken.Text("to") == "planned"));
        await StepAsync($"measures/{guard.Id}", new { to = "started", on = Year + "-02-03" });
        await StepAsync(
            $"measures/{watch.Id}",
            new { to = "hindered", on = Year + "-02-04", hindrance = new { reason = "pandemicRestrictions", from = Year + "-01-01" } });
        await Client.PostJsonAsync(
            $"{Municipality}/measures/{guard.Id}/activities",
            new
            {
                kind = "round", party = "security:vaktbolaget", startedAt = Year + "-02-20T22:00:00+01:00", area = "ramdal", occasions = 12,
            });

        // Third meeting: the agenda lists late and hindered measures.
        var third = await CallAsync("02-25");
        await AgendaAsync(third, agenda =>
            Titles(agenda, "late").Contains(operation.Title) && Titles(agenda, "hindered").Contains(watch.Title)
            && agenda.Text("latestMeetingOn") == Year + "-01-28");
        await StepAsync($"meetings/{third}", new { to = "opened" });
        await StepAsync($"measures/{operation.Id}", new { to = "started", meetingId = third });
        await CloseAsync(third, minutes => minutes.Items("measureDecisions").Single().Text("title") == operation.Title);
        await StepAsync($"measures/{operation.Id}", new { to = "completed", on = Year + "-03-20" });
        await StepAsync($"measures/{guard.Id}", new { to = "completed", on = Year + "-04-15" });
        await EffectAsync(
            damage,
            new
            {
                kind = "judged",
                measureIds = new[] { guard.Id },
                judged = new { outcome = "preventive", office = "EST-gruppen i Oxelösund", grounds = "samlad bedömning av ronderingarna" },
            });
        await EffectAsync(
            burglary,
            new
            {
                kind = "observed",
                measureIds = new[] { operation.Id },
                observed = new
                {
                    trigger = "measureCompleted",
                    after = Year + "-03-20",
                    categories = new[] { "burglary" },
                    areas = new[] { "sunda" },
                    target = "house",
                },
            });

        // Fourth meeting: completed measures are evaluated.
        var fourth = await CallAsync("04-29");
        await StepAsync($"meetings/{fourth}", new { to = "opened" });
        await StepAsync($"measures/{guard.Id}", new { to = "evaluated", meetingId = fourth });
        await StepAsync($"measures/{operation.Id}", new { to = "evaluated", meetingId = fourth });
        await CloseAsync(fourth, minutes => minutes.Items("measureDecisions").All(taken => taken.Text("to") == "evaluated"));

        var rows = await Eventually.GetAsync(
            async () => (await Client.GetJsonAsync($"{Municipality}/follow-ups/{Year}-t1?version=draft")).Items("rows") is [_, _, _] found
                && found.SelectMany(row => row.Items("measures")).Count(measure => measure.Text("status") == "evaluated") == 3
                    ? found
                    : null,
            "the follow-up of the meetings");
        Assert.Equal(
            ["Skadegörelse 3", "Ramdalsområdet 3", "Inbrott och stölder 1"],
            rows.Select(row => $"{row.Text("name")} {row.Number("cases")}"));
        Assert.All(rows, row => Assert.False(row.GetProperty("problem").GetProperty("isReplaced").GetBoolean()));
        Assert.Equal(["Utökad rondering av vaktbolag evaluated"], Measures(rows[0]));
        Assert.Equal(["Fördjupat arbete kring problemen i Ramdal planned", "Utökad rondering av vaktbolag evaluated"], Measures(rows[1]));
        Assert.Equal(["Riktad insats mot villainbrotten evaluated", "Stöd till grannsamverkan hindered"], Measures(rows[2]).Order());
        Assert.StartsWith("Bedömd preventiv effekt", rows[0].Items("effects").Single().Text("text"), StringComparison.Ordinal);
        Assert.Contains(rows[2].Items("effects"), effect => effect.Text("kind") == "observed" && effect.NumberOrNull("count") == 0);

        await PapersAreReadableAsync(first);
    }

    [Fact]
    public async Task Demo_contains_the_meetings_of_the_tertial_with_agendas_decisions_and_minutes()
    {
        var meetings = (await Client.GetJsonAsync(Municipality + "/meetings?limit=200")).Items("items")
            .Where(meeting => meeting.Text("on").StartsWith("2021", StringComparison.Ordinal)).ToDictionary(meeting => meeting.Text("on"));
        Assert.Equal(
            [
                "2021-01-05 closed 5", "2021-01-19 closed 1", "2021-02-02 closed 0", "2021-02-16 closed 1", "2021-03-02 closed 2",
                "2021-03-16 closed 1", "2021-04-06 closed 1", "2021-04-20 closed 1", "2021-05-04 planned 0",
            ],
            meetings.Values.Select(meeting => $"{meeting.Text("on")} {meeting.Text("status")} {meeting.Number("decisionCount")}")
                .Order(StringComparer.Ordinal));
        var next = await Client.GetJsonAsync(Municipality + "/meetings/next");
        Assert.Equal(("twiceMonthly", "2021-05-04"), (next.Text("rhythm"), next.Text("latestOn")));

        var first = await Client.GetJsonAsync(PaperOf("2021-01-05", "agenda"));
        Assert.True(first.GetProperty("isFrozen").GetBoolean());
        Assert.Equal(
            ["Skadegörelse", "Ramdalsområdet", "Inbrott och stölder"],
            first.Items("problemAreasToChoose").Select(area => area.Text("name")));
        Assert.Equal(
            ["Mer uppsökande fältarbete", "Tätare bevakning och rondering"],
            Titles(first, "proposalsToDecide").Order(StringComparer.Ordinal));
        var sixth = await Client.GetJsonAsync(PaperOf("2021-03-16", "agenda"));
        Assert.Equal(
            ("2021-03-02", 8), (sixth.Text("latestMeetingOn"), sixth.GetProperty("incidents").GetProperty("total").Number("count")));
        Assert.Equal("Riktad insats mot villainbrotten", Assert.Single(Titles(sixth, "proposalsToDecide")));
        Assert.False((await Client.GetJsonAsync(PaperOf("2021-05-04", "agenda"))).GetProperty("isFrozen").GetBoolean());

        var third = await Client.GetJsonAsync(PaperOf("2021-02-02", "minutes"));
        Assert.Equal(["polisen", "Oxelösunds kommun"], third.Items("attendedNames").Select(party => party.GetString()));
        Assert.Empty(third.Items("measureDecisions"));
        var fifth = await Client.GetJsonAsync(PaperOf("2021-03-02", "minutes"));
        Assert.Equal(
            ["Fysiska åtgärder i utemiljön proposed decided", "Fysiska åtgärder i utemiljön decided planned"],
            fifth.Items("measureDecisions").Select(taken => $"{taken.Text("title")} {taken.Text("from")} {taken.Text("to")}"));
        var page = WebUtility.HtmlDecode(
            await Client.GetStringAsync(new Uri(PaperOf("2021-01-05", "minutes") + "?format=html", UriKind.Relative)));
        Assert.Contains("<h1>Protokoll från EST-mötet i Oxelösunds kommun den 5 januari 2021</h1>", page, StringComparison.Ordinal);

        string PaperOf(string day, string paper) => $"{Municipality}/meetings/{meetings[day].Text("id")}/{paper}";
    }

    private static IEnumerable<string> Measures(JsonElement row) =>
        row.Items("measures").Select(measure => $"{measure.Text("title")} {measure.Text("status")}");

    private static HashSet<string> Titles(JsonElement agenda, string group) =>
        [.. agenda.Items(group).Select(measure => measure.Text("title"))];

    private async Task<(Proposed Damage, Proposed Ramdal, Proposed Burglary)> ProposeAreasAsync()
    {
        var promise = (await Client.PostJsonAsync(Municipality + "/promises", new
        {
            title = "Medborgarlöfte " + Year,
            goal = "Tryggare boende- och utemiljö.",
            firstDay = Year + "-01-01",
            lastDay = Year + "-12-31",
            owners = new[] { "police:nykoping", "municipality:0481" },
            restsOnCitizenViews = true,
            restsOnSituationalPicture = true,
        })).Text("id");
        await Client.AdoptAsync(Municipality, promise);
        return (
            await AreaAsync("Skadegörelse", "theme", ["criminal-damage"], []),
            await AreaAsync("Ramdalsområdet", "place", [], ["ramdal"]),
            await AreaAsync("Inbrott och stölder", "theme", ["burglary", "theft"], []));

        async Task<Proposed> AreaAsync(string name, string kind, string[] categories, string[] areas)
        {
            var area = await Client.PostJsonAsync(Municipality + "/problem-areas", new
            {
                promiseId = promise, kind, name, categories, areas, status = "proposed", causes = new[]
                {
                    new { side = "objectOrPlace", wording = "Mörkt och skymt på kvällarna." },
                },
            });
            return new Proposed(area.Text("id"), name, area.Items("causes")[0].Text("id"));
        }
    }

    private async Task<Proposed> ProposeAsync(string title, string owner, string horizon, params Proposed[] areas) => new(
        (await Client.PostJsonAsync(Municipality + "/measures", new
        {
            problemAreaIds = areas.Select(area => area.Id),
            title,
            ownerParty = owner,
            performers = new[] { owner },
            horizon,
            status = "proposed",
            causeIds = areas.Select(area => area.CauseId),
            indicator = "Antal anmälda fall per månad",
        })).Text("id"),
        title,
        "");

    private async Task ReportAsync(string category, string area, params string[] days)
    {
        foreach (var day in days)
        {
            await Client.PostJsonAsync(
                Municipality + "/incidents",
                new { category, area, occurredFrom = $"{Year}-{day}T20:00:00+01:00", reportedAt = $"{Year}-{day}T21:00:00+01:00" });
        }
    }

    private async Task<string> CallAsync(string day) =>
        (await Client.PostJsonAsync(Municipality + "/meetings", new { on = $"{Year}-{day}", parties = Called })).Text("id");

    private Task AgendaAsync(string meeting, Predicate<JsonElement> isExpected) => PaperAsync(meeting, "agenda", isExpected);

    private async Task CloseAsync(string meeting, Predicate<JsonElement> isExpected)
    {
        await StepAsync($"meetings/{meeting}", new { to = "closed" });
        await PaperAsync(meeting, "minutes", isExpected);
    }

    private Task PaperAsync(string meeting, string paper, Predicate<JsonElement> isExpected) => Eventually.TrueAsync(
        async () =>
        {
            using var response = await Client.GetAsync(new Uri($"{Municipality}/meetings/{meeting}/{paper}", UriKind.Relative));
            return response.IsSuccessStatusCode && isExpected(JsonElement.Parse(await response.Content.ReadAsStringAsync()));
        },
        $"the {paper} of {meeting}");

    private async Task PapersAreReadableAsync(string meeting)
    {
        var page = WebUtility.HtmlDecode(
            await Client.GetStringAsync(new Uri($"{Municipality}/meetings/{meeting}/minutes?format=html", UriKind.Relative)));
        Assert.Contains($"<h1>Protokoll från EST-mötet i Oxelösunds kommun den 14 januari {Year}</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Föreslagen → beslutad", page, StringComparison.Ordinal);
        using var document = await Client.GetAsync(new Uri($"{Municipality}/meetings/{meeting}/minutes?format=docx", UriKind.Relative));
        Assert.Equal(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", document.Content.Headers.ContentType!.MediaType);
    }

    private async Task EffectAsync(Proposed area, object effect)
    {
        var body = JsonSerializer.SerializeToNode(effect)!;
        body["firstDay"] = Year + "-01-01";
        body["lastDay"] = Year + "-04-30";
        await Client.PostJsonAsync($"{Municipality}/problem-areas/{area.Id}/effects", body);
    }

    private async Task StepAsync(string path, object move) =>
        Assert.Equal((path, HttpStatusCode.OK), (path, await MoveAsync($"{Municipality}/{path}", move)));

    private sealed record Proposed(string Id, string Title, string CauseId);
}
