using System.Net;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Measures.Tests;

public sealed class ProblemAreaCycleTests(MeasuresApp app)
{
    [Theory]
    [InlineData("proposed", "chosen", true)]
    [InlineData("proposed", "closed", true)]
    [InlineData("proposed", "proposed", false)]
    [InlineData("chosen", "closed", true)]
    [InlineData("chosen", "chosen", false)]
    [InlineData("chosen", "proposed", false)]
    [InlineData("closed", "chosen", true)]
    [InlineData("closed", "closed", false)]
    [InlineData("closed", "proposed", false)]
    public async Task Problem_area_is_proposed_chosen_and_closed(string from, string to, bool allowed)
    {
        var id = await app.CreateAsync("problem-areas", await BodyAsync(status: from == "closed" ? "chosen" : from));
        if (from == "closed")
        {
            await app.SendAsync(HttpMethod.Post, $"problem-areas/{id}/status-changes", new { to = from, on = "2021-03-01" }, "*");
        }

        var answer = await (await app.SendAsync(
            HttpMethod.Post, $"problem-areas/{id}/status-changes", new { to, on = "2021-04-01", note = "Hemligt skäl" }, "*"))
            .ReadAsync(allowed ? HttpStatusCode.OK : HttpStatusCode.Conflict);

        if (!allowed)
        {
            Assert.Equal((from, to), (answer.Text("from"), answer.Text("to")));
            return;
        }

        var change = answer.GetProperty("statusChanges").EnumerateArray().Last();
        Assert.Equal((to, "coordinator", "Hemligt skäl"), (change.Text("to"), change.Text("role"), change.Text("note")));
        Assert.Equal(to == "closed" ? "2021-04-01" : null, answer.GetProperty("closedOn").GetString());
        var recorded = (await app.EventsAboutAsync(id))[^1];
        Assert.Contains($"\"status\":\"{to}\"", recorded, StringComparison.Ordinal);
        Assert.DoesNotContain("Hemligt", recorded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Causes_that_measures_address_cannot_be_removed()
    {
        var body = await BodyAsync(
            causes: [new { side = "victim", wording = "Öppna dörrar" }, new { side = "offender", wording = "Sysslolöshet" }]);
        var id = await app.CreateAsync("problem-areas", body);
        var causes = (await app.GetAsync($"problem-areas/{id}")).GetProperty("causes");
        var (first, second) = (causes[0].GetProperty("id").GetGuid(), causes[1].GetProperty("id").GetGuid());
        await app.CreateAsync(
            "measures",
            new
            {
                problemAreaIds = new[] { id }, causeIds = new[] { first }, title = "Lås",
                ownerParty = "municipality:0481", horizon = "shortTerm",
            });

        body["causes"] = new[] { new { id = second, side = "offender", wording = "Sysslolöshet" } };
        await (await app.SendAsync(HttpMethod.Put, $"problem-areas/{id}", body, "*")).ReadAsync(HttpStatusCode.Conflict);
        body["causes"] = new[] { new { id = first, side = "victim", wording = "Olåsta dörrar" } };
        var changed = await (await app.SendAsync(HttpMethod.Put, $"problem-areas/{id}", body, "*")).ReadAsync(HttpStatusCode.OK);

        Assert.Equal(
            (first, "Olåsta dörrar"),
            (changed.GetProperty("causes")[0].GetProperty("id").GetGuid(), changed.GetProperty("causes")[0].Text("wording")));
    }

    [Fact]
    public async Task Analysis_is_stored_and_its_texts_are_not_in_the_event_log()
    {
        var body = await BodyAsync();
        (body["kind"], body["areas"]) = ("themeAndPlace", new[] { "ramdal" });
        (body["priority"], body["priorityGrounds"]) = ("high", "Hemligt: flest fall");
        body["deepened"] = new { aim = "Hemligt: halvera skadegörelsen", from = "2021-05-01", to = "2021-12-31" };

        var id = await app.CreateAsync("problem-areas", body);

        var kept = await app.GetAsync($"problem-areas/{id}");
        Assert.Equal(
            ("themeAndPlace", "high", "Hemligt: flest fall"), (kept.Text("kind"), kept.Text("priority"), kept.Text("priorityGrounds")));
        var deepened = kept.GetProperty("deepened");
        Assert.Equal(
            ("Hemligt: halvera skadegörelsen", "2021-05-01", "2021-12-31"),
            (deepened.Text("aim"), deepened.Text("from"), deepened.Text("to")));
        Assert.DoesNotContain("Hemligt", Assert.Single(await app.EventsAboutAsync(id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_analysis_is_rejected_by_field()
    {
        var body = await BodyAsync(
            causes: [new { id = Guid.CreateVersion7(), side = "victim", wording = "Öppna dörrar" }, new { wording = "" }]);
        (body["priority"], body["deepened"]) = ("high", new { to = "2021-04-30" });

        Assert.Equal(
            ["causes[0].id", "causes[1].side", "causes[1].wording", "deepened.aim", "deepened.from", "priorityGrounds"],
            await app.ErrorsOfAsync(HttpMethod.Post, "problem-areas", body));
        Assert.Equal(["status"], await app.ErrorsOfAsync(HttpMethod.Post, "problem-areas", await BodyAsync(status: "closed")));
        var both = await BodyAsync();
        both["kind"] = "themeAndPlace";
        Assert.Equal(["areas"], await app.ErrorsOfAsync(HttpMethod.Post, "problem-areas", both));
    }

    private async Task<Dictionary<string, object?>> BodyAsync(string? status = null, object[]? causes = null) => new()
    {
        ["promiseId"] = await app.PromiseAsync(),
        ["kind"] = "theme",
        ["name"] = "Skadegörelse",
        ["categories"] = new[] { "vandalism" },
        ["status"] = status,
        ["causes"] = causes,
    };
}
