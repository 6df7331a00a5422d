using System.Net;
using System.Text.Json;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Measures.Tests;

public sealed class MeasureLifecycleTests(MeasuresApp app)
{
    private const string Day = "2021-04-01";

    // Repeats the allowed status changes, to compare them with those in the code.
    private static readonly Dictionary<string, string[]> Table = new()
    {
        ["proposed"] = ["decided", "declined", "cancelled"],
        ["decided"] = ["planned", "started", "completed", "hindered", "cancelled"],
        ["declined"] = [],
        ["planned"] = ["started", "completed", "paused", "hindered", "cancelled"],
        ["started"] = ["completed", "paused", "hindered", "cancelled"],
        ["paused"] = ["planned", "started", "hindered", "cancelled"],
        ["hindered"] = ["planned", "started", "cancelled"],
        ["completed"] = ["evaluated"],
        ["evaluated"] = [],
        ["cancelled"] = [],
    };

    public static TheoryData<string, string> Pairs => [.. Table.Keys.SelectMany(from => Table.Keys.Select(to => (from, to)))];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Each_status_change_is_accepted_or_rejected_with_the_allowed_ones(string from, string to)
    {
        var id = await MeasureAsync(from);
        var events = (await app.EventsAboutAsync(id)).Count;

        var response = await app.SendAsync(HttpMethod.Post, $"measures/{id}/status-changes", Move(to), "*");

        if (Table[from].Contains(to))
        {
            var moved = await response.ReadAsync(HttpStatusCode.OK);
            Assert.Equal(to, moved.GetProperty("status").GetString());
            Assert.Equal(from, moved.GetProperty("statusChanges").EnumerateArray().Last().GetProperty("from").GetString());
            Assert.Equal(events + 1, (await app.EventsAboutAsync(id)).Count);
        }
        else
        {
            // Only the new status is given: the lifecycle is checked before the other fields.
            var bare = await app.SendAsync(HttpMethod.Post, $"measures/{id}/status-changes", new { to }, "*");
            foreach (
                var answer in new[] { await response.ReadAsync(HttpStatusCode.Conflict), await bare.ReadAsync(HttpStatusCode.Conflict) })
            {
                Assert.Equal((from, to), (answer.GetProperty("from").GetString(), answer.GetProperty("to").GetString()));
                Assert.Equal(
                    Table[from].Order(), answer.GetProperty("allowed").EnumerateArray().Select(state => state.GetString()).Order());
            }

            Assert.Equal(events, (await app.EventsAboutAsync(id)).Count);
        }
    }

    [Fact]
    public async Task Events_contain_the_statuses_until_now_with_their_days_and_without_notes()
    {
        var area = await app.CreateAsync(
            "problem-areas",
            new
            {
                promiseId = await app.PromiseAsync(), kind = "theme", name = "Buskörning",
                categories = new[] { "vandalism" }, status = "proposed",
            });
        var measure = await app.MeasureAsync(area, "proposed");

        await MoveAsync($"problem-areas/{area}", new { to = "chosen", on = "2021-01-05" });
        await MoveAsync($"measures/{measure}", new { to = "decided", on = "2021-01-05" });
        await MoveAsync($"measures/{measure}", new { to = "cancelled", on = "2021-03-02", note = "Hemlig anledning" });

        Assert.Equal([("proposed", null), ("chosen", "2021-01-05")], await HistoryAsync(area));
        Assert.Equal([("proposed", null), ("decided", "2021-01-05"), ("cancelled", "2021-03-02")], await HistoryAsync(measure));
        Assert.DoesNotContain("Hemlig anledning", (await app.EventsAboutAsync(measure))[^1], StringComparison.Ordinal);

        async Task MoveAsync(string path, object move) =>
            await (await app.SendAsync(HttpMethod.Post, path + "/status-changes", move, "*")).ReadAsync(HttpStatusCode.OK);

        async Task<IEnumerable<(string, string?)>> HistoryAsync(Guid id) =>
            JsonDocument.Parse((await app.EventsAboutAsync(id))[^1]).RootElement.Items("history")
                .Select(status => (status.Text("status"), status.TryGetProperty("since", out var since) ? since.GetString() : null));
    }

