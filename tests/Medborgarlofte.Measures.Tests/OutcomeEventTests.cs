using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Measures.Tests;

public sealed class OutcomeEventTests(MeasuresApp app)
{
    private async Task<string> PathAsync() => $"measures/{await app.MeasureAsync(await app.ProblemAreaAsync(), "started")}/outcome-events";

    private static object Apprehended(string? note = null, string? confirmation = null) =>
        new { code = "apprehended", on = "2021-03-24", area = "sunda", note, confirmation };

    [Theory]
    [InlineData(null)]
    [InlineData("En misstänkt person gripen.")]
    public async Task Note_without_details_is_accepted_and_its_event_contains_only_codes(string? note)
    {
        var path = await PathAsync();

        var id = await app.CreateAsync(path, Apprehended(note));

        Assert.Equal(note, (await app.GetAsync($"{path}/{id}")).TextOrNull("note"));
        Assert.Equal(
            ["area", "code", "count", "measureId", "municipality", "on", "outcomeEventId", "party", "version"],
            JsonDocument.Parse(Assert.Single(await app.EventsAboutAsync(id))).RootElement.EnumerateObject().Select(member => member.Name)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Note_with_details_requires_a_confirmation_that_matches_its_text()
    {
        var path = await PathAsync();
        const string Telling = "Gripen är brodern till handlaren på Sundavägen.";

        var problem = await (await app.SendAsync(HttpMethod.Post, path, Apprehended(Telling, "ja"))).ReadAsync(HttpStatusCode.Conflict);
        var confirmation = problem.Text("confirmation");
        Assert.Equal("urn:medborgarlofte:problem:confirmation-required", problem.Text("type"));
        Assert.DoesNotContain("Sundavägen", problem.GetRawText(), StringComparison.Ordinal);
        await (await app.SendAsync(HttpMethod.Post, path, Apprehended("Gripen är handlaren på Sundavägen.", confirmation)))
            .ReadAsync(HttpStatusCode.Conflict);
        Assert.Equal(0, (await app.GetAsync(path)).Number("total"));

        var id = await app.CreateAsync(path, Apprehended(Telling, confirmation));

        Assert.Equal(Telling, (await app.GetAsync($"{path}/{id}")).Text("note"));
        Assert.DoesNotContain("Sundavägen", Assert.Single(await app.EventsAboutAsync(id)), StringComparison.Ordinal);
        await (await app.SendAsync(HttpMethod.Put, $"{path}/{id}", Apprehended("Gripen är 17 år."), "\"1\""))
            .ReadAsync(HttpStatusCode.Conflict);
        await (await app.SendAsync(HttpMethod.Put, $"{path}/{id}", Apprehended(), "\"1\"")).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Outcome_of_another_party_is_hidden_and_an_uninvolved_party_sees_no_measure()
    {
        var path = await PathAsync();
        await app.CreateAsync(path, Apprehended());
        using var guard = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token("security:guards", ["reporter"])));
        using var stranger = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token("security:others", ["reporter"])));

        Assert.Equal(
            HttpStatusCode.Created,
            (await guard.PostAsJsonAsync(MeasuresApp.Root + path, new { code = "placeSecured", on = "2021-03-24" })).StatusCode);

        Assert.Equal(
            1,
            JsonDocument.Parse(await guard.GetStringAsync(new Uri(MeasuresApp.Root + path, UriKind.Relative))).RootElement.Number("total"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(new Uri(MeasuresApp.Root + path, UriKind.Relative))).StatusCode);
        Assert.Equal(2, (await app.GetAsync(path)).Number("total"));
    }

    [Fact]
    public async Task All_errors_are_reported_at_once_by_field()
    {
        var path = await PathAsync();

        Assert.Equal(["code", "on"], await app.ErrorsOfAsync(HttpMethod.Post, path, new { }));
        Assert.Equal(
            ["area", "count", "note", "on"],
            await app.ErrorsOfAsync(
                HttpMethod.Post,
                path,
                new { code = "apprehended", on = "2021-05-04", area = "okänt", count = 0, note = new string('x', 301) }));
    }
}
