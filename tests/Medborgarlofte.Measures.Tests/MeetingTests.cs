using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Measures.Meetings;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Measures.Tests;

public sealed class MeetingTests(MeasuresApp app)
{
    private const string Day = "2021-04-06";

    // Repeats the allowed status changes, to compare them with those in the code.
    private static readonly Dictionary<string, string[]> Table = new()
    {
        ["planned"] = ["opened", "cancelled"],
        ["opened"] = ["closed"],
        ["closed"] = [],
        ["cancelled"] = [],
    };

    private static readonly string[] Called = ["police:nykoping", "municipality:0481", "security:guards"];

    public static TheoryData<string, string> Pairs => [.. Table.Keys.SelectMany(from => Table.Keys.Select(to => (from, to)))];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Each_status_change_is_accepted_or_rejected_with_the_allowed_ones(string from, string to)
    {
        var id = await MeetingAsync(from);
        var events = (await app.EventsAboutAsync(id)).Count;

        var response = await MoveAsync(id, new { to });

        if (Table[from].Contains(to))
        {
            var moved = await response.ReadAsync(HttpStatusCode.OK);
            Assert.Equal(to, moved.Text("status"));
            var change = moved.Items("statusChanges")[^1];
            Assert.Equal(
                (from, to, "municipality:0481", "coordinator"),
                (change.Text("from"), change.Text("to"), change.Text("party"), change.Text("role")));
            Assert.Equal(events + 1, (await app.EventsAboutAsync(id)).Count);
        }
        else
        {
            var refused = await response.ReadAsync(HttpStatusCode.Conflict);
            Assert.Equal((from, to), (refused.Text("from"), refused.Text("to")));
            Assert.Equal(Table[from].Order(), refused.Items("allowed").Select(state => state.GetString()).Order());
            Assert.Equal(events, (await app.EventsAboutAsync(id)).Count);
        }
    }

    [Fact]
    public async Task Decisions_of_a_meeting_change_statuses_and_are_published_when_it_closes()
    {
        var area = await app.CreateAsync(
            "problem-areas",
            new
            {
                promiseId = await app.PromiseAsync(), kind = "theme", name = "Buskörning",
                categories = new[] { "vandalism" }, status = "proposed",
            });
        var (decided, declined) = (await app.MeasureAsync(area, "proposed"), await app.MeasureAsync(area, "proposed"));
        var meeting = await MeetingAsync("opened");

        await (await DecideAsync($"problem-areas/{area}", new { to = "chosen", meetingId = meeting })).ReadAsync(HttpStatusCode.OK);
        var change = (
            await (await DecideAsync($"measures/{decided}", new { to = "decided", meetingId = meeting }))
                .ReadAsync(HttpStatusCode.OK)).Items("statusChanges")[^1];
        await (await DecideAsync($"measures/{declined}", new { to = "declined", note = "Ryms inte i år.", meetingId = meeting }))
            .ReadAsync(HttpStatusCode.OK);

        Assert.Equal((meeting, Day), (change.GetProperty("meetingId").GetGuid(), change.Text("on")));
        var open = await app.GetAsync($"meetings/{meeting}");
        Assert.Equal(["decided", "declined"], open.GetProperty("decisions").Items("measures").Select(taken => taken.Text("to")));
        Assert.DoesNotContain("\"to\":\"decided\"", (await app.EventsAboutAsync(meeting))[^1], StringComparison.Ordinal);

        await (await MoveAsync(meeting, new { to = "closed", attended = new[] { "police:nykoping", "municipality:0481" } }))
            .ReadAsync(HttpStatusCode.OK);
        var recorded = JsonElement.Parse((await app.EventsAboutAsync(meeting))[^1]);
        Assert.Equal(
            [
                (decided, "Utökad rondering", "municipality:0481", "proposed", "decided"),
                (declined, "Utökad rondering", "municipality:0481", "proposed", "declined"),
            ],
            recorded.Items("measureDecisions").Select(taken =>
                (
                    taken.GetProperty("measureId").GetGuid(),
                    taken.Text("title"),
                    taken.Text("ownerParty"),
                    taken.Text("from"),
                    taken.Text("to"))));
        Assert.Equal(
            [(area, "Buskörning", "proposed", "chosen")],
            recorded.Items("problemAreaDecisions")
                .Select(taken => (taken.GetProperty("problemAreaId").GetGuid(), taken.Text("name"), taken.Text("from"), taken.Text("to"))));
        Assert.Equal(["police:nykoping", "municipality:0481"], recorded.Items("attended").Select(party => party.GetString()));
        Assert.DoesNotContain("Ryms inte", (await app.EventsAboutAsync(meeting))[^1], StringComparison.Ordinal);
        Assert.Equal(
            3,
            (await app.GetAsync("meetings?limit=200")).Items("items")
                .Single(item => item.GetProperty("id").GetGuid() == meeting).Number("decisionCount"));
    }

