using System.Text;
using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.IncidentIntake.Incidents;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class RetentionTests : IAsyncLifetime
{
    private const string Marker = "PLANTERAD-FRITEXT";
    private const string Cell = ",\"gridCell\":\"58670:8550\"";
    private static readonly string[] All = ["incidentText", "incidentNote", "citizenViewText", "importRefusal", "incident",
        "serviceRequestUpdate", "measureNote", "followUpText", "publication", "watchMember", "watchNotice", "measureNotice"];
    private readonly IntakeApp _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _app.DisposeAsync();
    }

    [Fact]
    public async Task Rule_without_decision_erases_nothing_and_counts_due_documents()
    {
        var incident = await CreateDueDocumentsAsync();
        await RuleAsync("incidentText", 12, decision: null);
        await RuleAsync("incidentNote", 12, decision: " ");
        await RuleAsync("measureNote", 12, decision: null);
        Later();

        await RunAsync();

        var rules = (await _app.GetAsync("/retention-rules")).Items().ToDictionary(rule => rule.GetProperty("documentType").GetString()!);
        Assert.Equal(All.Order(), rules.Keys.Order());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await _app.GetAsync("/retention-rules/measureNote")).Json.GetProperty("waiting")
            .ValueKind);
        Assert.All(rules.Values, rule => Assert.True(rule.GetProperty("blocked").GetBoolean()));
        Assert.Equal(2, rules["incidentText"].GetProperty("waiting").GetInt32());
        Assert.StartsWith("Spärrad: 2 handlingar väntar på ett gallringsbeslut", rules["incidentText"].GetProperty("status")
            .GetString(), StringComparison.Ordinal);
        Assert.Contains(Marker, (await _app.GetAsync(incident.Location!)).TextOf("description"));
    }

    [Fact]
    public async Task Rule_requires_the_current_version_and_valid_months()
    {
        (await _app.PutAsync("/retention-rules/incidentText", Rule(12, null), null)).IsProblem((HttpStatusCode)428);
        (await _app.PutAsync("/retention-rules/incidentText", Rule(0, null), "*")).IsProblem(HttpStatusCode.BadRequest, "months");
        (await _app.PutAsync("/retention-rules/incidentText", Rule(12, "Anna, 850709-9805"), "*"))
            .IsProblem(HttpStatusCode.BadRequest, "decisionNumber");
        (await _app.PutAsync("/retention-rules/unknown", Rule(12, null), "*")).IsProblem(HttpStatusCode.NotFound);
        var rule = (await _app.PutAsync("/retention-rules/incidentText", Rule(12, "KS 2021/77"), "\"0\"")).Is(HttpStatusCode.OK);
        Assert.Equal("\"1\"", rule.ETag);
        (await _app.PutAsync("/retention-rules/incidentText", Rule(24, null), "\"0\"")).IsProblem(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Documents_changed_within_the_period_remain()
    {
        var incident = await CreateDueDocumentsAsync();
        _app.Clock.Advance(TimeSpan.FromDays(300));
        (await _app.MoveAsync(incident.Id, "rejected", note: Marker)).Is(HttpStatusCode.OK);
        _app.Clock.Advance(TimeSpan.FromDays(100));
        await DecideAsync("incidentText", "incidentNote", "incident");

        await RunAsync();

        Assert.Contains(Marker, (await _app.GetAsync(incident.Location!)).TextOf("description"));
        Assert.Equal(3, await _app.ReadAsync(db => db.IncidentNotes.CountAsync(note => note.IncidentId == incident.Id)));
    }

    [Fact]
    public async Task Text_and_position_are_erased_and_the_incident_remains()
    {
        var incident = await CreateDueDocumentsAsync();
        var report = IntakeApp.Incident(("area", "centrum"), ("position", GeoJson.Position(58.672, 17.1)));
        var other = (await _app.PostAsync("/incidents", report)).Is(HttpStatusCode.Created);
        Later();
        (await _app.MoveAsync(other.Id, "verified")).Is(HttpStatusCode.OK);
        await DecideAsync("incidentText", "incidentNote", "citizenViewText", "importRefusal");
        var events = await PayloadsAsync(incident.Id);
        Assert.Equal(3, events.Count(payload => payload.Contains(Cell, StringComparison.Ordinal)));

        await RunAsync();

        // The grid cell is erased with the exact position; the rest of the history remains.
        Assert.Equal(events.Select(payload => payload.Replace(Cell, "", StringComparison.Ordinal)), await PayloadsAsync(incident.Id));
        Assert.False(await IsStoredAsync("58670:8550"), "the cell can still be read from the database");
        Assert.All(await PayloadsAsync(other.Id), payload => Assert.Contains("58672:8550", payload, StringComparison.Ordinal));

        var kept = (await _app.GetAsync(incident.Location!)).Is(HttpStatusCode.OK);
        Assert.Equal((null, false), (kept.TextOf("description"), kept.Json.TryGetProperty("position", out var position)
            && position.ValueKind != System.Text.Json.JsonValueKind.Null));
        Assert.Equal("criminal-damage", kept.TextOf("category"));
        Assert.Equal(3, (await _app.GetAsync(incident.Location + "/history")).Json.GetArrayLength());
        Assert.Equal((2, 2, 1, 1, 0), await SumOfRunsAsync());
        Assert.False(await IsStoredAsync(), "the text can still be read from the database");
    }

    [Fact]
    public async Task Remaining_grid_cell_is_erased()
    {
        async Task<Answer> PlaceAsync() => (await _app.PostAsync(
            "/incidents", IntakeApp.Incident(("area", "centrum"), ("position", GeoJson.Position(58.67, 17.1))))).Is(HttpStatusCode.Created);

        // Erased without its events, and cleared by a correction.
        var (erased, corrected) = (await PlaceAsync(), await PlaceAsync());
        await _app.ReadAsync(db => db.Incidents.Where(incident => incident.PublicId == erased.Id).ExecuteUpdateAsync(incident => incident
            .SetProperty(i => i.Description, (string?)null).SetProperty(i => i.Latitude, (double?)null)
                .SetProperty(i => i.Longitude, (double?)null)));
        (await _app.PutAsync(corrected.Location!, IntakeApp.Incident(("area", "centrum")), "*")).Is(HttpStatusCode.OK);
        Later();
        await DecideAsync("incidentText");

        await RunAsync();

        Assert.Equal(2, (await SumOfRunsAsync()).Texts);
        Assert.False(await IsStoredAsync("58670:8550"), "the cell can still be read from the database");
        await RunAsync();
        Assert.Equal(2, (await SumOfRunsAsync()).Texts);
    }

    /// <summary>Trust check 30, the part of this module: erasure includes the event log.</summary>
    [Fact]
    public async Task Trust_30_erased_incident_leaves_one_event_without_time_of_day()
    {
        var incident = await CreateDueDocumentsAsync();
        await PublishedAsync();
        Later();
        await DecideAsync(All);

        await RunAsync();

        (await _app.GetAsync(incident.Location!)).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal(["IncidentErased"], await _app.EventsAboutAsync(incident.Id));
        var erased = await _app.ReadAsync(db => db.EventLog.AsNoTracking().SingleAsync(entry => entry.Subject == incident.Id));
        Assert.Contains("\"reportedOn\":\"2021-04-02\"", erased.Payload, StringComparison.Ordinal);
        Assert.DoesNotContain("T08:00", erased.Payload);
        Assert.Equal(0, await _app.ReadAsync(db => db.Incidents.CountAsync()));
        Assert.Equal(0, await _app.ReadAsync(db => db.IncidentNotes.CountAsync()));
        Assert.Equal(0, await _app.ReadAsync(db => db.Set<StoredIdempotencyKey>().CountAsync()));
        Assert.False(await IsStoredAsync(), "the text can still be read from the database");
    }

    /// <summary>Public reports are erased with their texts and hashes, and with the incident its receipts.</summary>
    [Fact]
    public async Task Trust_30_public_reports_are_erased_with_hashes_updates_and_receipts()
    {
        var stranger = await Open311Caller.WithKeyAsync(_app);
        var request = await stranger.SendAsync(("description", Marker + " utifrån"));
        (await stranger.PostAsync("servicerequestupdates.xml", ("service_request_id", request), ("description", Marker + " mer")))
            .IsCreated();
        (await _app.PostAsync("/public-reports", IntakeApp.PublicReport(("description", Marker)))).Is(HttpStatusCode.Created);
        await PublishedAsync();
        Later();
        await DecideAsync("incidentText", "serviceRequestUpdate");

        await RunAsync();

        Assert.Equal(2, (await SumOfRunsAsync()).Texts);
        Assert.Equal(1, (await RunsAsync()).Sum(run => run.GetProperty("serviceRequestUpdates").GetInt32()));
        Assert.Equal(2, await _app.ReadAsync(db => db.PublicSubmissions.CountAsync(s => s.ContentHash == null && s.WordsHash == null)));
        Assert.False(await IsStoredAsync(), "the words can still be read from the database");

        (await stranger.PostAsync("servicerequestupdates.xml", ("service_request_id", request), ("description", Marker + " igen")))
            .IsCreated();
        Later();
        await DecideAsync("incident");
        await RunAsync();

        Assert.Equal(
            (0, 0, 0, 0),
            await _app.ReadAsync(async db => (await db.Incidents.CountAsync(), await db.PublicSubmissions.CountAsync(),
                await db.Receipts.CountAsync(), await db.ServiceRequestUpdates.CountAsync())));
        Assert.False(await IsStoredAsync(), "the words can still be read from the database");
    }

    [Fact]
    public async Task Trust_30_other_modules_get_a_request_and_report_the_number_of_erased_documents()
    {
        await RuleAsync("measureNote", 24, "KS 2021/78");
        await RuleAsync("publication", 24, decision: null);

        var run = await RunAsync();
        var asked = Assert.Single(await _app.EventsAboutAsync(run.Id));
        var payload =
            await _app.ReadAsync(db => db.EventLog.Where(entry => entry.Subject == run.Id).Select(entry => entry.Payload).SingleAsync());
        await _app.PublishAsync(new DocumentsErased(run.Id, 1, "0481", DocumentType.MeasureNote, 7));
        await _app.PublishAsync(new DocumentsErased(run.Id, 1, "0481", DocumentType.MeasureNotice, 5));

        Assert.Equal("ErasureRequested", asked);
        var due = Assert.Single(System.Text.Json.JsonDocument.Parse(payload).RootElement.GetProperty("due").EnumerateArray());
        Assert.Equal(
            ("measureNote", "KS 2021/78"), (due.GetProperty("documentType").GetString(), due.GetProperty("decisionNumber").GetString()));
        Assert.Equal(_app.Clock.GetUtcNow().AddMonths(-24), due.GetProperty("before").GetDateTimeOffset());
        await Eventually.TrueAsync(
            async () => (await _app.GetAsync($"/retention-runs/{run.Id}")).Json is var response
                && response.GetProperty("measureNotes").GetInt32() == 7
                && response.GetProperty("measureNotices").GetInt32() == 5,
            "the run to get the counts");
    }

    [Fact]
    public async Task One_run_is_performed_each_night()
    {
        await CreateDueDocumentsAsync();
        Later();
        await DecideAsync("citizenViewText");

        await Eventually.TrueAsync(
            async () =>
            {
                _app.Clock.Advance(TimeSpan.FromMinutes(15));
                return (await RunsAsync()).Any(run => run.GetProperty("startedBy").GetString() == "nightly"
                    && run.GetProperty("completedAt").ValueKind == System.Text.Json.JsonValueKind.String);
            },
            "the nightly run");

        Assert.Equal(0, await _app.ReadAsync(db => db.CitizenViews.CountAsync(view => view.Text != null)));
        Assert.Equal((0, 0, 1, 0, 0), await SumOfRunsAsync());
        var nights = await _app.ReadAsync(db => db.RetentionRuns.Select(run => run.Night).ToListAsync());
        Assert.Equal(nights.Count, nights.Distinct().Count());
    }

    // An incident with text, corrected text, notes, a stored response and a position; a view; an imported and a refused row.
    private async Task<Answer> CreateDueDocumentsAsync()
    {
        var reported = (await _app.PostAsync(
            "/incidents",
            IntakeApp.Incident(("description", Marker + " först"), ("area", "centrum"), ("position", GeoJson.Position(58.67, 17.1))),
            ("Idempotency-Key", "nyckel-1"))).Is(HttpStatusCode.Created);
        (await _app.PutAsync(
            reported.Location!, IntakeApp.Incident(("description", Marker + " rättad"), ("area", "centrum"),
                ("position", GeoJson.Position(58.67, 17.1)), ("note", Marker)), "*"))
            .Is(HttpStatusCode.OK);
        (await _app.MoveAsync(reported.Id, "verified", note: Marker)).Is(HttpStatusCode.OK);
        (await _app.PostAsync("/citizen-views", IntakeApp.View(("text", Marker)))).Is(HttpStatusCode.Created);
        (await _app.ImportAsync(ImportHelper.Csv, ImportHelper.Lines(
            "category;area;occurred_from;description", $"theft;ramdal;2021-03-02;{Marker}", $"theft;{Marker};2021-03-02;{Marker}")))
                .HasCounters(accepted: 1, refused: 1);
        return reported;
    }

    private Task<List<string>> PayloadsAsync(Guid incident) => _app.ReadAsync(
        db => db.EventLog.Where(entry => entry.Subject == incident).OrderBy(entry => entry.Sequence).Select(entry => entry.Payload)
            .ToListAsync());

    private Task PublishedAsync() => Eventually.TrueAsync(
        () => _app.ReadAsync(async db => !await db.EventLog.AnyAsync(entry => entry.PublishedAt == null)), "the events to be published");

    private void Later() => _app.Clock.Advance(TimeSpan.FromDays(400));

    private static JsonObject Rule(int months, string? decision) => new() { ["months"] = months, ["decisionNumber"] = decision };

    private async Task RuleAsync(string type, int months, string? decision) =>
        (await _app.PutAsync("/retention-rules/" + type, Rule(months, decision), "*")).Is(HttpStatusCode.OK);

    private async Task DecideAsync(params string[] types)
    {
        foreach (var type in types)
        {
            await RuleAsync(type, 12, "KS 2021/77");
        }
    }

    private async Task<Answer> RunAsync() => (await _app.PostAsync("/retention-runs", new JsonObject())).Is(HttpStatusCode.Created);

    private async Task<System.Text.Json.JsonElement[]> RunsAsync() =>
        (await _app.GetAsync("/retention-runs")).Is(HttpStatusCode.OK).Items();

    private async Task<(int Texts, int Notes, int Views, int Refusals, int Incidents)> SumOfRunsAsync()
    {
        var runs = await RunsAsync();
        return (Sum("incidentTexts"), Sum("incidentNotes"), Sum("citizenViewTexts"), Sum("importRefusals"), Sum("incidents"));

        int Sum(string member) => runs.Sum(run => run.GetProperty(member).GetInt32());
    }

    // On SQLite no byte of the files may contain it, not even an unused one. A server's files are not accessible.
    private async Task<bool> IsStoredAsync(string text = Marker)
    {
        if (TestDatabase.Provider == Provider.SqlServer)
        {
            return (await _app.AllStoredTextAsync()).Any(row => row.Contains(text, StringComparison.Ordinal));
        }

        var file = await _app.ReadAsync(db => Task.FromResult(db.Database.GetDbConnection().DataSource));
        foreach (var path in new[] { file, file + "-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            if (bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
