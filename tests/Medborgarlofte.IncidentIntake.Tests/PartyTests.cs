using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.PartyRegistration;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class PartyTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    [Fact]
    public async Task New_municipality_is_a_party_of_its_own_register()
    {
        await app.CreateMunicipalityAsync("0482", "Flen");

        var party = (await app.GetAsync("/api/v1/municipalities/0482/parties/municipality:0482")).Is(HttpStatusCode.OK);

        Assert.Equal(("municipality", "Flens kommun"), (party.TextOf("kind"), party.TextOf("name")));
    }

    [Fact]
    public async Task Registered_party_is_listed_and_has_an_event()
    {
        var created = await app.RegisterPartyAsync("housing:kustbostader", "Kustbostäder");

        Assert.Equal(created.Text, (await app.GetAsync(created.Location!)).Text);
        Assert.Equal("\"1\"", created.ETag);
        Assert.Contains("housing:kustbostader", (await app.GetAsync("/parties?limit=200")).Texts("code"));
        var recorded = await app.ReadAsync(db => db.EventLog.SingleAsync(entry =>
            entry.Type == "PartyChanged" && entry.Payload.Contains("housing:kustbostader")));
        Assert.Contains("\"kind\":\"housing\",\"name\":\"Kustbostäder\",\"isRetired\":false", recorded.Payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"code": "Kustbostäder", "kind": "housing", "name": "Kustbostäder"}""", "code")]
    [InlineData("""{"code": "kustbostader", "kind": "housing", "name": "Kustbostäder"}""", "code")]
    [InlineData("""{"code": "housing:b", "name": "Kustbostäder"}""", "kind")]
    [InlineData("""{"code": "housing:b", "kind": "housing", "name": " "}""", "name")]
    [InlineData("""{"code": "housing:b", "kind": "housing", "name": "Anna, 070-123 45 67"}""", "name")]
    [InlineData("""{"code": "housing:b", "kind": "housing", "name": "Bo", "namedSince": "2999-01-01"}""", "namedSince")]
    public async Task Invalid_party_is_rejected_and_nothing_is_stored(string party, string field)
    {
        var before = await app.RowCountsAsync();

        (await app.PostAsync("/parties", JsonNode.Parse(party)!)).IsProblem(HttpStatusCode.BadRequest, field);

        Assert.Equal(before, await app.RowCountsAsync());
    }

    [Fact]
    public async Task Code_and_name_are_unique_in_the_municipality()
    {
        await app.RegisterPartyAsync("school:ramdalsskolan", "Ramdalsskolan");

        Assert.Equal(
            "Parten school:ramdalsskolan finns redan.",
            (await RegisterAsync("school:ramdalsskolan", "Skolan i Ramdal")).IsProblem(HttpStatusCode.Conflict));
        Assert.Equal(
            "Parten school:ramdalsskolan heter redan Ramdalsskolan. Två parter kan inte ha samma namn.",
            (await RegisterAsync("school:ramdal", "ramdalsskolan ")).IsProblem(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Unknown_party_cannot_report_or_import()
    {
        using var unknown = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token("security:okand", ["reporter"])));
        var before = await app.RowCountsAsync();

        var refused = await ReportAsync(unknown);
        using var file = new StringContent("external_id;category;occurred_from\nA-1;theft;2021-03-02", null, ImportHelper.Csv);
        var import = await Answer.ReadAsync(await unknown.PostAsync(IntakeApp.Root + "/incident-imports", file));

        Assert.Equal(
            "Parten security:okand finns inte i registret över parter i Oxelösunds kommun. Samordnaren kan föra in den.",
            refused.IsProblem(HttpStatusCode.Forbidden));
        import.IsProblem(HttpStatusCode.Forbidden);
        Assert.Equal(before, await app.RowCountsAsync());
    }

    [Fact]
    public async Task Retired_party_keeps_its_name_but_cannot_report()
    {
        await app.RegisterPartyAsync("security:lamnat", "bolaget som lämnat");
        using var left = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token("security:lamnat", ["reporter"])));
        (await ReportAsync(left)).Is(HttpStatusCode.Created);

        (await app.PutAsync(
            "/parties/security:lamnat",
            new JsonObject { ["kind"] = "security", ["name"] = "bolaget som lämnat", ["isRetired"] = true },
            "\"1\"")).Is(HttpStatusCode.OK);

        Assert.Equal(
            "Parten security:lamnat har utgått ur registret över parter i Oxelösunds kommun.",
            (await ReportAsync(left)).IsProblem(HttpStatusCode.Forbidden));
        Assert.DoesNotContain("security:lamnat", (await app.GetAsync("/parties?limit=200")).Texts("code"));
        Assert.Contains("security:lamnat", (await app.GetAsync("/parties?isRetired=true")).Texts("code"));
        Assert.Equal("bolaget som lämnat", (await app.GetAsync("/parties/security:lamnat")).TextOf("name"));
    }

    [Fact]
    public async Task Watch_group_reports_without_being_in_the_register()
    {
        using var contact = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token("watch:sunda", ["watch-contact"])));

        (await ReportAsync(contact)).Is(HttpStatusCode.Created);

        Assert.DoesNotContain(
            "watch:sunda", await app.ReadAsync(db => db.EventLog.OrderBy(e => e.Sequence).Select(e => e.Payload).LastAsync()));
    }

    [Fact]
    public async Task Municipality_without_register_gets_one_with_the_parties_that_have_reported()
    {
        await app.CreateMunicipalityAsync("0483", "Katrineholm");
        (await app.PostAsync("/api/v1/municipalities/0483/areas", new JsonObject { ["code"] = "ramdal", ["name"] = "Ramdal" }))
            .Is(HttpStatusCode.Created);
        await app.RegisterPartyAsync("police:nykoping", "polisen", "0483");
        using var police = app.ClientFor(TestIssuer.Bearer(TestIssuer.Shared.Token("police:nykoping", ["police"], ["0483"])));
        (await Answer.ReadAsync(await police.PostAsync("/api/v1/municipalities/0483/incidents", Body()))).Is(HttpStatusCode.Created);
        await app.ReadAsync(db => db.Parties.Where(party => party.Municipality == "0483").ExecuteDeleteAsync());

        await app.WorkAsync<IncidentIntakeDbContext, PartyRegistrationJob>();
        await app.WorkAsync<IncidentIntakeDbContext, PartyRegistrationJob>();

        var parties = (await app.GetAsync("/api/v1/municipalities/0483/parties")).Items();
        Assert.Equal(
            [("municipality:0483", "Katrineholms kommun"), ("police:nykoping", "polisen")],
            parties.Select(party => (party.GetProperty("code").GetString(), party.GetProperty("name").GetString())));
    }

    [Fact]
    public async Task New_name_ends_the_earlier_one_on_the_day_before()
    {
        await app.RegisterPartyAsync("business:hamnkiosken", "Kiosken");
        var registered = DateOnly.FromDateTime(app.Clock.GetUtcNow().UtcDateTime);
        app.Clock.Advance(TimeSpan.FromDays(3));

        var renamed = await RenameAsync("Hamnkiosken", "\"1\"");
        var again = await RenameAsync("Hamnkiosken AB", "\"2\"");

        // The second name did not apply for a whole day.
        Assert.Equal([new EarlierName("Kiosken", registered.AddDays(2))], EarlierOf(renamed));
        Assert.Equal([new EarlierName("Kiosken", registered.AddDays(2))], EarlierOf(again));
        Assert.Equal(
            [new EarlierName("Kiosken", new DateOnly(2018, 12, 31))], EarlierOf(await RenameAsync("Hamnkiosken", "\"3\"", "2019-01-01")));

        Task<Answer> RenameAsync(string name, string version, string? since = null) => app.PutAsync(
            "/parties/business:hamnkiosken",
            new JsonObject { ["kind"] = "business", ["name"] = name, ["namedSince"] = since },
            version);

        static IEnumerable<EarlierName> EarlierOf(Answer answer) => answer.Is(HttpStatusCode.OK).Items("earlierNames").Select(name =>
            new EarlierName(
                name.GetProperty("name").GetString()!,
                DateOnly.Parse(name.GetProperty("lastDay").GetString()!, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Event_of_a_renamed_category_has_its_earlier_names()
    {
        (await app.PostAsync("/categories", Category("snow-theft", "Snöstöld", "snöslunga"))).Is(HttpStatusCode.Created);
        app.Clock.Advance(TimeSpan.FromDays(2));

        var changed = (await app.PutAsync("/categories/snow-theft", Category(null, "Vinterstöld", "snöslungor"), "\"1\""))
            .Is(HttpStatusCode.OK);

        var earlier = Assert.Single(changed.Items("earlierNames"));
        Assert.Equal("Snöstöld", earlier.GetProperty("name").GetProperty("swedish").GetString());
        Assert.Equal("snöslunga", earlier.GetProperty("goods")[0].GetProperty("swedish").GetString());
        Assert.Contains(
            "\"earlierNames\":[{\"name\":{\"swedish\":\"Snöstöld\"",
            await app.ReadAsync(db => db.EventLog.OrderBy(entry => entry.Sequence).Select(entry => entry.Payload).LastAsync()),
            StringComparison.Ordinal);

        static JsonObject Category(string? code, string swedish, string goods) => new()
        {
            ["code"] = code,
            ["kind"] = "crime",
            ["swedish"] = swedish,
            ["english"] = "Snow theft",
            ["goods"] = new JsonArray(new JsonObject { ["code"] = "snow", ["swedish"] = goods, ["english"] = "snow blower" }),
        };
    }

    private Task<Answer> RegisterAsync(string code, string name) =>
        app.PostAsync("/parties", new JsonObject { ["code"] = code, ["kind"] = "school", ["name"] = name });

    private static async Task<Answer> ReportAsync(HttpClient client) =>
        await Answer.ReadAsync(await client.PostAsync(IntakeApp.Root + "/incidents", Body()));

    private static StringContent Body() =>
        new(IntakeApp.Incident().ToJsonString(), System.Text.Encoding.UTF8, "application/json");
}