    [Theory]
    [InlineData("planned")]
    [InlineData("closed")]
    [InlineData("cancelled")]
    public async Task Decision_in_a_meeting_that_is_not_open_is_rejected(string status)
    {
        var area = await app.ProblemAreaAsync();
        var measure = await app.MeasureAsync(area, "proposed");
        var meeting = await MeetingAsync(status);

        foreach (var path in new[] { $"measures/{measure}", $"problem-areas/{area}" })
        {
            var refused = await (await DecideAsync(path, new { to = path[0] == 'm' ? "decided" : "closed", meetingId = meeting }))
                .ReadAsync(HttpStatusCode.Conflict);
            Assert.Contains("Mötet är inte öppet", refused.Text("detail"), StringComparison.Ordinal);
            Assert.Equal(1, (await app.GetAsync(path)).Number("version"));
        }

        Assert.Empty((await app.GetAsync($"meetings/{meeting}")).GetProperty("decisions").Items("measures"));
    }

    [Fact]
    public async Task Rejected_decision_is_not_counted_in_the_meeting()
    {
        var measure = await app.MeasureAsync(await app.ProblemAreaAsync(), "planned");
        var meeting = await MeetingAsync("opened");

        await (await DecideAsync($"measures/{measure}", new { to = "decided", meetingId = meeting })).ReadAsync(HttpStatusCode.Conflict);
        await (await app.SendAsync(
            HttpMethod.Post,
            $"measures/{measure}/status-changes",
            new { to = "started", meetingId = meeting },
            "\"7\"")).ReadAsync(HttpStatusCode.PreconditionFailed);
        Assert.Equal(
            ["meetingId"],
            await app.ErrorsOfAsync(
                HttpMethod.Post,
                $"measures/{measure}/status-changes",
                new { to = "started", on = Day, meetingId = Guid.CreateVersion7() },
                "*"));

        Assert.Equal(
            0,
            (await app.GetAsync("meetings?limit=200")).Items("items")
                .Single(item => item.GetProperty("id").GetGuid() == meeting).Number("decisionCount"));
        Assert.Equal("planned", (await app.GetAsync($"measures/{measure}")).Text("status"));
    }

