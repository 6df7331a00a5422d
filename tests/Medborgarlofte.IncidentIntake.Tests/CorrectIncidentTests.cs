using System.Text.Json;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class CorrectIncidentTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    [Fact]
    public async Task Correction_creates_a_version_and_ReportedAt_defaults_to_the_current_value()
    {
        var reported = await app.ReportAsync();

        var corrected = (await CorrectAsync(reported, ("area", "sunda"), ("reportedAt", null))).Is(HttpStatusCode.OK);

        Assert.Equal("sunda", corrected.TextOf("area"));
        Assert.Equal(2, corrected.NumberOf("version"));
        Assert.Equal("\"2\"", corrected.ETag);
        Assert.Equal(reported.TextOf("reportedAt"), corrected.TextOf("reportedAt"));
        Assert.Equal(corrected.Text, (await app.GetAsync(reported.Location!)).Text);
        Assert.Equal(["IncidentReported", "IncidentCorrected"], await app.EventsAboutAsync(reported.Id));
    }

    [Fact]
    public async Task Correction_without_If_Match_is_rejected()
    {
        var reported = await app.ReportAsync();

        (await app.PutAsync(reported.Location!, IntakeApp.Incident(), ifMatch: null)).IsProblem(HttpStatusCode.PreconditionRequired);
    }

    [Fact]
    public async Task Correction_of_an_outdated_version_is_rejected()
    {
        var reported = await app.ReportAsync();
        (await CorrectAsync(reported, ("area", "sunda"))).Is(HttpStatusCode.OK);

        (await CorrectAsync(reported, ("area", "centrum"))).IsProblem(HttpStatusCode.PreconditionFailed);

        Assert.Equal("sunda", (await app.GetAsync(reported.Location!)).TextOf("area"));
    }

    [Fact]
    public async Task History_contains_party_changes_and_note()
    {
        var reported = await app.ReportAsync();
        (await CorrectAsync(reported, ("area", "sunda"), ("forms", new JsonArray("graffiti")), ("note", "Fel område angavs")))
            .Is(HttpStatusCode.OK);
        (await app.MoveAsync(reported.Id, "verified", note: null)).Is(HttpStatusCode.OK);

        var history = JsonElement.Parse((await app.GetAsync($"/incidents/{reported.Id}/history")).Is(HttpStatusCode.OK).Text)
            .EnumerateArray().ToArray();

        Assert.Equal(
            ["incidentReported", "incidentCorrected", "incidentVerified"], history.Select(entry => entry.GetProperty("event").GetString()));
        Assert.Equal([1, 2, 3], history.Select(entry => entry.GetProperty("version").GetInt32()));
        Assert.All(history, entry => Assert.Equal("municipality:0481", entry.GetProperty("party").GetString()));
        Assert.Equal("Fel område angavs", history[1].GetProperty("note").GetString());
        Assert.Equal(["area: ramdal → sunda", "forms:  → graffiti"], ChangesOf(history[1]));
        Assert.Equal(["status: reported → verified"], ChangesOf(history[2]));
    }

    [Fact]
    public async Task History_names_corrections_of_position_and_description_without_their_values()
    {
        var reported = await app.ReportAsync();
        (await CorrectAsync(reported, ("area", "centrum"), ("description", "Klotter vid porten"),
            ("position", new JsonObject { ["latitude"] = 58.67, ["longitude"] = 17.1 }))).Is(HttpStatusCode.OK);

        var history = (await app.GetAsync($"/incidents/{reported.Id}/history")).Is(HttpStatusCode.OK).Text;

        Assert.Equal(
            ["area: ramdal → centrum", "position:  → ", "description:  → "], ChangesOf(JsonElement.Parse(history).EnumerateArray().Last()));
        Assert.DoesNotContain("Klotter vid porten", history, StringComparison.Ordinal);
        Assert.DoesNotContain("58.67", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correction_is_validated_like_a_report()
    {
        var reported = await app.ReportAsync();
        var before = await app.RowCountsAsync();

        (await CorrectAsync(reported, ("area", "atlantis"))).IsProblem(HttpStatusCode.BadRequest, "area");
        (await CorrectAsync(reported, ("note", new string('x', 1_001)))).IsProblem(HttpStatusCode.BadRequest, "note");

        Assert.Equal(before, await app.RowCountsAsync());
    }

    [Fact]
    public async Task Incident_of_another_municipality_is_not_found()
    {
        await app.CreateMunicipalityAsync("0480", "Nyköping");
        var reported = await app.ReportAsync();

        (await app.GetAsync($"/api/v1/municipalities/0480/incidents/{reported.Id}")).IsProblem(HttpStatusCode.NotFound);
    }

    private Task<Answer> CorrectAsync(Answer reported, params (string Name, JsonNode? Value)[] members) =>
        app.PutAsync(reported.Location!, IntakeApp.Incident(members), reported.ETag);

    private static IEnumerable<string> ChangesOf(JsonElement entry) =>
        from change in entry.GetProperty("changes").EnumerateArray()
        select $"{change.GetProperty("field")}: {change.GetProperty("from")} → {change.GetProperty("to")}";
}
