namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class PersonalDataTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    private const string Person = "850709-9805";

    [Fact]
    public async Task Report_with_personal_data_is_rejected_with_the_position_and_not_stored()
    {
        var before = await app.RowCountsAsync();

        var refused =
            await app.PostAsync("/incidents", IntakeApp.Incident(("description", $"Klotter.\nPojken ({Person}) sågs, bilen var ABC 123")));

        var message = refused.IsProblem(HttpStatusCode.BadRequest, "description");
        Assert.StartsWith("description: rad 2, tecken 9–19 ser ut som ett personnummer. Ta bort det.", message, StringComparison.Ordinal);
        Assert.Equal(2, refused.Json.GetProperty("errors").GetProperty("description").GetArrayLength());
        Assert.DoesNotContain("9805", refused.Text);
        Assert.DoesNotContain("ABC", refused.Text);
        Assert.Equal(before, await app.RowCountsAsync());
    }

    [Theory]
    [InlineData("Idempotency-Key", Person)]
    [InlineData("Idempotency-Key", "kim@exempel.se")]
    public async Task Key_with_personal_data_is_rejected(string header, string value) =>
        (await app.PostAsync("/incidents", IntakeApp.Incident(), (header, value))).IsProblem(HttpStatusCode.BadRequest, header);

    [Fact]
    public async Task Row_with_personal_data_is_rejected_with_the_position_and_its_text_is_not_stored()
    {
        var import = await app.ImportAsync(ImportHelper.Csv, ImportHelper.Lines(
            "external_id;category;area;occurred_from;description",
            "a-1;theft;ramdal;2021-03-02;Cykel borta",
            $"a-2;theft;ramdal;2021-03-02;Gripen: {Person}",
            $"{Person};theft;ramdal;2021-03-02;",
            $"a-4;theft;{Person};2021-03-02;",
            "a-5;theft;ramdal;2021-03-02;Ring 070-174 06 05"));
        import.HasCounters(accepted: 1, refused: 4);

        Assert.Equal(["3 description", "4 external_id", "5 area", "6 description"], await app.RefusalsAsync(import));
        var refusals = await app.GetAsync(import.TextOf("refusals")!);
        Assert.Contains("description: rad 1, tecken 9–19 ser ut som ett personnummer", refusals.Text, StringComparison.Ordinal);
        Assert.Contains("description: rad 1, tecken 6–18 ser ut som ett telefonnummer", refusals.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("9805", refusals.Text);
        Assert.DoesNotContain("06 05", refusals.Text);
    }

    [Fact]
    public async Task Json_line_with_personal_data_is_rejected_even_in_an_unknown_member()
    {
        var import = await app.ImportAsync(ImportHelper.Ndjson, ImportHelper.Lines(
            $$"""{"category": "theft", "area": "ramdal", "occurredFrom": "2021-03-02T10:00:00Z", "description": "{{Person}}"}""",
            $$"""{"category": "theft", "area": "ramdal", "occurredFrom": "2021-03-02T10:00:00Z", "{{Person}}": 1}"""));
        import.HasCounters(accepted: 0, refused: 2);

        Assert.DoesNotContain("9805", (await app.GetAsync(import.TextOf("refusals")!)).Text);
    }

    [Fact]
    public async Task Polygon_with_other_members_than_coordinates_is_rejected()
    {
        var polygon = GeoJson.Square(17.08, 58.66, 17.12, 58.68);
        polygon["properties"] = Person;

        var refused = await app.PostAsync("/areas", new JsonObject { ["code"] = "hamnen", ["name"] = "Hamnen", ["polygon"] = polygon });

        refused.IsProblem(HttpStatusCode.BadRequest, "polygon");
    }
}
