using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Tests;

/// <summary>Each test uses days of its own.</summary>
public sealed class DuplicateSuggestionTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    [Fact]
    public async Task One_theft_reported_by_two_parties_is_suggested_with_its_grounds()
    {
        var first = await ReportAsync("police:nykoping", "2021-03-01T20:00:00Z", externalId: "K-1", at: (58.671, 17.101));
        var second = await ReportAsync("security:annat-bolag", "2021-03-01T20:30:00Z", externalId: "B-1", at: (58.671, 17.1017));

        var suggestion = Assert.Single(await SuggestionsAsync("2021-03-01"));

        Assert.Equal(first, suggestion.GetProperty("incident").GetProperty("id").GetGuid());
        Assert.Equal(second, suggestion.GetProperty("other").GetProperty("id").GetGuid());
        var grounds = suggestion.GetProperty("grounds");
        Assert.Equal((41, 30), (grounds.GetProperty("metres").GetInt32(), grounds.GetProperty("minutesApart").GetInt32()));
        Assert.Equal(
            "Stöld: 41 meter från varandra och med 30 minuter emellan, rapporterat av polisen och vaktbolaget.",
            grounds.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("2021-03-02", "theft", "2021-03-02T22:00:00Z", "ramdal", true)]
    [InlineData("2021-03-03", "theft", "2021-03-03T22:01:00Z", "ramdal", false)]
    [InlineData("2021-03-04", "burglary", "2021-03-04T20:00:00Z", "ramdal", false)]
    [InlineData("2021-03-05", "theft", "2021-03-05T20:00:00Z", "sunda", false)]
    public async Task Without_positions_category_area_and_two_hours_decide(
        string day, string category, string occurred, string area, bool isSuggested)
    {
        await ReportAsync("police:nykoping", day + "T20:00:00Z");
        await ReportAsync("security:annat-bolag", occurred, category, area);

        var suggestions = await SuggestionsAsync(day);

        Assert.Equal(isSuggested ? 1 : 0, suggestions.Length);
        if (isSuggested)
        {
            Assert.Equal(
                "Stöld: i samma område (Ramdal) och med 120 minuter emellan, rapporterat av polisen och vaktbolaget.",
                suggestions[0].GetProperty("grounds").GetProperty("text").GetString());
        }
    }

    [Fact]
    public async Task Reports_of_one_party_and_places_far_apart_are_not_suggested()
    {
        await ReportAsync("police:nykoping", "2021-03-06T20:00:00Z", at: (58.671, 17.101));
        await ReportAsync("police:nykoping", "2021-03-06T20:00:00Z", at: (58.671, 17.101));
        await ReportAsync("security:annat-bolag", "2021-03-06T20:00:00Z", at: (58.673, 17.101));

        Assert.Empty(await SuggestionsAsync("2021-03-06"));
    }

    [Fact]
    public async Task Marked_duplicate_is_not_suggested_any_more()
    {
        var first = await ReportAsync("police:nykoping", "2021-03-07T20:00:00Z");
        var second = await ReportAsync("security:annat-bolag", "2021-03-07T20:00:00Z");
        Assert.Single(await SuggestionsAsync("2021-03-07"));

        (await app.MoveAsync(second, "duplicate", duplicateOf: first)).Is(HttpStatusCode.OK);

        Assert.Empty(await SuggestionsAsync("2021-03-07"));
    }

    [Fact]
    public async Task Dismissed_pair_is_not_suggested_any_more_and_has_one_event()
    {
        var first = await ReportAsync("police:nykoping", "2021-03-08T20:00:00Z");
        var second = await ReportAsync("security:annat-bolag", "2021-03-08T20:00:00Z");

        (await DismissAsync(second, first)).Is(HttpStatusCode.NoContent);
        (await DismissAsync(first, second)).Is(HttpStatusCode.NoContent);

        Assert.Empty(await SuggestionsAsync("2021-03-08"));
        var recorded = await app.ReadAsync(db =>
            db.EventLog.Where(entry => entry.Type == "DuplicateDismissed" && entry.Payload.Contains(first.ToString())).ToListAsync());
        Assert.Contains(second.ToString(), Assert.Single(recorded).Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_reviewers_see_suggestions_and_unknown_incidents_are_not_found()
    {
        var only = await ReportAsync("police:nykoping", "2021-03-09T20:00:00Z");
        using var reporter = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token("security:annat-bolag", ["reporter"])));

        (await Answer.ReadAsync(await reporter.GetAsync(IntakeApp.Root + "/duplicate-suggestions"))).IsProblem(HttpStatusCode.Forbidden);
        (await DismissAsync(only, Guid.CreateVersion7())).IsProblem(HttpStatusCode.NotFound);
        (await DismissAsync(only, only)).IsProblem(HttpStatusCode.BadRequest, "otherIncidentId");
        (await app.GetAsync("/duplicate-suggestions?reportedFrom=2019-01-01&reportedTo=2021-01-01"))
            .IsProblem(HttpStatusCode.BadRequest, "reportedFrom");
    }

    private Task<Answer> DismissAsync(Guid one, Guid other) => app.PostAsync(
        "/duplicate-suggestions/dismissals", new JsonObject { ["incidentId"] = one, ["otherIncidentId"] = other });

    private async Task<System.Text.Json.JsonElement[]> SuggestionsAsync(string day) =>
        (await app.GetAsync($"/duplicate-suggestions?reportedFrom={day}&reportedTo={day}")).Is(HttpStatusCode.OK).Items();

    private async Task<Guid> ReportAsync(
        string party,
        string occurred,
        string category = "theft",
        string area = "ramdal",
        string? externalId = null,
        (double North, double East)? at = null)
    {
        using var client = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token(party, ["reporter"])));
        var incident = IntakeApp.Incident(
            ("category", category),
            ("area", at is null ? area : null),
            ("position", at is { } place ? GeoJson.Position(place.North, place.East) : null),
            ("externalId", externalId),
            ("occurredFrom", occurred),
            ("reportedAt", occurred));
        using var body = new StringContent(incident.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        return (await Answer.ReadAsync(await client.PostAsync(IntakeApp.Root + "/incidents", body))).Is(HttpStatusCode.Created).Id;
    }
}
