using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class ReportIncidentTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    [Fact]
    public async Task Reported_incident_is_read_back_unchanged()
    {
        var reported = await app.ReportAsync(
            ("category", "theft"),
            ("attempted", true),
            ("targets", new JsonArray("vehicle")),
            ("goods", new JsonArray("fuel", "tools", "fuel")),
            ("occurredTo", "2021-04-02T06:00:00Z"),
            ("source", "police"),
            ("externalId", "K-1"),
            ("description", "  Tanken tömd  "));

        var read = (await app.GetAsync(reported.Location!)).Is(HttpStatusCode.OK);
        Assert.Equal(reported.Text, read.Text);
        Assert.Equal("municipality:0481", read.TextOf("reportedBy"));
        Assert.Equal("\"1\"", read.ETag);
        Assert.Equal("reported", read.TextOf("status"));
        Assert.Equal("theft", read.TextOf("category"));
        Assert.True(read.Json.GetProperty("attempted").GetBoolean());
        Assert.Equal("ramdal", read.TextOf("area"));
        Assert.Equal(["vehicle"], Codes(read, "targets"));
        Assert.Equal(["fuel", "tools"], Codes(read, "goods"));
        Assert.Equal(new DateTimeOffset(2021, 4, 2, 6, 0, 0, TimeSpan.Zero), read.Json.GetProperty("occurredTo").GetDateTimeOffset());
        Assert.Equal(new DateTimeOffset(2021, 4, 2, 8, 0, 0, TimeSpan.Zero), read.Json.GetProperty("reportedAt").GetDateTimeOffset());
        Assert.Equal(app.Clock.GetUtcNow(), read.Json.GetProperty("registeredAt").GetDateTimeOffset());
        Assert.Equal("police", read.TextOf("source"));
        Assert.Equal("K-1", read.TextOf("externalId"));
        Assert.Equal("Tanken tömd", read.TextOf("description"));
    }

    [Fact]
    public async Task Omitted_fields_get_their_defaults()
    {
        var reported = await app.ReportAsync(("reportedAt", null));

        Assert.Equal("manual", reported.TextOf("source"));
        Assert.Equal(reported.TextOf("occurredFrom"), reported.TextOf("occurredTo"));
        Assert.Equal(app.Clock.GetUtcNow(), reported.Json.GetProperty("reportedAt").GetDateTimeOffset());
        Assert.False(reported.Json.GetProperty("isSelection").GetBoolean());
    }

    [Fact]
    public async Task Report_is_recorded_as_one_event_with_the_victim_group()
    {
        var reported = await app.ReportAsync(("category", "theft"), ("goods", new JsonArray("fuel", "catalytic-converter")));

        Assert.Equal(["IncidentReported"], await app.EventsAboutAsync(reported.Id));
        var payload = await app.ReadAsync(db => db.EventLog.Where(e => e.Subject == reported.Id).Select(e => e.Payload).SingleAsync());
        Assert.Contains("\"victimGroups\":[\"fordonsägare\"]", payload);
    }

    [Fact]
    public async Task Event_of_a_report_is_published()
    {
        var reported = await app.ReportAsync();

        await Eventually.TrueAsync(
            () => app.ReadAsync(db =>
                db.EventLog.AnyAsync(e => e.Subject == reported.Id && e.PublishedAt != null)), "the event to be published");
    }

    [Fact]
    public async Task Area_is_found_from_the_position()
    {
        var reported = await app.ReportAsync(("area", null), ("position", GeoJson.Position(58.67, 17.10)));

        Assert.Equal("centrum", reported.TextOf("area"));
        Assert.Equal(58.67, reported.Json.GetProperty("position").GetProperty("latitude").GetDouble());
    }

    [Fact]
    public async Task Position_outside_all_areas_is_stored_without_area()
    {
        var reported = await app.ReportAsync(("area", null), ("position", GeoJson.Position(58.61, 17.01)));

        Assert.False(reported.Json.TryGetProperty("area", out var area) && area.GetString() is not null, reported.Text);
    }

    [Fact]
    public async Task Five_hundred_concurrent_reports_are_stored_and_get_their_own_response()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(async number =>
            (Number: number,
                Answer: await app.PostAsync("/incidents", IntakeApp.Incident(("source", "storm"), ("externalId", $"S-{number}"))))));

        Assert.All(answers, answer => Assert.Equal($"S-{answer.Number}", answer.Answer.Is(HttpStatusCode.Created).TextOf("externalId")));
        Assert.Equal(500, answers.Select(answer => answer.Answer.Location).Distinct().Count());
        var ids = await app.ReadAsync(db => db.Incidents.Where(i => i.Source == "storm").Select(i => i.PublicId).ToListAsync());
        Assert.Equal(ids.Order(), answers.Select(answer => answer.Answer.Id).Order());
        Assert.Equal(500, await app.ReadAsync(db => db.EventLog.CountAsync(entry => ids.Contains(entry.Subject))));
    }

    private static string?[] Codes(Answer answer, string member) => [.. answer.Items(member).Select(code => code.GetString())];
}
