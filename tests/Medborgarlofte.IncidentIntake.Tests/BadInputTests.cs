namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class BadInputTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    public static TheoryData<string, string, string> WrongReports => new()
    {
        { "category", "null", "category" },
        { "category", "\"piracy\"", "category" },
        { "area", "\"atlantis\"", "area" },
        { "position", """{"latitude": 59.33, "longitude": 18.06}""", "position" },
        { "position", """{"latitude": 91, "longitude": 17.1}""", "position" },
        { "position", """{"latitude": 1e999, "longitude": 17.1}""", "position" },
        { "position", """{"latitude": 58.67, "longitude": 17.10}""", "area" },
        { "forms", """["graffiti", "arson"]""", "forms[1]" },
        { "forms", "[null]", "forms[0]" },
        { "targets", """["ship"]""", "targets[0]" },
        { "goods", """["fuel"]""", "goods[0]" },
        { "goods", "[null]", "goods[0]" },
        { "forms", $"[{string.Join(',', Enumerable.Repeat("\"graffiti\"", 21))}]", "forms" },
        { "occurredFrom", "null", "occurredFrom" },
        { "occurredFrom", "\"2021-04-01T20:00:00\"", "occurredFrom" },
        { "occurredFrom", "\"2021-04-01\"", "occurredFrom" },
        { "occurredFrom", "\"2021-05-03T09:03:00Z\"", "occurredFrom" },
        { "occurredFrom", "\"1989-12-31T00:00:00Z\"", "occurredFrom" },
        { "occurredFrom", "\"0001-01-01T00:00:00Z\"", "occurredFrom" },
        { "occurredFrom", "\"9999-12-31T23:59:59Z\"", "occurredFrom" },
        { "occurredTo", "\"2021-04-01T19:59:59Z\"", "occurredTo" },
        { "occurredTo", "\"2022-04-01T19:59:59Z\"", "occurredTo" },
        { "reportedAt", "\"2021-05-03T09:03:00Z\"", "reportedAt" },
        { "reportedAt", "\"2021-04-01T19:00:00Z\"", "reportedAt" },
        { "description", $"\"{new string('x', 4_001)}\"", "description" },
        { "source", "\"Polisen i Oxelösund\"", "source" },
        { "externalId", $"\"{new string('x', 65)}\"", "externalId" },
    };

    public static TheoryData<string, string> UnreadableReports => new()
    {
        { "{\n\"category\": \"theft\",\n\"area\": ", "rad 3" },
        { "{\n\"category\": 7}", "category" },
        { "{\n\"suspect\": \"Kalle\"}", "suspect är okänt" },
        { "{\"position\": {\"latitude\": 58.67}}", "position" },
        { "{\"category\": \"theft\", \"occurredFrom\": \"last tuesday\"}", "occurredFrom" },
        { "{\"category\": \"theft\", \"attempted\": \"yes\"}", "attempted" },
        { "{\"position\": {\"latitude\": \"58\"}}", "latitude" },
        { "[]", "rad 1" },
    };

    [Theory]
    [MemberData(nameof(WrongReports))]
    public async Task Invalid_report_is_rejected_with_the_field(string member, string value, string field)
    {
        var report = IntakeApp.Incident();
        report.Remove(member);
        var text = report.ToJsonString()[..^1] + $",\"{member}\":{value}}}";

        await StoresNothingAsync(async () =>
            (await app.PostTextAsync("/incidents", text, "application/json")).IsProblem(HttpStatusCode.BadRequest, field));
    }

    [Theory]
    [MemberData(nameof(UnreadableReports))]
    public Task Malformed_report_is_rejected_with_the_position(string text, string message) => StoresNothingAsync(async () =>
        Assert.Contains(message, (await app.PostTextAsync("/incidents", text, "application/json")).IsProblem(HttpStatusCode.BadRequest)));

    [Fact]
    public Task All_errors_are_returned_at_once() => StoresNothingAsync(async () =>
    {
        var answer =
            await app.PostAsync("/incidents", IntakeApp.Incident(("category", "piracy"), ("area", "atlantis"), ("occurredFrom", null)));

        Assert.All(["category", "area", "occurredFrom"], field => answer.IsProblem(HttpStatusCode.BadRequest, field));
    });

    [Fact]
    public Task Report_with_another_content_type_is_rejected() => StoresNothingAsync(async () =>
        (await app.PostTextAsync("/incidents", IntakeApp.Incident().ToJsonString(), "text/plain"))
            .IsProblem(HttpStatusCode.UnsupportedMediaType));

    [Fact]
    public Task Empty_report_is_rejected() => StoresNothingAsync(async () =>
        Assert.Contains("rad 1", (await app.PostTextAsync("/incidents", "", "application/json"))
            .IsProblem(HttpStatusCode.BadRequest, "$")));

    [Fact]
    public Task Invalid_time_is_reported_once() => StoresNothingAsync(async () =>
    {
        var report = IntakeApp.Incident(("occurredFrom", "2021-05-04T09:00:00Z"));
        report.Remove("occurredTo");
        report.Remove("reportedAt");

        var message = (await app.PostAsync("/incidents", report)).IsProblem(HttpStatusCode.BadRequest, "occurredFrom");

        Assert.DoesNotContain("occurredTo", message, StringComparison.Ordinal);
        Assert.DoesNotContain("reportedAt", message, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("incidents")]
    [InlineData("citizen-views")]
    [InlineData("areas")]
    [InlineData("categories")]
    [InlineData("incident-imports")]
    public async Task Unknown_municipality_is_not_found(string resource)
    {
        var path = $"/api/v1/municipalities/9999/{resource}";

        Assert.Contains("9999", (await app.GetAsync(path)).IsProblem(HttpStatusCode.NotFound));
        await StoresNothingAsync(async () => (await app.PostAsync(path, new JsonObject())).IsProblem(HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("{\"to\": \"stolen\"}", "to")]
    [InlineData("{\"to\": 1}", "to")]
    public async Task Unknown_status_is_rejected(string text, string field)
    {
        var id = (await app.ReportAsync()).Id;

        await StoresNothingAsync(async () =>
            (await app.PostTextAsync($"/incidents/{id}/status-changes", text, "application/json"))
                .IsProblem(HttpStatusCode.BadRequest, field));
    }

    [Fact]
    public async Task Unknown_address_is_not_found() => (await app.GetAsync("/crimes")).IsProblem(HttpStatusCode.NotFound);

    [Fact]
    public async Task Unsupported_method_is_rejected() =>
        (await app.PutAsync("/incidents", new JsonObject(), null)).IsProblem(HttpStatusCode.MethodNotAllowed);

    [Theory]
    [InlineData("", "text/csv", "Rad 1")]
    [InlineData("färg;kategori\n", "text/csv", "färg")]
    [InlineData("category;area\ntheft;ramdal\n", "text/csv", "occurred_from")]
    [InlineData("category;kategori;occurred_from\n", "text/csv", "två gånger")]
    [InlineData("\ncategory;occurred_from\n", "text/csv", "Rad 1")]
    [InlineData("[]", "application/x-ndjson", "Rad 1")]
    [InlineData("{}", "application/json", "Rad 1")]
    public Task File_that_does_not_match_its_format_is_rejected_before_it_is_stored(string text, string mediaType, string message) =>
        StoresNothingAsync(async () => Assert.Contains(
            message, (await app.PostTextAsync("/incident-imports", text, mediaType)).IsProblem(HttpStatusCode.BadRequest, "body")));

    [Fact]
    public Task File_with_a_too_long_header_is_rejected() => StoresNothingAsync(async () => (await app.PostTextAsync(
        "/incident-imports", $"category{new string(' ', 70_000)};occurred_from\ntheft;2021-04-01\n", "text/csv"))
            .IsProblem(HttpStatusCode.BadRequest, "body"));

    [Fact]
    public Task File_with_another_content_type_is_rejected() => StoresNothingAsync(async () =>
        (await app.PostTextAsync("/incident-imports", "category", "application/vnd.ms-excel"))
            .IsProblem(HttpStatusCode.UnsupportedMediaType));

    [Fact]
    public Task File_with_an_invalid_source_is_rejected() => StoresNothingAsync(async () => (await app.PostTextAsync(
        "/incident-imports?source=Polisen", "category;occurred_from\n", "text/csv")).IsProblem(HttpStatusCode.BadRequest, "source"));

    private async Task StoresNothingAsync(Func<Task> attempt)
    {
        var before = await app.RowCountsAsync();
        await attempt();
        Assert.Equal(before, await app.RowCountsAsync());
    }
}