    [Fact]
    public async Task Of_two_concurrent_closings_one_is_saved_and_the_minutes_contain_every_decision()
    {
        for (var round = 0; round < 5; round++)
        {
            var measure = await app.MeasureAsync(await app.ProblemAreaAsync(), "proposed");
            var meeting = await MeetingAsync("opened");
            var version = $"\"{(await app.GetAsync($"meetings/{meeting}")).Number("version")}\"";

            var decision = DecideAsync($"measures/{measure}", new { to = "decided", meetingId = meeting });
            var closings = await Task.WhenAll(
                app.SendAsync(HttpMethod.Post, $"meetings/{meeting}/status-changes", new { to = "closed" }, version),
                app.SendAsync(HttpMethod.Post, $"meetings/{meeting}/status-changes", new { to = "closed" }, version));

            Assert.Single(closings, answer => answer.StatusCode == HttpStatusCode.OK);
            var lost = await Assert.Single(closings, answer => answer.StatusCode != HttpStatusCode.OK)
                .ReadAsync(HttpStatusCode.PreconditionFailed);
            Assert.Equal(3, lost.Number("currentVersion"));
            var taken = (await decision).StatusCode;
            Assert.Contains(taken, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict });
            Assert.Equal(
                taken == HttpStatusCode.OK ? 1 : 0,
                JsonElement.Parse((await app.EventsAboutAsync(meeting))[^1]).Items("measureDecisions").Count);
        }
    }

    [Fact]
    public async Task Change_requires_the_current_version_and_a_planned_meeting()
    {
        var meeting = await MeetingAsync("planned");
        var request = new { on = "2021-04-13", parties = Called };

        await (await app.SendAsync(HttpMethod.Put, $"meetings/{meeting}", request)).ReadAsync(HttpStatusCode.PreconditionRequired);
        await (await app.SendAsync(HttpMethod.Post, $"meetings/{meeting}/status-changes", new { to = "opened" }))
            .ReadAsync(HttpStatusCode.PreconditionRequired);
        Assert.Equal(
            1,
            (await (await app.SendAsync(HttpMethod.Put, $"meetings/{meeting}", request, "\"9\""))
                .ReadAsync(HttpStatusCode.PreconditionFailed)).Number("currentVersion"));
        Assert.Equal(
            "2021-04-13",
            (await (await app.SendAsync(HttpMethod.Put, $"meetings/{meeting}", request, "\"1\"")).ReadAsync(HttpStatusCode.OK)).Text("on"));
        await MoveAsync(meeting, new { to = "opened" });
        await (await app.SendAsync(HttpMethod.Put, $"meetings/{meeting}", request, "*")).ReadAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Opening_a_meeting_before_its_day_is_rejected()
    {
        var meeting = await app.CreateAsync("meetings", new { on = "2021-05-04", parties = Called });

        Assert.Contains(
            "2021-05-04",
            (await (await MoveAsync(meeting, new { to = "opened" })).ReadAsync(HttpStatusCode.Conflict)).Text("detail"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Meeting_entered_afterwards_is_opened_and_closed_on_its_days()
    {
        var byDefault = await MeetingAsync("closed");
        var stated = await MeetingAsync("planned");

        Assert.Equal(["on"], await ErrorsAsync(new { to = "opened", on = "2021-04-05" }));
        Assert.Equal(["on"], await ErrorsAsync(new { to = "opened", on = "2999-01-01" }));
        await (await MoveAsync(stated, new { to = "opened", on = "2021-04-07" })).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(["on"], await ErrorsAsync(new { to = "closed", on = "2021-04-06" }));
        var closed = await (await MoveAsync(stated, new { to = "closed", on = "2021-04-08" })).ReadAsync(HttpStatusCode.OK);

        var entered = DateOnly.FromDateTime(closed.Items("statusChanges")[0].GetProperty("at").GetDateTimeOffset().UtcDateTime);
        Assert.Equal(["2021-04-07", "2021-04-08"], closed.Items("statusChanges").Select(change => change.Text("on")));
        Assert.True(entered > new DateOnly(2021, 4, 8));
        var recorded = JsonElement.Parse((await app.EventsAboutAsync(stated))[^1]);
        Assert.Equal(("2021-04-07", "2021-04-08"), (recorded.Text("openedOn"), recorded.Text("closedOn")));
        recorded = JsonElement.Parse((await app.EventsAboutAsync(byDefault))[^1]);
        Assert.Equal((Day, Day), (recorded.Text("openedOn"), recorded.Text("closedOn")));

        Task<string[]> ErrorsAsync(object move) =>
            app.ErrorsOfAsync(HttpMethod.Post, $"meetings/{stated}/status-changes", move, "*");
    }

    [Fact]
    public async Task Invalid_meeting_is_rejected_by_field()
    {
        var meeting = await MeetingAsync("opened");

        Assert.Equal(
            ["on", "parties[0]"],
            await app.ErrorsOfAsync(HttpMethod.Post, "meetings", new { on = "1021-04-06", parties = new[] { "polisen" } }));
        Assert.Equal(
            ["on", "parties"],
            await app.ErrorsOfAsync(HttpMethod.Post, "meetings", new { on = "9999-12-31", parties = Array.Empty<string>() }));
        Assert.Equal(["on", "parties"], await app.ErrorsOfAsync(HttpMethod.Put, $"meetings/{meeting}", new { }, "*"));
        Assert.Equal(["to"], await app.ErrorsOfAsync(HttpMethod.Post, $"meetings/{meeting}/status-changes", new { }, "*"));
        Assert.Equal(
            ["attended"],
            await app.ErrorsOfAsync(
                HttpMethod.Post, $"meetings/{meeting}/status-changes", new { to = "closed", attended = Array.Empty<string>() }, "*"));
        Assert.Equal(
            ["attended"],
            await app.ErrorsOfAsync(HttpMethod.Post, $"meetings/{meeting}/status-changes", new { to = "opened", attended = Called }, "*"));
        Assert.Equal(
            ["attended[0]"],
            await app.ErrorsOfAsync(
                HttpMethod.Post, $"meetings/{meeting}/status-changes", new { to = "closed", attended = new[] { "alla" } }, "*"));
        await (await app.SendAsync(HttpMethod.Get, $"meetings/{Guid.CreateVersion7()}")).ReadAsync(HttpStatusCode.NotFound);
        await (await app.SendAsync(HttpMethod.Get, "/api/v1/municipalities/9999/meetings/next")).ReadAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Defaults_are_the_next_day_of_the_rhythm_and_the_parties_of_the_latest_meeting()
    {
        const string Meetings = "/api/v1/municipalities/0480/meetings";
        var first = await app.GetAsync(Meetings + "/next");
        Assert.Equal(("weekly", null, "2021-05-04"), (first.Text("rhythm"), first.TextOrNull("latestOn"), first.Text("on")));

        await app.CreateAsync(Meetings, new { parties = new[] { "police:nykoping", "municipality:0480" } });
        var next = await (await app.SendAsync(HttpMethod.Post, Meetings, new { })).ReadAsync(HttpStatusCode.Created);

        Assert.Equal("2021-05-11", next.Text("on"));
        Assert.Equal(["police:nykoping", "municipality:0480"], next.Items("parties").Select(party => party.GetString()));
        Assert.Equal("2021-05-18", (await app.GetAsync(Meetings + "/next")).Text("on"));
    }

    [Fact]
    public async Task Party_sees_only_meetings_that_it_is_called_to_and_cannot_lead_them()
    {
        var (own, others) = (
            await MeetingAsync("planned"), await app.CreateAsync("meetings", new { on = Day, parties = new[] { "police:nykoping" } }));
        using var guards = app.ClientFor(new("Bearer", TestIssuer.Shared.Token("security:guards", ["reporter"], ["0481"])));

        Assert.Equal(HttpStatusCode.OK, (await guards.GetAsync(MeasuresApp.Root + $"meetings/{own}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await guards.GetAsync(MeasuresApp.Root + $"meetings/{others}")).StatusCode);
        var listed = JsonElement.Parse(await guards.GetStringAsync(MeasuresApp.Root + "meetings?limit=200")).Items("items")
            .Select(item => item.GetProperty("id").GetGuid()).ToList();
        Assert.Contains(own, listed);
        Assert.DoesNotContain(others, listed);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await guards.PostAsync(MeasuresApp.Root + "meetings", JsonContent.Create(new { on = Day, parties = Called }))).StatusCode);
    }

    [Fact]
    public async Task Owner_cannot_enter_a_decision_in_a_meeting_that_it_is_not_called_to()
    {
        var measure = await app.MeasureAsync(await app.ProblemAreaAsync(), "planned");
        var meeting = await app.CreateAsync("meetings", new { on = Day, parties = new[] { "police:nykoping" } });
        await (await MoveAsync(meeting, new { to = "opened" })).ReadAsync(HttpStatusCode.OK);
        using var owner = app.ClientFor(new("Bearer", TestIssuer.Shared.Token("municipality:0481", ["reporter"], ["0481"])));
        using var move = new HttpRequestMessage(
            HttpMethod.Post,
            MeasuresApp.Root + $"measures/{measure}/status-changes") { Content = JsonContent.Create(
                new { to = "started", meetingId = meeting }) };
        move.Headers.TryAddWithoutValidation("If-Match", "*");

        var refused = await (await owner.SendAsync(move)).ReadAsync(HttpStatusCode.BadRequest);

        Assert.True(refused.GetProperty("errors").TryGetProperty("meetingId", out _));
        Assert.Equal("planned", (await app.GetAsync($"measures/{measure}")).Text("status"));
    }

    private async Task<Guid> MeetingAsync(string status)
    {
        var id = await app.CreateAsync("meetings", new { on = Day, parties = Called });
        foreach (
            var to in status switch
            {
                "opened" => ["opened"],
                "closed" => ["opened", "closed"],
                "cancelled" => ["cancelled"],
                _ => Array.Empty<string>(),
            })
        {
            await (await MoveAsync(id, new { to })).ReadAsync(HttpStatusCode.OK);
        }

        return id;
    }

    private Task<HttpResponseMessage> MoveAsync(Guid id, object move) =>
        app.SendAsync(HttpMethod.Post, $"meetings/{id}/status-changes", move, "*");

    private Task<HttpResponseMessage> DecideAsync(string path, object move) =>
        app.SendAsync(HttpMethod.Post, path + "/status-changes", move, "*");
}


public sealed class MeetingDatesTests
{
    [Theory]
    [InlineData(MeetingRhythm.Weekly, "2021-04-27", "2021-05-04")]
    [InlineData(MeetingRhythm.EverySecondWeek, "2021-04-27", "2021-05-11")]
    [InlineData(MeetingRhythm.TwiceMonthly, "2021-04-20", "2021-05-04")]
    [InlineData(MeetingRhythm.TwiceMonthly, "2021-05-04", "2021-05-18")]
    [InlineData(MeetingRhythm.TwiceMonthly, "2021-05-18", "2021-06-01")]
    [InlineData(MeetingRhythm.TwiceMonthly, "2021-06-15", "2021-07-06")]
    [InlineData(MeetingRhythm.Weekly, "2020-12-01", "2021-05-04")]
    [InlineData(MeetingRhythm.Weekly, null, "2021-05-04")]
    public void Next_day_follows_the_rhythm_and_is_never_in_the_past(MeetingRhythm rhythm, string? latest, string next) =>
        Assert.Equal(
            DateOnly.Parse(next, System.Globalization.CultureInfo.InvariantCulture),
            MeetingDates.Next(
                rhythm,
                latest is null ? null : DateOnly.Parse(latest, System.Globalization.CultureInfo.InvariantCulture),
                new DateOnly(2021, 5, 3)));

    [Fact]
    public void First_meeting_is_on_a_weekday() =>
        Assert.Equal(new DateOnly(2021, 5, 3), MeetingDates.Next(MeetingRhythm.Weekly, null, new DateOnly(2021, 4, 30)));
}
