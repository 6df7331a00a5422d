using Medborgarlofte.TestSupport;

namespace Medborgarlofte.ApiContract.Tests.Examples;

internal static class IncidentIntakeExamples
{
    private const string Municipality = ExampleSession.Municipality;

    public static async Task RunAsync(ExampleSession api)
    {
        await ReferenceDataAsync(api);
        await IncidentsAsync(api);
        await CitizenViewsAsync(api);
        await ImportsAsync(api);
    }

    private static async Task ReferenceDataAsync(ExampleSession api)
    {
        var boundary = Square(16.95, 58.58, 17.35, 58.74);
        await api.PostAsync("createMunicipality", "municipalities",
            new { code = "0481", name = "Oxelösund", population = 12106, meetingRhythm = "weekly", boundary });
        await api.PostAsync("createMunicipality", "municipalities", new { code = "0481", name = "Oxelösund" }, 409);
        await api.GetAsync("listMunicipalities", "municipalities");
        await api.GetAsync("getMunicipality", Municipality);
        await api.GetAsync("getMunicipality", "municipalities/9999", 404);
        var changed = new { name = "Oxelösund", population = 12121, meetingRhythm = "everySecondWeek", boundary };
        await api.PutAsync("changeMunicipality", Municipality, changed);
        await api.PutAsync("changeMunicipality", Municipality, changed, ifMatch: null, status: 428);
        await api.PutAsync("changeMunicipality", Municipality, changed, status: 412);

        await api.PostAsync("createArea", Municipality + "/areas",
            new { code = "ramdal", name = "Ramdal", polygon = Square(17.079, 58.672, 17.091, 58.68) });
        await api.PostAsync("createArea", Municipality + "/areas", new { code = "ramdal", name = "Ramdal" }, 409);
        await api.PostAsync("createArea", Municipality + "/areas", new { code = "Östra hamnen", name = "" }, 400);
        await api.PostAsync("createArea", Municipality + "/areas", new { code = "centrum", name = "Centrum" });
        await api.GetAsync("listAreas", Municipality + "/areas");
        await api.GetAsync("getArea", Municipality + "/areas/ramdal");
        await api.GetAsync("getArea", Municipality + "/areas/ingenstans", 404);
        await api.PutAsync("changeArea", Municipality + "/areas/centrum", new { name = "Oxelösunds centrum" });
        await api.PutAsync("changeArea", Municipality + "/areas/centrum", new { name = "Ramdal" }, "\"2\"", 409);

        const string Parties = Municipality + "/parties";
        await api.PostAsync("createParty", Parties, new { code = "housing:kustbostader", kind = "housing", name = "Kustbostäder" });
        await api.PostAsync("createParty", Parties, new { code = "housing:kustbostader", kind = "housing", name = "Kusten" }, 409);
        await api.PostAsync("createParty", Parties, new { code = "Kustbostäder", name = "" }, 400);
        await api.PostAsync("createParty", Parties, new { code = "police:nykoping", kind = "police", name = "polisen" });
        await api.PostAsync("createParty", Parties, new { code = "security:vaktbolaget", kind = "security", name = "vaktbolaget" });
        await api.GetAsync("listParties", Parties);
        await api.GetAsync("getParty", Parties + "/housing:kustbostader");
        await api.GetAsync("getParty", Parties + "/housing:okand", 404);
        await api.PutAsync("changeParty", Parties + "/housing:kustbostader", new { kind = "housing", name = "Oxelöbostäder" });
        await api.PutAsync("changeParty", Parties + "/housing:kustbostader", new { kind = "housing", name = "polisen" }, "\"2\"", 409);

        var category = new
        {
            code = "boat-theft",
            kind = "crime",
            swedish = "Båtstöld",
            english = "Boat theft",
            casesSwedish = "båtstölder",
            caseSwedish = "båtstöld",
            forms = Array.Empty<object>(),
            targets = new[] { new { code = "marina", swedish = "småbåtshamnar", english = "marinas" } },
            goods = new[]
            {
                new { code = "outboard-motor", swedish = "utombordsmotorer", english = "outboard motors", victimGroup = "båtägare" },
            },
        };
        await api.PostAsync("createCategory", Municipality + "/categories", category);
        await api.PostAsync("createCategory", Municipality + "/categories", category, 409);
        await api.GetAsync("listCategories", Municipality + "/categories?limit=2");
        await api.GetAsync("getCategory", Municipality + "/categories/boat-theft");
        await api.PutAsync("changeCategory", Municipality + "/categories/boat-theft", new
        {
            kind = "crime",
            swedish = "Båtstöld",
            english = "Theft of boats",
            casesSwedish = "båtstölder",
            caseSwedish = "båtstöld",
        });
        var theft = new { kind = "crime", swedish = "Stöld", english = "Theft" };
        await api.PutAsync("changeCategory", Municipality + "/categories/boat-theft", theft, "\"2\"", 409);

        const string Collection = Municipality + "/categories/boat-theft/collection";
        await api.PutAsync(
            "changeCollection", Collection, new { sources = new[] { new { source = "police:nykoping", from = "2021-03-01" } } }, "\"2\"");
        await api.GetAsync("getCollection", Collection);

        const string ResultCodes = Municipality + "/result-codes";
        var result = new
        {
            code = "drug-driving",
            swedish = "misstänkt drograttfylleri",
            swedishPlural = "misstänkta drograttfyllerier",
            english = "suspected drug driving",
        };
        await api.PostAsync("createResultCode", ResultCodes, result);
        await api.PostAsync("createResultCode", ResultCodes, result, 409);
        await api.GetAsync("listResultCodes", ResultCodes + "?limit=3");
        await api.GetAsync("getResultCode", ResultCodes + "/drug-driving");
        await api.PutAsync("changeResultCode", ResultCodes + "/drug-driving", new
        {
            swedish = "misstänkt drograttfylleri", swedishPlural = "misstänkta drograttfyllerier", english = "drug driving, suspected",
        });
        var fine = new { swedish = "ordningsbot", swedishPlural = "ordningsböter", english = "fine" };
        await api.PutAsync("changeResultCode", ResultCodes + "/drug-driving", fine, "\"2\"", 409);
    }

