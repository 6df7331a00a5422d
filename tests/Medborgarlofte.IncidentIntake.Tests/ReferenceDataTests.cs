using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class ReferenceDataTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    [Fact]
    public async Task New_municipality_has_the_default_categories()
    {
        var created = await app.CreateMunicipalityAsync("0480", "Nyköping");

        Assert.Equal("\"1\"", created.ETag);
        Assert.Equal("Europe/Stockholm", created.TextOf("timeZone"));
        Assert.Equal("weekly", created.TextOf("meetingRhythm"));
        Assert.Equal(created.Text, (await app.GetAsync(created.Location!)).Text);
        var categories = await app.GetAsync("/api/v1/municipalities/0480/categories?limit=200");
        Assert.Equal(
            [
                "burglary", "criminal-damage", "disorder", "drunk-driving", "fire", "gathering", "lighting", "littering", "moped-a-tractor",
                "narcotics", "public-drinking", "reckless-driving", "speeding", "staff-incident", "theft", "unsafe-place",
                "violence-threat",
            ],
            categories.Texts("code"));
        Assert.Equal(20, await app.ReadAsync(db => db.EventLog.CountAsync(entry => entry.Payload.Contains("\"municipality\":\"0480\""))));
    }

    [Theory]
    [InlineData("criminal-damage", "crime", "forms", "klotter", "stenkastning", "vandalisering av utrustning")]
    [InlineData("burglary", "crime", "targets", "villor", "fritidshus", "större förråd", "skolor", "fordon")]
    [InlineData("theft", "crime", "targets", "villor", "fritidshus", "större förråd", "skolor", "fordon")]
    [InlineData("theft", "crime", "goods", "katalysatorer", "drivmedel")]
    [InlineData("burglary", "crime", "goods", "katalysatorer", "drivmedel")]
    [InlineData("disorder", "disorder", "forms")]
    [InlineData("lighting", "perceivedUnsafety", "forms")]
    [InlineData("moped-a-tractor", "traffic", "forms")]
    public async Task Default_categories_cover_the_subjects_of_promises(string code, string kind, string member, params string[] names)
    {
        var category = (await app.GetAsync($"/categories/{code}")).Is(HttpStatusCode.OK);

        Assert.Equal(kind, category.TextOf("kind"));
        Assert.Subset(category.Texts("swedish", member).ToHashSet(), names.ToHashSet<string?>());
        Assert.All(category.Texts("english", member), name => Assert.False(string.IsNullOrWhiteSpace(name)));
    }

    [Theory]
    [InlineData("burglary", "inbrottsförsök")]
    [InlineData("theft", "stöldförsök")]
    public async Task Attempts_are_distinguished_from_completed_crimes(string code, string attempts) =>
        Assert.Equal(attempts, (await app.GetAsync($"/categories/{code}")).TextOf("attemptsSwedish"));

    [Fact]
    public async Task Renamed_area_is_version_2_with_an_event_and_the_same_code()
    {
        await app.CreateAreaAsync("hamnen", "Hamnen");

        var renamed = await RenameAsync("/areas/hamnen", "\"1\"", new JsonObject { ["name"] = "Femörehamnen" });

        Assert.Equal(("hamnen", "Femörehamnen", 2), (renamed.TextOf("code"), renamed.TextOf("name"), renamed.NumberOf("version")));
        Assert.Equal("\"2\"", renamed.ETag);
        Assert.Equal(renamed.Text, (await app.GetAsync("/areas/hamnen")).Text);
        Assert.Equal(1, await CountEventsAsync("AreaChanged", "\"version\":2,\"name\":\"Femörehamnen\""));
    }

    [Fact]
    public async Task Renamed_municipality_is_version_2_with_an_event()
    {
        await app.CreateMunicipalityAsync("0488", "Trosa");

        var renamed = await RenameAsync(
            "/api/v1/municipalities/0488", "\"1\"", new JsonObject { ["name"] = "Trosa kommun", ["population"] = 14_000 });

        Assert.Equal(("Trosa kommun", 2, 14_000), (renamed.TextOf("name"), renamed.NumberOf("version"), renamed.NumberOf("population")));
        Assert.Equal(1, await CountEventsAsync("MunicipalityChanged", "\"version\":2,\"name\":\"Trosa kommun\""));
    }

    [Fact]
    public async Task Added_category_can_be_used_at_once()
    {
        (await app.PostAsync("/categories", Category("boat-theft", "Båtstöld"))).Is(HttpStatusCode.Created);

        var reported = await app.ReportAsync(("category", "boat-theft"), ("goods", new JsonArray("outboard")));

        Assert.Equal("boat-theft", reported.TextOf("category"));
        Assert.Equal("fall av båtstöld", (await app.GetAsync("/categories/boat-theft")).TextOf("casesSwedish"));
    }

    [Fact]
    public async Task Changed_category_is_version_2_with_an_event_and_applies_at_once()
    {
        (await app.PostAsync("/categories", Category("shoplifting", "Snatteri"))).Is(HttpStatusCode.Created);
        await app.ReportAsync(("category", "shoplifting"), ("goods", new JsonArray("outboard")));
        var changed = Category(null, "Butiksstöld");
        changed["goods"] = new JsonArray();

        Assert.Equal(2, (await RenameAsync("/categories/shoplifting", "\"1\"", changed)).NumberOf("version"));

        Assert.Equal(2, await CountEventsAsync("CategoryChanged", "\"category\":\"shoplifting\""));
        var late = IntakeApp.Incident(("category", "shoplifting"), ("goods", new JsonArray("outboard")));
        (await app.PostAsync("/incidents", late)).IsProblem(HttpStatusCode.BadRequest, "goods[0]");
    }

    [Fact]
    public async Task An_option_that_is_left_out_is_retired_and_an_earlier_incident_keeps_it()
    {
        (await app.PostAsync("/categories", Category("canoe-theft", "Kanotstöld"))).Is(HttpStatusCode.Created);
        var reported = await app.ReportAsync(("category", "canoe-theft"), ("goods", new JsonArray("outboard")));
        var without = Category(null, "Kanotstöld");
        without["goods"] = new JsonArray();

        var changed = (await app.PutAsync("/categories/canoe-theft", without, "\"1\"")).Is(HttpStatusCode.OK);
        await app.PutAsync("/categories/canoe-theft", without.DeepClone(), "\"2\"");

        Assert.Empty(changed.Items("goods"));
        var listed = (await app.GetAsync("/categories?limit=200")).Items()
            .Single(category => category.GetProperty("code").GetString() == "canoe-theft");
        Assert.Equal("outboard", listed.GetProperty("retiredOptions").GetProperty("goods")[0].GetProperty("code").GetString());
        Assert.Equal(2, await app.ReadAsync(db => db.EventLog.CountAsync(entry =>
            entry.Payload.Contains("\"category\":\"canoe-theft\"")
            && entry.Payload.Contains("\"retiredOptions\":{\"forms\":[],\"targets\":[],\"goods\":[{\"code\":\"outboard\""))));
        var corrected = IntakeApp.Incident(
            ("category", "canoe-theft"), ("goods", new JsonArray("outboard")), ("area", "sunda"));
        Assert.Equal(["outboard"], (await app.PutAsync(reported.Location!, corrected, "*")).Is(HttpStatusCode.OK).Items("goods")
            .Select(code => code.GetString()));
        (await app.PostAsync("/incidents", corrected.DeepClone())).IsProblem(HttpStatusCode.BadRequest, "goods[0]");

        var again = (await app.PutAsync("/categories/canoe-theft", Category(null, "Kanotstöld"), "*")).Is(HttpStatusCode.OK);
        Assert.Null(again.TextOf("retiredOptions"));
        await app.ReportAsync(("category", "canoe-theft"), ("goods", new JsonArray("outboard")));
    }

    [Fact]
    public async Task A_retired_area_and_category_are_not_offered_and_an_earlier_incident_keeps_them()
    {
        await app.CreateAreaAsync("torget", "Torget");
        (await app.PostAsync("/categories", Category("sled-theft", "Kälkstöld"))).Is(HttpStatusCode.Created);
        var reported = await app.ReportAsync(("category", "sled-theft"), ("area", "torget"));
        var category = Category(null, "Kälkstöld");
        category["isRetired"] = true;

        (await app.PutAsync("/categories/sled-theft", category, "*")).Is(HttpStatusCode.OK);
        (await app.PutAsync("/areas/torget", new JsonObject { ["name"] = "Torget", ["isRetired"] = true }, "*")).Is(HttpStatusCode.OK);

        foreach (var (list, code) in new[] { ("/areas", "torget"), ("/categories", "sled-theft") })
        {
            Assert.DoesNotContain(code, (await app.GetAsync($"{list}?limit=200")).Texts("code"));
            Assert.Contains(code, (await app.GetAsync($"{list}?isRetired=true&limit=200")).Texts("code"));
            (await app.GetAsync($"{list}/{code}")).Is(HttpStatusCode.OK);
        }

        var page = (await app.GetAsync("/0481/rapportera")).Text;
        Assert.DoesNotContain("torget", page);
        Assert.DoesNotContain("sled-theft", page);
        (await app.PostAsync("/incidents", IntakeApp.Incident(("area", "torget")))).IsProblem(HttpStatusCode.BadRequest, "area");
        (await app.PostAsync("/incidents", IntakeApp.Incident(("category", "sled-theft"))))
            .IsProblem(HttpStatusCode.BadRequest, "category");
        (await app.PostAsync("/citizen-views", IntakeApp.View(("reasons", new JsonArray("sled-theft")))))
            .IsProblem(HttpStatusCode.BadRequest, "reasons[0]");
        var corrected = IntakeApp.Incident(("category", "sled-theft"), ("area", "torget"), ("attempted", true));
        (await app.PutAsync(reported.Location!, corrected, "*")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Collection_of_a_category_is_declared_by_source()
    {
        const string Path = "/categories/reckless-driving/collection";
        var declared = new JsonObject
        {
            ["sources"] = new JsonArray(
                Time("police:nykoping", "2019-01-01", "2020-06-30"), Time("police:nykoping", "2021-01-01"), Time("guards", "2021-03-01")),
        };

        Assert.Null((await app.GetAsync(Path)).Is(HttpStatusCode.OK).TextOf("sources"));
        var changed = (await app.PutAsync(Path, declared, "\"1\"")).Is(HttpStatusCode.OK);
        Assert.Equal(2, changed.NumberOf("version"));
        Assert.Equal(["guards", "police:nykoping", "police:nykoping"], changed.Texts("source", "sources"));
        Assert.Equal(1, await CountEventsAsync(
            "CategoryChanged",
            "\"collection\":[{\"source\":\"guards\",\"from\":\"2021-03-01\"},{\"source\":\"police:nykoping\",\"from\":\"2019-01-01\","
                + "\"until\":\"2020-06-30\"}"));

        // A change of the category keeps it.
        (await app.PutAsync("/categories/reckless-driving", Category(null, "Buskörning"), "\"2\"")).Is(HttpStatusCode.OK);
        Assert.Equal(3, (await app.GetAsync(Path)).Items("sources").Length);

        (await app.PutAsync(Path, new JsonObject { ["sources"] = new JsonArray() }, "\"3\"")).Is(HttpStatusCode.OK);
        Assert.Empty((await app.GetAsync(Path)).Items("sources"));
        (await app.PutAsync(Path, new JsonObject { ["sources"] = null }, "*")).Is(HttpStatusCode.OK);
        (await app.PutAsync(Path, declared.DeepClone(), "\"1\"")).IsProblem(HttpStatusCode.PreconditionFailed);
        (await app.GetAsync("/categories/piracy/collection")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Invalid_collection_is_rejected_with_the_field()
    {
        await RejectedAsync("sources[0].source", Time("Polisen i Nyköping", "2021-01-01"));
        await RejectedAsync("sources[0].from", Time("guards", null));
        await RejectedAsync("sources[0].until", Time("guards", "2021-02-01", "2021-01-01"));
        await RejectedAsync("sources[1].from", Time("guards", "2021-02-01"), Time("guards", "2020-01-01", "2021-02-01"));
        await RejectedAsync("sources", [.. Enumerable.Range(0, 51).Select(_ => Time("guards", "2021-02-01"))]);

        async Task RejectedAsync(string field, params JsonNode[] times) =>
            (await app.PutAsync("/categories/theft/collection", new JsonObject { ["sources"] = new JsonArray(times) }, "*"))
                .IsProblem(HttpStatusCode.BadRequest, field);
    }

    private static JsonObject Time(string source, string? from, string? until = null) =>
        new() { ["source"] = source, ["from"] = from, ["until"] = until };

    [Fact]
    public async Task A_municipality_adds_result_codes_to_the_standard_ones_and_retires_them()
    {
        await app.CreateMunicipalityAsync("0486", "Strängnäs");
        const string List = "/api/v1/municipalities/0486/result-codes";
        var added = ResultCode("drug-driving", "misstänkt drograttfylleri", "misstänkta drograttfyllerier");

        Assert.Equal(
            [
                "fine", "crimeReport", "turnedAway", "vehicleChecked", "breathTest", "drunkDriving", "drugSeizure", "alcoholPouredOut",
                "remark", "faultReport", "contact", "participant",
            ],
            (await app.GetAsync(List)).Texts("code"));
        (await app.PostAsync(List, added)).Is(HttpStatusCode.Created);
        (await app.PostAsync(List, added.DeepClone())).IsProblem(HttpStatusCode.Conflict);
        (await app.PostAsync(List, ResultCode("fine-2", "bot", "Ordningsböter"))).IsProblem(HttpStatusCode.Conflict);
        (await app.PostAsync(List, ResultCode("fine-2", "", "böter"))).IsProblem(HttpStatusCode.BadRequest, "swedish");
        (await app.PostAsync(List, ResultCode("Böter", "bot", "böter"))).IsProblem(HttpStatusCode.BadRequest, "code");

        var fine = (await app.GetAsync(List + "/fine")).Is(HttpStatusCode.OK);
        Assert.Equal(("ordningsbot", "ordningsböter", "\"1\""), (fine.TextOf("swedish"), fine.TextOf("swedishPlural"), fine.ETag));
        var retired = ResultCode(null, "ordningsbot", "ordningsböter");
        retired["isRetired"] = true;
        Assert.Equal(2, (await app.PutAsync(List + "/fine", retired, "\"1\"")).Is(HttpStatusCode.OK).NumberOf("version"));
        (await app.PutAsync(List + "/fine", retired.DeepClone(), "\"1\"")).IsProblem(HttpStatusCode.PreconditionFailed);
        (await app.PutAsync(List + "/unknown", retired.DeepClone(), "*")).IsProblem(HttpStatusCode.NotFound);

        Assert.DoesNotContain("fine", (await app.GetAsync(List)).Texts("code"));
        Assert.Contains("drug-driving", (await app.GetAsync(List)).Texts("code"));
        Assert.Equal(["fine"], (await app.GetAsync(List + "?isRetired=true")).Texts("code"));
        Assert.Equal("ordningsbot", (await app.GetAsync(List + "/fine")).TextOf("swedish"));
        Assert.Equal(1, await CountEventsAsync("ResultCodeChanged", "\"resultCode\":\"fine\",\"version\":2"));
        Assert.Equal(1, await CountEventsAsync("ResultCodeChanged", "\"resultCode\":\"drug-driving\",\"version\":1"));

        static JsonObject ResultCode(string? code, string swedish, string plural) =>
            new() { ["code"] = code, ["swedish"] = swedish, ["swedishPlural"] = plural, ["english"] = "result" };
    }

    [Theory]
    [InlineData("Ramdal")]
    [InlineData("  rAMDAL ")]
    [InlineData("Va\u030Ast")]
    public async Task Two_areas_cannot_have_the_same_name(string name)
    {
        if ((await app.GetAsync("/areas/vast")).Status == HttpStatusCode.NotFound)
        {
            await app.CreateAreaAsync("vast", "V\u00E5st");
        }

        (await app.PostAsync("/areas", new JsonObject { ["code"] = "other", ["name"] = name })).IsProblem(HttpStatusCode.Conflict);
        (await app.PutAsync("/areas/sunda", new JsonObject { ["name"] = name }, "*")).IsProblem(HttpStatusCode.Conflict);

        Assert.Equal("Sunda", (await app.GetAsync("/areas/sunda")).TextOf("name"));
        (await app.GetAsync("/areas/other")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_categories_or_two_options_cannot_have_the_same_name()
    {
        (await app.PostAsync("/categories", Category("theft-2", " STÖLD"))).IsProblem(HttpStatusCode.Conflict);
        (await app.PutAsync("/categories/theft", Category(null, "skadegörelse"), "*")).IsProblem(HttpStatusCode.Conflict);
        var same = Category("ski-theft", "Skidstöld");
        same["goods"] = new JsonArray(Option("a", "skidor"), Option("b", "Skidor"));
        (await app.PostAsync("/categories", same)).IsProblem(HttpStatusCode.BadRequest, "goods[1].swedish");

        static JsonObject Option(string code, string name) => new() { ["code"] = code, ["swedish"] = name, ["english"] = name };
    }

    [Fact]
    public async Task One_of_two_concurrent_areas_with_the_same_name_is_created()
    {
        var answers = await Task.WhenAll(new[] { "x1", "x2" }.Select(
            code => app.PostAsync("/areas", new JsonObject { ["code"] = code, ["name"] = "Samma namn" })));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], answers.Select(answer => answer.Status).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/areas/sunda")]
    [InlineData("/categories/theft")]
    public async Task Change_requires_the_current_version(string path)
    {
        (await app.PutAsync(path, new JsonObject(), null)).IsProblem(HttpStatusCode.PreconditionRequired);
        (await app.PutAsync(path, new JsonObject(), "\"99\"")).IsProblem(HttpStatusCode.PreconditionFailed);
    }

    [Theory]
    [InlineData("/areas", """{"code": "ramdal", "name": "Ramdal"}""")]
    [InlineData("/categories", """{"code": "theft", "kind": "crime", "swedish": "Stöld", "english": "Theft"}""")]
    [InlineData("/api/v1/municipalities", """{"code": "0481", "name": "Oxelösund"}""")]
    public async Task Creating_an_existing_code_is_a_conflict(string path, string text)
    {
        var before = await app.RowCountsAsync();

        (await app.PostTextAsync(path, text, "application/json")).IsProblem(HttpStatusCode.Conflict);

        Assert.Equal(before, await app.RowCountsAsync());
    }

    [Theory]
    [InlineData("/areas", """{"code": "Nya hamnen", "name": "Hamnen"}""", "code")]
    [InlineData("/areas", """{"code": "udden"}""", "name")]
    [InlineData("/areas", """{"code": "udden", "name": "Udden", "polygon": {"type": "Point", "coordinates": [17.1, 58.6]}}""", "polygon")]
    [InlineData("/areas", """{"code": "udden", "name": "Udden", "polygon": "POLYGON EMPTY"}""", "polygon")]
    [InlineData(
        "/areas",
        """
        {"code": "udden", "name": "Udden",
         "polygon": {"type": "Polygon", "coordinates": [[[58.6, 17.0], [58.7, 17.0], [58.7, 17.1], [58.6, 17.0]]]}}
        """,
        "polygon")]
    [InlineData(
        "/areas",
        """
        {"code": "udden", "name": "Udden",
         "polygon": {"type": "Polygon", "coordinates": [[[17.0, 58.6], [17.1, 58.7], [17.1, 58.6], [17.0, 58.7], [17.0, 58.6]]]}}
        """,
        "polygon")]
    [InlineData("/categories", """{"code": "x", "swedish": "X", "english": "X"}""", "kind")]
    [InlineData("/categories",
        """{"code": "x", "kind": "crime", "swedish": "X", "english": "X", "forms": [{"code": "a", "swedish": "a"}]}""", "forms[0].english")]
    [InlineData("/categories", """{"code": "x", "kind": "crime", "swedish": "X", "english": "X", "forms": [null]}""", "forms[0].code")]
    [InlineData(
        "/categories", """{"code": "x", "kind": "crime", "english": "X", "forms": null, "targets": null, "goods": null}""", "swedish")]
    [InlineData(
        "/categories",
        """
        {"code": "x", "kind": "crime", "swedish": "X", "english": "X",
         "goods": [{"code": "a", "swedish": "a", "english": "a"}, {"code": "a", "swedish": "a", "english": "a"}]}
        """,
        "goods[1].code")]
    [InlineData("/api/v1/municipalities", """{"code": "481", "name": "Oxelösund"}""", "code")]
    [InlineData("/api/v1/municipalities", """{"code": "0482", "name": "Flen", "population": 0}""", "population")]
    [InlineData("/api/v1/municipalities", """{"code": "0482", "name": "Flen", "timeZone": "Mars/Olympus"}""", "timeZone")]
    public async Task Invalid_reference_data_is_rejected_with_the_field(string path, string text, string field)
    {
        var before = await app.RowCountsAsync();

        (await app.PostTextAsync(path, text, "application/json")).IsProblem(HttpStatusCode.BadRequest, field);

        Assert.Equal(before, await app.RowCountsAsync());
    }

    [Fact]
    public async Task Code_cannot_be_changed() =>
        (await app.PutAsync("/areas/sunda", new JsonObject { ["code"] = "sunda-2", ["name"] = "Sunda" }, "*"))
            .IsProblem(HttpStatusCode.BadRequest, "code");

    [Theory]
    [InlineData("/areas/atlantis")]
    [InlineData("/categories/piracy")]
    [InlineData("/api/v1/municipalities/9999")]
    public async Task Unknown_reference_data_is_not_found(string path) => (await app.GetAsync(path)).IsProblem(HttpStatusCode.NotFound);

    [Theory]
    [InlineData(16.01, "holed", "in the ring")]
    [InlineData(16.05, null, "in the hole")]
    [InlineData(16.14, "east", "in both: the first by code")]
    [InlineData(16.16, "west", "in one only")]
    [InlineData(16.00, "holed", "on the edge")]
    [InlineData(16.30, null, "in none")]
    public async Task Position_belongs_to_the_area_that_covers_it(double longitude, string? area, string where)
    {
        await EnsureShapesAsync();

        var reported = await app.PostAsync(
            $"{ShapesRoot}/incidents", IntakeApp.Incident(("area", null), ("position", GeoJson.Position(58.05, longitude))));

        Assert.Equal((area, where), (reported.Is(HttpStatusCode.Created).TextOf("area"), where));
    }

    [Theory]
    [InlineData("east")]
    [InlineData("west")]
    public async Task Either_of_overlapping_areas_is_valid(string area)
    {
        await EnsureShapesAsync();

        var reported = await app.PostAsync(
            $"{ShapesRoot}/incidents", IntakeApp.Incident(("area", area), ("position", GeoJson.Position(58.05, 16.14))));

        Assert.Equal(area, reported.Is(HttpStatusCode.Created).TextOf("area"));
    }

    private const string ShapesRoot = "/api/v1/municipalities/0580";

    // The order of codes is not the order of creation.
    private async Task EnsureShapesAsync()
    {
        if ((await app.GetAsync(ShapesRoot)).Status == HttpStatusCode.OK)
        {
            return;
        }

        await app.CreateMunicipalityAsync("0580", "Linköping");
        await app.CreateAreaAsync("west", "West", GeoJson.Square(16.13, 58.0, 16.17, 58.1), "0580");
        await app.CreateAreaAsync("east", "East", GeoJson.Square(16.12, 58.0, 16.15, 58.1), "0580");
        var holed = GeoJson.Polygon(GeoJson.Ring(16.0, 58.0, 16.1, 58.1), GeoJson.Ring(16.04, 58.04, 16.06, 58.06));
        await app.CreateAreaAsync("holed", "Holed", holed, "0580");
    }

    private static JsonObject Category(string? code, string swedish) => new()
    {
        ["code"] = code,
        ["kind"] = "crime",
        ["swedish"] = swedish,
        ["english"] = "Of its own",
        ["goods"] = new JsonArray(
            new JsonObject { ["code"] = "outboard", ["swedish"] = "utombordare", ["english"] = "Outboards", ["victimGroup"] = "båtägare" }),
    };

    private async Task<Answer> RenameAsync(string path, string ifMatch, JsonObject body) =>
        (await app.PutAsync(path, body, ifMatch)).Is(HttpStatusCode.OK);

    private Task<int> CountEventsAsync(string type, string part) =>
        app.ReadAsync(db => db.EventLog.CountAsync(entry => entry.Type == type && entry.Payload.Contains(part)));
}
