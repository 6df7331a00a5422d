using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class PublicReportTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    [Fact]
    public async Task Report_gets_a_receipt_and_is_in_quarantine()
    {
        var receipt = (await app.PostAsync("/public-reports", IntakeApp.PublicReport(("description", "Sopor 🗑️ vid bryggan"))))
            .Is(HttpStatusCode.Created);

        Assert.Contains("112", receipt.TextOf("notice"));
        Assert.Equal("received", receipt.TextOf("status"));
        var id = await app.LatestQuarantinedAsync();
        var incident = await app.GetAsync($"/incidents/{id}");
        Assert.Equal(
            ("quarantined", "public-form", "littering", "Sopor 🗑️ vid bryggan"),
            (incident.TextOf("status"), incident.TextOf("source"), incident.TextOf("category"), incident.TextOf("description")));
        Assert.DoesNotContain(id.ToString(), (await app.GetAsync("/incidents?limit=200")).Text);
        Assert.DoesNotContain(id.ToString(), receipt.Text + receipt.Location);
        Assert.Equal(["IncidentQuarantined"], await app.EventsAboutAsync(id));
    }

    [Theory]
    [InlineData(null, "received", "granskas")]
    [InlineData("verified", "confirmed", "bekräftad")]
    [InlineData("rejected", "closed", "leder inte vidare")]
    [InlineData("duplicate", "closed", "redan rapporterad")]
    public async Task Receipt_gives_access_to_the_status(string? to, string status, string message)
    {
        var receipt = (await app.PostAsync("/public-reports", IntakeApp.PublicReport(("description", $"Hemliga ord {to}"))))
            .Is(HttpStatusCode.Created);
        if (to is not null)
        {
            var original = to == "duplicate" ? (await app.ReportAsync()).Id : (Guid?)null;
            (await app.MoveAsync(await app.LatestQuarantinedAsync(), to, note: "Internt skäl", duplicateOf: original))
                .Is(HttpStatusCode.OK);
        }

        var shown = (await StatusAsync(receipt.TextOf("receiptToken"))).Is(HttpStatusCode.OK);

        Assert.Equal((status, "Nedskräpning", "Ramdal"), (shown.TextOf("status"), shown.TextOf("category"), shown.TextOf("area")));
        Assert.Contains(message, shown.TextOf("text"));
        Assert.DoesNotContain("Hemliga", shown.Text);
        Assert.DoesNotContain("Internt", shown.Text);
    }

    [Fact]
    public async Task Status_of_a_confirmed_report_contains_the_measures_that_concern_it()
    {
        var receipt = (await app.PostAsync("/public-reports", IntakeApp.PublicReport(("description", "Det här ska åtgärdas"))))
            .Is(HttpStatusCode.Created);
        var place = Area([], ["ramdal"]);
        var elsewhere = Area([], ["sunda"]);
        var theme = Area(["littering"], []);
        var proposed = Area(["littering"], []) with { Status = ProblemAreaStatus.Proposed };
        foreach (var message in new object[]
        {
            Measure("Städning varje vecka", MeasureStatus.Completed, place, 4) with { CompletedOn = new(2021, 5, 3) },
            Measure("Fler papperskorgar", MeasureStatus.Decided, theme, 2) with { StatusSince = new(2021, 5, 2) },
            Measure("Rondering", MeasureStatus.Started, place, 3) with { StartedOn = new(2021, 4, 1) },
            Measure("Bara ett förslag", MeasureStatus.Proposed, place, 1),
            Measure("Klart långt före", MeasureStatus.Completed, place, 4) with { CompletedOn = new(2021, 4, 1) },
            Measure("Någon annanstans", MeasureStatus.Started, elsewhere, 1),
            Measure("Rad som inte är vald", MeasureStatus.Started, proposed, 1),
            place, elsewhere, theme, proposed,
        })
        {
            await app.PublishAsync(message);
        }

        await Eventually.TrueAsync(() => app.ReadAsync(async db =>
            await db.MeasureCopies.CountAsync() == 7 && await db.ProblemAreaCopies.CountAsync() == 4), "the copies");
        Assert.Empty((await StatusAsync(receipt.TextOf("receiptToken"))).Is(HttpStatusCode.OK).Items("outcomes"));
        (await app.MoveAsync(await app.LatestQuarantinedAsync(), "verified")).Is(HttpStatusCode.OK);

        var outcomes = (await StatusAsync(receipt.TextOf("receiptToken"))).Is(HttpStatusCode.OK).Items("outcomes");

        Assert.Equal(
            ["Städning varje vecka: Genomförd den 3 maj 2021", "Rondering: Pågår sedan den 1 april 2021",
                "Fler papperskorgar: Beslutad den 2 maj 2021"],
            outcomes.Select(outcome => $"{outcome.GetProperty("title").GetString()}: {outcome.GetProperty("text").GetString()}"));

        // A late, older event changes nothing.
        var measure = Measure("Städning", MeasureStatus.Started, place, 2);
        await app.PublishAsync(measure with { Version = 3, Status = MeasureStatus.Cancelled });
        await app.PublishAsync(measure);
        await Eventually.TrueAsync(() =>
            app.ReadAsync(db => db.MeasureCopies.AnyAsync(copy => copy.PublicId == measure.MeasureId)), "the measure");
        await app.PublishAsync(Measure("Sist i kön", MeasureStatus.Proposed, place, 1));
        await Eventually.TrueAsync(() =>
            app.ReadAsync(db => db.MeasureCopies.AnyAsync(copy => copy.Title == "Sist i kön")), "what came after it");
        Assert.Equal(MeasureStatus.Cancelled, await app.ReadAsync(db =>
            db.MeasureCopies.Where(copy => copy.PublicId == measure.MeasureId).Select(copy => copy.Status).SingleAsync()));

        static ProblemAreaChanged Area(string[] categories, string[] areas) =>
            new(Guid.CreateVersion7(), 1, "0481", Guid.CreateVersion7(), 1, ProblemAreaKind.Theme, "Rad", categories, areas);

        static MeasureChanged Measure(string title, MeasureStatus status, ProblemAreaChanged row, int version) => new(
            Guid.CreateVersion7(), version, "0481", [row.ProblemAreaId], title, "municipality:0481", [
                ], MeasureHorizon.ShortTerm, status, null, null, null);
    }

    [Fact]
    public async Task Identical_reports_in_sequence_are_one_incident_with_two_receipts()
    {
        var first = (await app.PostAsync("/public-reports", IntakeApp.PublicReport(("description", "Dubbelklick"))))
            .Is(HttpStatusCode.Created);
        var again = (await app.PostAsync("/public-reports", IntakeApp.PublicReport(("description", "Dubbelklick"))))
            .Is(HttpStatusCode.Created);

        Assert.Equal(1, await app.ReadAsync(db => db.Incidents.CountAsync(incident => incident.Description == "Dubbelklick")));
        Assert.NotEqual(first.TextOf("receiptToken"), again.TextOf("receiptToken"));
        Assert.Equal((await StatusAsync(first.TextOf("receiptToken"))).Text, (await StatusAsync(again.TextOf("receiptToken"))).Text);
    }

    [Fact]
    public async Task Identical_concurrent_reports_are_one_incident()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => app.PostAsync("/public-reports", IntakeApp.PublicReport(("description", "Samtidigt")))));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.Created));
        Assert.Equal(1, await app.ReadAsync(db => db.Incidents.CountAsync(incident => incident.Description == "Samtidigt")));
    }

    [Theory]
    [InlineData("category", "\"piracy\"", "category")]
    [InlineData("category", "null", "category")]
    [InlineData("area", "\"atlantis\"", "area")]
    [InlineData("position", """{"latitude": 59.33, "longitude": 18.06}""", "position")]
    [InlineData("occurredFrom", "null", "occurredFrom")]
    [InlineData("occurredFrom", "\"2021-05-04T09:00:00Z\"", "occurredFrom")]
    [InlineData("description", "\" \"", "description")]
    [InlineData("description", "\"a\\u0000b\"", "description")]
    public async Task Invalid_report_is_rejected_with_the_field(string member, string value, string field)
    {
        var before = await app.RowCountsAsync();
        var report = IntakeApp.PublicReport();
        report[member] = JsonNode.Parse(value);

        (await app.PostAsync("/public-reports", report)).IsProblem(HttpStatusCode.BadRequest, field);

        Assert.Equal(before, await app.RowCountsAsync());
    }

    [Theory]
    [InlineData("status")]
    [InlineData("source")]
    [InlineData("reportedAt")]
    [InlineData("email")]
    public async Task Fields_reserved_for_parties_are_rejected(string member) =>
        Assert.Contains(member, (await app.PostAsync("/public-reports", IntakeApp.PublicReport((member, "verified"))))
            .IsProblem(HttpStatusCode.BadRequest));

    [Fact]
    public async Task Municipality_can_close_and_reopen_reporting()
    {
        const string Path = "/api/v1/municipalities/0483";
        var created = await app.CreateMunicipalityAsync("0483", "Katrineholm");
        Assert.True(created.Json.GetProperty("takesPublicReports").GetBoolean());
        var closed = (await app.PutAsync(Path, new JsonObject { ["name"] = "Katrineholm", ["takesPublicReports"] = false }, "*"))
            .Is(HttpStatusCode.OK);
        var renamed = (await app.PutAsync(Path, new JsonObject { ["name"] = "Katrineholms kommun" }, "*")).Is(HttpStatusCode.OK);
        Assert.All([closed, renamed], answer => Assert.False(answer.Json.GetProperty("takesPublicReports").GetBoolean()));

        var report = IntakeApp.PublicReport(("area", null));
        Assert.Contains("112", (await app.PostAsync(Path + "/public-reports", report)).IsProblem(HttpStatusCode.Forbidden));
        (await app.PutAsync(Path, new JsonObject { ["name"] = "Katrineholm", ["takesPublicReports"] = true }, "*")).Is(HttpStatusCode.OK);
        (await app.PostAsync(Path + "/public-reports", report)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Corrected_incident_remains_in_quarantine()
    {
        var id = await app.QuarantineAsync();

        (await app.PutAsync($"/incidents/{id}", IntakeApp.Incident(), "*")).Is(HttpStatusCode.OK);

        Assert.Equal("quarantined", (await app.GetAsync($"/incidents/{id}")).TextOf("status"));
        Assert.Equal(["incidentQuarantined", "incidentCorrected"], (await app.GetAsync($"/incidents/{id}/history")).Json.EnumerateArray()
            .Select(entry => entry.GetProperty("event").GetString()));
    }

    private Task<Answer> StatusAsync(string? token) =>
        app.PostAsync("/public-report-statuses", new JsonObject { ["receiptToken"] = token });
}