    private static async Task IncidentsAsync(ExampleSession api)
    {
        const string Incidents = Municipality + "/incidents";
        var report = new
        {
            category = "criminal-damage",
            area = "ramdal",
            forms = new[] { "graffiti" },
            targets = new[] { "school" },
            source = "school",
            externalId = "2021-117",
            occurredFrom = "2021-03-20T21:00:00+01:00",
            occurredTo = "2021-03-21T07:30:00+01:00",
            reportedAt = "2021-03-21T08:00:00+01:00",
            description = "Klotter på skolans gavel.",
        };
        var incident = await api.PostAsync("reportIncident", Incidents, report, key: "school-2021-117");
        await api.PostAsync("reportIncident", Incidents, report with { externalId = "2021-118" }, 422, key: "school-2021-117");
        await api.PostAsync("reportIncident", Incidents, report, 409);
        await api.PostAsync("reportIncident", Incidents, new { category = "klotter", occurredFrom = "2021-06-01T00:00:00+02:00" }, 400);
        await api.GetAsync("listIncidents", Incidents);
        await api.GetAsync("listIncidents", Incidents + "?limit=1000", 400);
        var path = $"{Incidents}/{incident.Text("id")}";
        await api.GetAsync("getIncident", path);
        await api.GetAsync("getIncident", Incidents + "/01793150-0000-7000-8000-000000000000", 404);
        await api.PutAsync("correctIncident", path, new
        {
            category = "criminal-damage",
            area = "ramdal",
            forms = new[] { "graffiti", "broken-window" },
            targets = new[] { "school" },
            occurredFrom = "2021-03-20T21:00:00+01:00",
            occurredTo = "2021-03-21T07:30:00+01:00",
            note = "Även en krossad ruta.",
        });
        await api.PostAsync(
            "changeIncidentStatus", path + "/status-changes", new { to = "verified", note = "Kontrollerad på plats." }, 200, "\"2\"");
        await api.PostAsync("changeIncidentStatus", path + "/status-changes", new { to = "reported" }, 409, "\"3\"");
        await api.GetAsync("listIncidentHistory", path + "/history");

        const string Suggestions = Municipality + "/duplicate-suggestions";
        var other = await api.PostAsync("reportIncident", Incidents, report with { externalId = "2021-119" });
        await api.GetAsync("listDuplicateSuggestions", Suggestions + "?reportedFrom=2021-03-01&reportedTo=2021-03-31");
        await api.PostAsync(
            "dismissDuplicateSuggestion",
            Suggestions + "/dismissals",
            new { incidentId = incident.Text("id"), otherIncidentId = other.Text("id") },
            204);
        await api.PostAsync(
            "changeIncidentStatus", $"{Incidents}/{other.Text("id")}/status-changes", new { to = "withdrawn" }, 200, "\"1\"");
    }

