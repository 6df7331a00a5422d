using System.Net;
using System.Text.Json;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Measures.Tests;

public sealed class MeasurePlanningTests(MeasuresApp app)
{
    [Theory]
    [InlineData("date", "2021-06-15", "2021-06", "2021-06-15")]
    [InlineData("month", "2021-06", "2021-06", "2021-06-01")]
    [InlineData("quarter", "2021-q2", null, "2021-04-01")]
    public async Task Planned_time_keeps_its_precision(string precision, string value, string? month, string firstDay)
    {
        var id = await CreateAsync(body => body["planned"] = new { precision, value });

        var measure = await app.GetAsync($"measures/{id}");

        Assert.Equal(
            (precision, value, month),
            (
                measure.GetProperty("planned").Text("precision"),
                measure.GetProperty("planned").Text("value"),
                measure.GetProperty("plannedMonth").GetString()));
        Assert.Contains(
            $"\"planned\":{{\"precision\":\"{precision}\",\"firstDay\":\"{firstDay}\"}}", Assert.Single(
                await app.EventsAboutAsync(id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_terms_of_a_measure_are_stored_and_its_texts_are_not_in_the_event_log()
    {
        var area = await AreaWithCauseAsync();
        var cause = (await app.GetAsync($"problem-areas/{area}")).GetProperty("causes")[0].GetProperty("id").GetGuid();
        var id = await CreateAsync(
            body =>
            {
                (body["causeIds"], body["approach"], body["decider"]) = (new[] { cause }, "situational", "lineOrganisation");
                (body["baseline"], body["newLevel"], body["indicator"]) = (
                    "Hemligt: 2 ronder i veckan", "Hemligt: 5 ronder i veckan", "Hemligt: antal fall");
                (body["costEstimate"], body["endsOn"], body["decidedOn"]) = (120_000, "2021-12-31", "2021-02-01");
            },
            area);

        var measure = await app.GetAsync($"measures/{id}");

        Assert.Equal(cause, measure.GetProperty("causeIds")[0].GetGuid());
        Assert.Equal(("situational", "lineOrganisation"), (measure.Text("approach"), measure.Text("decider")));
        Assert.Equal(("Hemligt: 2 ronder i veckan", "Hemligt: 5 ronder i veckan"), (measure.Text("baseline"), measure.Text("newLevel")));
        Assert.Equal(
            ("2021-12-31", "2021-02-01", 120_000),
            (measure.Text("endsOn"), measure.Text("decidedOn"), measure.GetProperty("costEstimate").GetInt32()));
        Assert.DoesNotContain(await app.EventsAboutAsync(id), payload => payload.Contains("Hemligt", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("planned", "{\"precision\":\"month\",\"value\":\"2021-13\"}", "planned.value")]
    [InlineData("planned", "{\"precision\":\"date\",\"value\":\"2021-06\"}", "planned.value")]
    [InlineData("planned", "{\"precision\":\"quarter\",\"value\":\"2021-Q2\"}", "planned.value")]
    [InlineData("causeIds", "[\"019a0000-0000-7000-8000-000000000000\"]", "causeIds[0]")]
    [InlineData("costEstimate", "-1", "costEstimate")]
    [InlineData("endsOn", "\"2021-05-31\"", "endsOn")]
    [InlineData("decidedOn", "\"2021-05-04\"", "decidedOn")]
    [InlineData("status", "\"hindered\"", "status")]
    [InlineData("ownerParty", "null", "ownerParty")]
    [InlineData("indicator", "\"Ring 070-174 06 58\"", "indicator")]
    public async Task Each_invalid_field_is_reported(string field, string value, string error)
    {
        var body = Body(await app.ProblemAreaAsync());
        if (field != "planned")
        {
            body["planned"] = new { precision = "month", value = "2021-06" };
        }

        body[field] = JsonDocument.Parse(value).RootElement;

        Assert.Equal([error], await app.ErrorsOfAsync(HttpMethod.Post, "measures", body));
    }

    [Theory]
    [InlineData("started", null)]
    [InlineData("completed", "2021-03-01")]
    public async Task Measure_entered_as_started_requires_an_indicator(string status, string? completedOn)
    {
        var body = Body(await app.ProblemAreaAsync());
        (body["status"], body["startedOn"], body["completedOn"]) = (status, "2021-02-01", completedOn);

        Assert.Equal(["indicator"], await app.ErrorsOfAsync(HttpMethod.Post, "measures", body));
        body["indicator"] = "Antal fall per månad";
        await app.CreateAsync("measures", body);
    }

    [Fact]
    public async Task Board_groups_open_measures_by_required_action()
    {
        const string Performer = "security:board";
        var area = await AreaWithCauseAsync();
        var cause = (await app.GetAsync($"problem-areas/{area}")).GetProperty("causes")[0].GetProperty("id").GetGuid();
        var proposed = await CreateAsync(
            Performer, body => (body["status"], body["ownerParty"], body["causeIds"]) = ("proposed", null, new[] { cause }), area);
        var late = await CreateAsync(
            Performer, body => (body["planned"], body["indicator"]) = (new { precision = "month", value = "2021-04" }, "Antal fall"));
        var inTime = await CreateAsync(Performer, body => body["planned"] = new { precision = "quarter", value = "2021-q2" });
        var overdue = await CreateAsync(
            Performer,
            body => (body["status"], body["startedOn"], body["endsOn"], body["indicator"]) = (
                "started", "2021-02-01", "2021-05-02", "Antal fall"));
        var hindered = await CreateAsync(
            Performer, body => (body["status"], body["startedOn"], body["indicator"]) = ("started", "2021-02-01", "Antal fall"));
        await (await app.SendAsync(
            HttpMethod.Post,
            $"measures/{hindered}/status-changes",
            new { to = "hindered", on = "2021-04-01", hindrance = new { reason = "funding", from = "2021-04-01", newDate = "2021-05-03" } },
            "*")).ReadAsync(HttpStatusCode.OK);
        await CreateAsync(
            Performer,
            body => (body["status"], body["startedOn"], body["completedOn"], body["indicator"]) = (
                "completed", "2021-02-01", "2021-02-01", "Antal fall"));

        // Other tests enter measures too, but the performing party sees only these. The time is 3 May 2021.
        using var performer = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token(Performer, ["reporter"])));
        var board = await (await performer.GetAsync(MeasuresApp.Root + "measures/board")).ReadAsync(HttpStatusCode.OK);
        IEnumerable<Guid> Group(string name)
        {
            var group = board.GetProperty(name);
            Assert.Equal(group.GetProperty("total").GetInt32(), group.GetProperty("items").GetArrayLength());
            return group.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()).Order();
        }

        Assert.Equal("2021-05-03", board.Text("today"));
        Assert.Equal([proposed], Group("waitingForDecision"));
        Assert.Equal(new[] { late, inTime }.Order(), Group("planned"));
        Assert.Equal(new[] { late, overdue }.Order(), Group("late"));
        Assert.Equal([hindered], Group("hindered"));
        Assert.Equal(new[] { late, inTime, overdue, hindered }.Order(), Group("withoutCause"));
        Assert.Equal([proposed], Group("withoutOwner"));
        Assert.Equal(new[] { proposed, inTime }.Order(), Group("withoutIndicator"));
    }

    [Fact]
    public async Task Board_lists_measures_hindered_by_restriction_or_effect()
    {
        const string Performer = "security:restricted";
        var row = await app.ProblemAreaAsync();
        var restricted = await CreateAsync(
            Performer, body => (body["status"], body["startedOn"], body["indicator"]) = ("started", "2021-02-01", "Antal fall"));
        var affected = await CreateAsync(Performer, body => body["planned"] = new { precision = "month", value = "2021-06" }, row);
        await CreateAsync(Performer, body => body["planned"] = new { precision = "month", value = "2021-06" });
        await app.CreateAsync($"problem-areas/{row}/effects", Samples.Effect(
            "hindered", hindrance: new { reason = "illness", activity = "measure", from = "2021-01-01" }));
        await app.PublishAsync(new RestrictionDeclared(
            Guid.CreateVersion7(), 1, "0481", HindranceReason.PandemicRestrictions, new(2021, 1, 1), null, [restricted]));
        using var performer = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token(Performer, ["reporter"])));

        await Eventually.TrueAsync(
            async () => (await HinderedAsync()).SequenceEqual(new[] { restricted, affected }.Order()), "the hindered measures");

        async Task<IEnumerable<Guid>> HinderedAsync()
        {
            var board = await (await performer.GetAsync(MeasuresApp.Root + "measures/board")).ReadAsync(HttpStatusCode.OK);
            return board.GetProperty("hindered").GetProperty("items").EnumerateArray()
                .Select(item => item.GetProperty("id").GetGuid()).Order();
        }
    }

    [Fact]
    public async Task Event_has_the_earlier_plans_with_their_last_days()
    {
        var row = await app.ProblemAreaAsync();
        var id = await CreateAsync(
            body => (body["status"], body["planned"]) = ("decided", new { precision = "month", value = "2021-04" }), row);
        await MoveAsync(new { to = "planned", on = "2021-03-02", planned = new { precision = "month", value = "2021-06" } });
        var changed = Body(row);
        (changed["planned"], changed["endsOn"]) = (new { precision = "quarter", value = "2021-q3" }, "2021-12-31");
        await PutAsync();
        changed["endsOn"] = "2021-11-30";
        await PutAsync();

        Assert.Equal([("2021-04-01", "2021-03-01"), ("2021-06-01", "2021-05-02")], await PlansAsync());
        changed["replannedOn"] = "2021-05-01";
        changed["endsOn"] = "2021-10-31";
        await PutAsync();
        Assert.Equal([("2021-04-01", "2021-03-01"), ("2021-06-01", "2021-04-30")], await PlansAsync());
        changed["replannedOn"] = "2999-01-01";
        Assert.Equal(["replannedOn"], await app.ErrorsOfAsync(HttpMethod.Put, $"measures/{id}", changed, "*"));

        async Task MoveAsync(object move) =>
            await (await app.SendAsync(HttpMethod.Post, $"measures/{id}/status-changes", move, "*")).ReadAsync(HttpStatusCode.OK);

        async Task PutAsync() => await (await app.SendAsync(HttpMethod.Put, $"measures/{id}", changed, "*")).ReadAsync(HttpStatusCode.OK);

        async Task<IEnumerable<(string, string)>> PlansAsync() =>
            System.Text.Json.JsonDocument.Parse((await app.EventsAboutAsync(id))[^1]).RootElement.Items("earlierPlans")
                .Select(plan => (plan.GetProperty("planned").Text("firstDay"), plan.Text("lastDay")));
    }

    private static Dictionary<string, object?> Body(Guid area) => new()
    {
        ["problemAreaIds"] = new[] { area },
        ["title"] = "Utökad rondering",
        ["ownerParty"] = "municipality:0481",
        ["horizon"] = "shortTerm",
    };

    private async Task<Guid> AreaWithCauseAsync() => await app.CreateAsync("problem-areas", new
    {
        promiseId = await app.PromiseAsync(),
        kind = "theme",
        name = "Skadegörelse",
        categories = new[] { "vandalism" },
        causes = new[] { new { side = "objectOrPlace", wording = "Mörka väggar" } },
    });

    private Task<Guid> CreateAsync(string performer, Action<Dictionary<string, object?>> change, Guid? area = null) => CreateAsync(
        body =>
        {
            body["performers"] = new[] { performer };
            change(body);
        },
        area);

    private async Task<Guid> CreateAsync(Action<Dictionary<string, object?>> change, Guid? area = null)
    {
        var body = Body(area ?? await app.ProblemAreaAsync());
        change(body);
        return await app.CreateAsync("measures", body);
    }
}