    [Fact]
    public async Task Status_change_stores_party_role_time_and_note()
    {
        var id = await MeasureAsync("proposed");
        await MoveAsync(id, new { to = "decided", on = "2021-03-30", note = "Beslut på mötet." });

        var change = Assert.Single((await app.GetAsync($"measures/{id}")).GetProperty("statusChanges").EnumerateArray());

        Assert.Equal(
            ("municipality:0481", "coordinator", "2021-03-30", "Beslut på mötet."),
            (change.Text("party"), change.Text("role"), change.Text("on"), change.Text("note")));
        Assert.Equal(app.Clock.GetUtcNow(), change.GetProperty("at").GetDateTimeOffset());
        Assert.Equal("2021-03-30", (await app.GetAsync($"measures/{id}")).Text("decidedOn"));
    }

    [Fact]
    public async Task Of_two_concurrent_decisions_one_is_saved_and_the_other_gets_the_current_version()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = await MeasureAsync("proposed");

            var answers = await Task.WhenAll(
                app.SendAsync(HttpMethod.Post, $"measures/{id}/status-changes", Move("decided"), "\"1\""),
                app.SendAsync(HttpMethod.Post, $"measures/{id}/status-changes", Move("declined"), "\"1\""));

            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            var lost = await Assert.Single(answers, answer => answer.StatusCode != HttpStatusCode.OK)
                .ReadAsync(HttpStatusCode.PreconditionFailed);
            Assert.Equal(2, lost.GetProperty("currentVersion").GetInt32());
            Assert.Contains("Nu gäller \"2\".", lost.Text("detail"), StringComparison.Ordinal);
            Assert.Equal(2, (await app.EventsAboutAsync(id)).Count);
        }
    }

    [Fact]
    public async Task Hindrance_is_shown_while_it_lasts_and_its_new_date_becomes_the_planned_time()
    {
        var id = await MeasureAsync("started");
        await MoveAsync(
            id,
            new
            {
                to = "hindered",
                on = Day,
                hindrance = new { reason = "staffing", from = "2021-03-20", to = "2021-04-30", newDate = "2021-05-10" },
            });

        var hindered = await app.GetAsync($"measures/{id}");
        Assert.Equal(
            ("staffing", "2021-05-10"),
            (hindered.GetProperty("hindrance").Text("reason"), hindered.GetProperty("hindrance").Text("newDate")));
        Assert.Contains("\"hindrance\":{\"reason\":\"staffing\"", (await app.EventsAboutAsync(id))[^1], StringComparison.Ordinal);

        await MoveAsync(id, new { to = "planned", on = "2021-04-20" });
        var planned = await app.GetAsync($"measures/{id}");
        Assert.Equal(
            ("date", "2021-05-10"), (planned.GetProperty("planned").Text("precision"), planned.GetProperty("planned").Text("value")));
        Assert.Equal(
            [JsonValueKind.Null, JsonValueKind.Null],
            [planned.GetProperty("hindrance").ValueKind, planned.GetProperty("startedOn").ValueKind]);
        Assert.Equal("staffing", planned.GetProperty("statusChanges")[0].GetProperty("hindrance").Text("reason"));
    }

    [Fact]
    public async Task Missing_fields_of_a_status_change_are_reported_by_field()
    {
        var (decided, started) = (await MeasureAsync("decided"), await MeasureAsync("started"));

        Assert.Equal(["on", "planned"], await ErrorsAsync(await MeasureAsync("paused"), new { to = "planned" }));
        Assert.Equal(
            ["planned.precision", "planned.value"], await ErrorsAsync(decided, new { to = "planned", on = Day, planned = new { } }));
        Assert.Equal(
            ["planned.value"],
            await ErrorsAsync(decided, new { to = "planned", on = Day, planned = new { precision = "quarter", value = "2021-q5" } }));
        Assert.Equal(
            ["planned"],
            await ErrorsAsync(decided, new { to = "started", on = Day, planned = new { precision = "quarter", value = "2021-q2" } }));
        Assert.Equal(["hindrance"], await ErrorsAsync(started, new { to = "hindered", on = Day }));
        Assert.Equal(
            ["hindrance.from", "hindrance.reason"], await ErrorsAsync(started, new { to = "hindered", on = Day, hindrance = new { } }));
        Assert.Equal(
            ["hindrance.newDate", "hindrance.to"],
            await ErrorsAsync(
                started,
                new
                {
                    to = "hindered",
                    on = Day,
                    hindrance = new { reason = "illness", from = "2021-04-01", to = "2021-03-31", newDate = "2021-03-31" },
                }));
        Assert.Equal(
            ["hindrance"],
            await ErrorsAsync(started, new { to = "completed", on = Day, hindrance = new { reason = "illness", from = Day } }));
        Assert.Equal(["note"], await ErrorsAsync(started, new { to = "paused", on = Day }));
        Assert.Equal(["note"], await ErrorsAsync(started, new { to = "cancelled", on = Day, note = " " }));
        Assert.Equal(["to"], await ErrorsAsync(started, new { on = Day }));
    }

    [Fact]
    public async Task Measure_requires_owner_to_be_decided_indicator_to_start_and_effect_to_be_evaluated()
    {
        var area = await app.ProblemAreaAsync();
        var id = await app.CreateAsync(
            "measures", new { problemAreaIds = new[] { area }, title = "Bättre belysning", horizon = "longTerm", status = "proposed" });
        var change = new
        {
            problemAreaIds = new[] { area }, title = "Bättre belysning", horizon = "longTerm", ownerParty = "municipality:0481",
        };

        Assert.Contains("ansvarig part", (await RefusedAsync(id, Move("decided"))).Text("detail"), StringComparison.Ordinal);
        await (await app.SendAsync(HttpMethod.Put, $"measures/{id}", change, "*")).ReadAsync(HttpStatusCode.OK);
        await MoveAsync(id, Move("decided"));
        Assert.Contains("indikator", (await RefusedAsync(id, Move("started"))).Text("detail"), StringComparison.Ordinal);
        Assert.Contains("indikator", (await RefusedAsync(id, Move("completed"))).Text("detail"), StringComparison.Ordinal);
        await (await app.SendAsync(
            HttpMethod.Put,
            $"measures/{id}",
            new { change.problemAreaIds, change.title, change.horizon, change.ownerParty, indicator = "Antal som känner sig otrygga" },
            "*")).ReadAsync(HttpStatusCode.OK);
        await MoveAsync(id, Move("started"));

        // An indicator that is set before the start remains.
        Assert.Equal(
            ["indicator"],
            await app.ErrorsOfAsync(
                HttpMethod.Put,
                $"measures/{id}",
                new { change.problemAreaIds, change.title, change.horizon, change.ownerParty, startedOn = Day },
                "*"));
        await MoveAsync(id, Move("completed"));
        Assert.Contains("effekt", (await RefusedAsync(id, Move("evaluated"))).Text("detail"), StringComparison.Ordinal);
        await app.CreateAsync($"problem-areas/{area}/effects", Samples.Effect("judged", judged: Samples.Judged(), measureIds: [id]));
        await MoveAsync(id, Move("evaluated"));
    }

    [Fact]
    public async Task Status_change_before_the_previous_one_is_rejected()
    {
        var id = await MeasureAsync("proposed");
        await MoveAsync(id, new { to = "decided", on = "2021-04-10" });

        Assert.Equal(["on"], await ErrorsAsync(id, new { to = "started", on = "2021-04-09" }));
    }

    private static object Move(string to) => new
    {
        to,
        on = Day,
        note = "Enligt mötet.",
        planned = to == "planned" ? new { precision = "month", value = "2021-06" } : null,
        hindrance = to == "hindered" ? new { reason = "illness", from = Day } : null,
    };

    private async Task<Guid> MeasureAsync(string state)
    {
        var area = await app.ProblemAreaAsync();
        var entered = state is "decided" or "planned" or "started" or "completed" ? state : state switch
        {
            "paused" or "hindered" or "cancelled" => "started",
            "evaluated" => "completed",
            _ => "proposed",
        };
        var id = await app.MeasureAsync(area, entered);
        if (entered != state && state != "proposed")
        {
            await MoveAsync(id, Move(state), area);
        }
        else if (state == "completed")
        {
            await app.CreateAsync($"problem-areas/{area}/effects", Samples.Effect("judged", judged: Samples.Judged()));
        }

        return id;
    }

    private async Task MoveAsync(Guid id, object move, Guid? judgedIn = null)
    {
        if (judgedIn is { } area)
        {
            await app.CreateAsync($"problem-areas/{area}/effects", Samples.Effect("judged", judged: Samples.Judged()));
        }

        await (await app.SendAsync(HttpMethod.Post, $"measures/{id}/status-changes", move, "*")).ReadAsync(HttpStatusCode.OK);
    }

    private Task<string[]> ErrorsAsync(Guid id, object move) =>
        app.ErrorsOfAsync(HttpMethod.Post, $"measures/{id}/status-changes", move, "*");

    private async Task<JsonElement> RefusedAsync(Guid id, object move) =>
        await (await app.SendAsync(HttpMethod.Post, $"measures/{id}/status-changes", move, "*")).ReadAsync(HttpStatusCode.Conflict);
}
