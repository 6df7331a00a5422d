using Medborgarlofte.TestSupport;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class DisclosureTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    [Fact]
    public async Task Disclosure_is_read_back_as_it_was_recorded_and_cannot_be_changed()
    {
        var incident = await app.ReportAsync();
        var recorded = (await app.PostAsync("/disclosures", Disclosure(("incidentIds", new JsonArray(incident.Id.ToString())))))
            .Is(HttpStatusCode.Created);

        Assert.Equal(recorded.Text, (await app.GetAsync(recorded.Location!)).Text);
        Assert.Contains(recorded.Id.ToString(), (await app.GetAsync("/disclosures")).Texts("id"));
        Assert.Equal(("incident", "2021-05-03", "municipality:0481"),
            (recorded.TextOf("document"), recorded.TextOf("disclosedOn"), recorded.TextOf("recordedBy")));
        Assert.Equal(("Polismyndigheten", "KS 2021/12"), (recorded.TextOf("authority"), recorded.TextOf("decisionNumber")));
        (await app.PutAsync(recorded.Location!, Disclosure(), "*")).Is(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Disclosure_can_contain_a_query_instead_of_incident_ids() =>
        (await app.PostAsync("/disclosures", Disclosure(("query", "category=theft&reportedFrom=2021-04-01")))).Is(HttpStatusCode.Created);

    [Theory]
    [InlineData("document", null, "document")]
    [InlineData("authority", null, "authority")]
    [InlineData("authority", "Inspektör på 070-174 06 05", "authority")]
    [InlineData("legalGround", " ", "legalGround")]
    [InlineData("decisionNumber", null, "decisionNumber")]
    [InlineData("disclosedOn", "2021-05-04", "disclosedOn")]
    [InlineData("query", null, "incidentIds")]
    public async Task Missing_or_invalid_fields_are_named(string member, string? value, string field) =>
        (await app.PostAsync("/disclosures", Disclosure(("query", "category=theft"), (member, value))))
            .IsProblem(HttpStatusCode.BadRequest, field);

    [Fact]
    public async Task Unknown_incident_is_rejected() =>
        (await app.PostAsync("/disclosures", Disclosure(("incidentIds", new JsonArray(Guid.CreateVersion7().ToString())))))
        .IsProblem(HttpStatusCode.BadRequest, "incidentIds[0]");

    private static JsonObject Disclosure(params (string Name, JsonNode? Value)[] members)
    {
        var disclosure = new JsonObject
        {
            ["document"] = "incident",
            ["authority"] = "Polismyndigheten",
            ["legalGround"] = "Skyldighet att lämna uppgifter till brottsbekämpande myndighet",
            ["decisionNumber"] = "KS 2021/12",
        };
        foreach (var (name, value) in members)
        {
            disclosure[name] = value;
        }

        return disclosure;
    }
}