    private static async Task CitizenViewsAsync(ExampleSession api)
    {
        const string Views = Municipality + "/citizen-views";
        var view = await api.PostAsync("receiveCitizenView", Views, new
        {
            channel = "safetyWalk",
            area = "ramdal",
            reasons = new[] { "lighting", "criminal-damage" },
            text = "Mörkt på gångvägen bakom skolan.",
            receivedOn = "2021-03-17",
        });
        await api.GetAsync("listCitizenViews", Views);
        await api.GetAsync("getCitizenView", $"{Views}/{view.Text("id")}");
    }

    private static async Task ImportsAsync(ExampleSession api)
    {
        const string Imports = Municipality + "/incident-imports";
        const string Csv = """
            ärende;kategori;område;inträffade_från;inträffade_till;inrapporterad;former;objekt
            2021-201;Skadegörelse;Ramdal;2021-02-18;2021-02-19;2021-02-19 08:15;graffiti|broken-window;school
            2021-202;Inbrott;Ingenstans;2021-02-17 22:00;;2021-02-18;;school

            """;
        var ndjson = """
            {"externalId":"r-1","category":"theft","area":"ramdal","goods":["fuel"],"targets":["vehicle"],
            "occurredFrom":"2021-02-11T22:00:00+01:00","reportedAt":"2021-02-12T07:00:00+01:00"}
            """.ReplaceLineEndings("") + "\n";
        var polisen = """
            [{"id":900001,"datetime":"2021-03-02 9:05:10 +01:00","name":"02 mars 09.05, Skadegörelse, Oxelösund",
            "summary":"Klotter på en fasad.","url":"/aktuellt/handelser/2021/mars/2/","type":"Skadegörelse",
            "location":{"name":"Oxelösund","gps":"58.670000,17.100000"}}]
            """.ReplaceLineEndings("");
        var import = await api.PostFileAsync("importIncidents", Imports + "?source=school", "text/csv", Csv.ReplaceLineEndings("\n"));
        var path = $"{Imports}/{import.Text("id")}";
        await api.GetWhenAsync("getIncidentImport", path, now => now.Text("status") == "completed");
        await api.GetAsync("listImportRefusals", path + "/refusals");
        await api.GetAsync("listIncidentImports", Imports);
        await api.PostFileAsync("importIncidents", Imports, "text/csv", "ärende;vad\n1;Klotter\n", 400);
        await api.PostFileAsync("importIncidents", Imports, "application/pdf", "%PDF", 415);
        foreach (var (type, content) in new[] { ("application/x-ndjson", ndjson), ("application/json", polisen) })
        {
            var next = await api.PostFileAsync("importIncidents", Imports, type, content);
            await api.GetWhenAsync("getIncidentImport", $"{Imports}/{next.Text("id")}", now =>
                now.Text("status") == "completed" && now.Number("rowsAccepted") == 1);
        }
    }

    private static object Square(double west, double south, double east, double north) => new
    {
        type = "Polygon",
        coordinates = new[] { new[] { new[] { west, south }, [east, south], [east, north], [west, north], [west, south] } },
    };
}
