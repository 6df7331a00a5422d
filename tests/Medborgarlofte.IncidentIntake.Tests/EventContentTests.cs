using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class EventContentTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    [Fact]
    public async Task Event_log_contains_no_free_text_and_no_exact_position()
    {
        var position = GeoJson.Position(58.671_234, 17.101_234);
        var reported = await app.ReportAsync(
            ("area", null), ("position", position), ("description", "PLANTED description"), ("externalId", "PLANTED-id"));
        (await app.PutAsync(
            reported.Location!, IntakeApp.Incident(("description", "PLANTED again"), ("note", "PLANTED note")), "*")).Is(HttpStatusCode.OK);
        foreach (var to in new[] { "verified", "rejected" })
        {
            (await app.MoveAsync(reported.Id, to, note: "PLANTED why")).Is(HttpStatusCode.OK);
        }

        var view = IntakeApp.View(("area", null), ("position", position.DeepClone()), ("text", "PLANTED view"));
        (await app.PostAsync("/citizen-views", view)).Is(HttpStatusCode.Created);
        (await app.ImportAsync(
            ImportHelper.Csv,
            "external_id;category;occurred_from;latitude;longitude;description\n"
            + "PLANTED-row;theft;2021-03-02;58.671234;17.101234;PLANTED row"))
            .HasCounters(accepted: 1);
        (await app.ImportAsync(
            ImportHelper.Polisen,
            """
            [{"id": 1, "datetime": "2021-03-02 9:05:10 +01:00", "summary": "PLANTED", "type": "Brand",
              "location": {"name": "Oxelösund", "gps": "58.671234,17.101234"}}]
            """))
            .HasCounters(accepted: 1);

        var publicReport = IntakeApp.PublicReport(("area", null), ("position", position.DeepClone()), ("description", "PLANTED public"));
        var token = (await app.PostAsync("/public-reports", publicReport)).Is(HttpStatusCode.Created).TextOf("receiptToken")!;
        var stranger = await Open311Caller.WithKeyAsync(app);
        var sent = await stranger.SendAsync(
            ("lat", "58.671234"), ("long", "17.101234"), ("address_id", "centrum"), ("description", "PLANTED request"));
        (await stranger.PostAsync("servicerequestupdates.xml", ("service_request_id", sent), ("description", "PLANTED update")))
            .IsCreated();

        var log = await app.ReadAsync(db => db.EventLog.AsNoTracking().ToListAsync());
        Assert.Superset(
            new HashSet<string> { "IncidentReported", "IncidentQuarantined", "IncidentCorrected", "IncidentVerified", "IncidentRejected",
                "CitizenViewReceived" },
            log.Select(entry => entry.Type).ToHashSet());
        Assert.All(log, entry =>
        {
            var text = $"{entry.Type} {entry.Payload} {entry.Actor} {entry.TraceParent}";
            Assert.DoesNotContain("PLANTED", text);
            Assert.DoesNotContain(token, text);
            Assert.DoesNotContain(stranger.Key!, text);
            Assert.DoesNotContain("58.67", text);
            Assert.DoesNotContain("17.10", text);
        });
        Assert.Equal(3, await app.ReadAsync(db => db.IncidentNotes.CountAsync(note => note.Text.Contains("PLANTED"))));
    }
}
