using System.Net;
using System.Text.Json;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Measures.Tests;

public sealed class MeasureTests(MeasuresApp app)
{
    [Fact]
    public async Task Measure_without_problem_area_is_rejected()
    {
        Assert.Equal(["problemAreaIds"], await app.ErrorsOfAsync(HttpMethod.Post, "measures", Requests.Measure([])));
    }

    [Fact]
    public async Task Measure_belongs_to_several_problem_areas_and_is_listed_for_each()
    {
        var (vandalism, ramdal) = (await app.ProblemAreaAsync(), await app.ProblemAreaAsync());
        var id = await app.CreateAsync("measures", Requests.Measure([vandalism, ramdal], "started"));
        await app.MeasureAsync(ramdal);

        var list = await app.GetAsync($"measures?problemAreaId={vandalism}");
        var started = await app.GetAsync($"measures?problemAreaId={ramdal}&status=started");

        Assert.Equal(id, Assert.Single(list.GetProperty("items").EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal(id, Assert.Single(started.GetProperty("items").EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal(2, (await app.GetAsync($"measures?problemAreaId={ramdal}")).GetProperty("total").GetInt32());
        await (await app.SendAsync(HttpMethod.Get, "measures?status=stopped")).ReadAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Planned_month_keeps_its_precision()
    {
        var id = await app.MeasureAsync(await app.ProblemAreaAsync());

        Assert.Equal("2021-06", (await app.GetAsync($"measures/{id}")).GetProperty("plannedMonth").GetString());
        Assert.Contains("\"plannedMonth\":\"2021-06-01\"", Assert.Single(await app.EventsAboutAsync(id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_problem_areas_parties_and_months_are_reported_by_field()
    {
        var request = new
        {
            problemAreaIds = new[] { await app.ProblemAreaAsync(), Guid.CreateVersion7() },
            title = "Rondering",
            ownerParty = "Kommunen",
            performers = new[] { "security:guards", "security:" },
            horizon = "shortTerm",
            plannedMonth = "juni",
        };

        Assert.Equal(
            ["ownerParty", "performers[1]", "plannedMonth", "problemAreaIds[1]"], await app.ErrorsOfAsync(
                HttpMethod.Post, "measures", request));
    }

    [Theory]
    [InlineData("planned", "2021-02-01", null, "startedOn")]
    [InlineData("started", null, null, "startedOn")]
    [InlineData("started", "2021-05-04", null, "startedOn")]
    [InlineData("started", "2021-02-01", "2021-02-02", "completedOn")]
    [InlineData("completed", "2021-02-01", null, "completedOn")]
    [InlineData("completed", "2021-02-01", "2021-01-31", "completedOn")]
    [InlineData("started, completed", "2021-02-01", "2021-02-02", "status")]
    public async Task Dates_that_do_not_match_the_status_are_rejected(string status, string? startedOn, string? completedOn, string field)
    {
        var request = new
        {
            problemAreaIds = new[] { await app.ProblemAreaAsync() },
            title = "Rondering",
            ownerParty = "municipality:0481",
            horizon = "longTerm",
            status,
            startedOn,
            completedOn,
        };

        Assert.Contains(field, await app.ErrorsOfAsync(HttpMethod.Post, "measures", request));
    }

    [Fact]
    public async Task Status_changes_set_the_days_and_their_notes_are_not_in_the_event_log()
    {
        var id = await app.MeasureAsync(await app.ProblemAreaAsync());
        await app.SendAsync(
            HttpMethod.Post, $"measures/{id}/status-changes", new { to = "started", on = "2021-03-01", note = "Hemlig början" }, "\"1\"");
        await app.SendAsync(
            HttpMethod.Post, $"measures/{id}/status-changes", new { to = "completed", on = "2021-04-01", note = "Hemligt slut" }, "\"2\"");

        var measure = await app.GetAsync($"measures/{id}");
        var events = await app.EventsAboutAsync(id);

        Assert.Equal("2021-03-01", measure.GetProperty("startedOn").GetString());
        Assert.Equal("2021-04-01", measure.GetProperty("completedOn").GetString());
        Assert.Equal(
            ["Hemlig början", "Hemligt slut"],
            measure.GetProperty("statusChanges").EnumerateArray().Select(change => change.GetProperty("note").GetString()));
        Assert.Equal([1, 2, 3], events.Select(payload => JsonDocument.Parse(payload).RootElement.GetProperty("version").GetInt32()));
        Assert.DoesNotContain(events, payload => payload.Contains("Heml", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2021-05-04", "on")]
    [InlineData("2021-01-31", "on")]
    [InlineData(null, "on")]
    public async Task Status_change_in_the_future_or_before_the_start_is_rejected(string? on, string field)
    {
        var id = await app.MeasureAsync(await app.ProblemAreaAsync(), "started");

        Assert.Equal(
            [field], await app.ErrorsOfAsync(HttpMethod.Post, $"measures/{id}/status-changes", new { to = "completed", on }, "\"1\""));
    }

    [Fact]
    public async Task Change_keeps_the_status_and_requires_the_current_version()
    {
        var area = await app.ProblemAreaAsync();
        var id = await app.MeasureAsync(area);

        await (await app.SendAsync(HttpMethod.Put, $"measures/{id}", Requests.Measure([area])))
            .ReadAsync(HttpStatusCode.PreconditionRequired);
        await (await app.SendAsync(HttpMethod.Post, $"measures/{id}/status-changes", new { to = "started", on = "2021-03-01" }))
            .ReadAsync(HttpStatusCode.PreconditionRequired);
        Assert.Contains("status", await app.ErrorsOfAsync(HttpMethod.Put, $"measures/{id}", Requests.Measure([area], "started"), "\"1\""));
        var changed = await (await app.SendAsync(HttpMethod.Put, $"measures/{id}", Requests.Measure([area], title: "Fler ronder"), "\"1\""))
            .ReadAsync(HttpStatusCode.OK);

        Assert.Equal(("Fler ronder", 2), (changed.GetProperty("title").GetString()!, changed.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task Measure_with_an_effect_in_a_problem_area_cannot_leave_it()
    {
        var (first, second) = (await app.ProblemAreaAsync(), await app.ProblemAreaAsync());
        var id = await app.CreateAsync("measures", Requests.Measure([first, second]));
        await app.CreateAsync($"problem-areas/{first}/effects", Requests.Effect("notStarted", measureIds: [id]));

        await (await app.SendAsync(HttpMethod.Put, $"measures/{id}", Requests.Measure([second]), "\"1\""))
            .ReadAsync(HttpStatusCode.Conflict);
        await (await app.SendAsync(HttpMethod.Put, $"measures/{id}", Requests.Measure([first]), "\"1\"")).ReadAsync(HttpStatusCode.OK);
    }
}
