using System.Text.Json.Nodes;

namespace Medborgarlofte.ApiContract.Tests.Profile;

/// <summary>For each rule, a change to the document that violates it; proves that the rule can fail.</summary>
internal static class BrokenDocuments
{
    private const string Error = nameof(Severity.Error);
    private const string Warning = nameof(Severity.Warning);
    private const string Incidents = "/municipalities/{municipality}/incidents";

    public static IReadOnlyDictionary<(string Rule, string Severity), Action<JsonObject>> ByRule { get; } =
        new Dictionary<(string, string), Action<JsonObject>>
    {
        [("UFN.01", Warning)] = Server("https://medborgarlofte.example.se/v1"),
        [("UFN.02", Error)] = Server("http://medborgarlofte.example.se/api/v1"),
        [("UFN.05", Warning)] = Path("/" + new string('a', 2100)),
        [("UFN.07", Error)] = Path("/Incidents"),
        [("UFN.08", Error)] = Path("/requests.json"),
        [("UFN.09", Error)] = Path("/areas/{area_code}"),
        [("SAK.01", Error)] = Server("https://intranet/api/v1"),
        [("SAK.09", Error)] = Scheme("http", "basic"),
        [("SAK.10", Error)] = Scheme("http", "negotiate"),
        [("SAK.15", Error)] = Scheme("apiKey", null, "query"),
        [("SAK.16", Error)] = Scheme("apiKey", null, "cookie"),
        [("SAK.18", Warning)] = document => Schemes(document)["oauth"] =
            JsonNode.Parse("""{"type":"oauth2","flows":{"implicit":{"authorizationUrl":"http://a.se"}}}"""),
        [("VER.05", Warning)] = Server("https://medborgarlofte.example.se/api"),
        [("VER.06", Error)] = document => document["paths"]!.AsObject().Remove("/api-info"),
        [("FNS.01", Error)] = Query("reported-from"),
        [("FNS.03", Error)] = Query("1st"),
        [("FNS.05", Warning)] = document => Parameter(document, "page")["required"] = true,
        [("FNS.06", Warning)] = Query("a b"),
        [("FNS.07", Error)] = document => Parameter(document, "limit")["in"] = "header",
        [("FNS.08", Error)] = document => Parameter(document, "page")["schema"]!["default"] = 0,
        [("FNS.09", Warning)] = document => Parameter(document, "limit")["schema"]!["default"] = 50,
        [("ARQ.01", Warning)] = NoJson,
        [("ARQ.03", Warning)] = document =>
            Parameters(document).Add(JsonNode.Parse("""{"name":"ETag","in":"header","schema":{"type":"string"}}""")),
        [("ARQ.05", Error)] = document =>
            Parameters(document).Add(JsonNode.Parse("""{"name":"X","in":"header","schema":{"type":"object"}}""")),
        [("DOK.01", Warning)] = document => document["externalDocs"] = new JsonObject(),
        [("DOK.03", Error)] = NoInfo("license"),
        [("DOK.03", Warning)] = NoInfo("version"),
        [("DOK.06", Warning)] = document => document["info"]!["description"] = "Only in English, with the words of it.",
        [("DOK.07", Warning)] = NoInfo("description"),
        [("DOK.08", Error)] = NoInfo("termsOfService"),
        [("DOK.09", Error)] = document => document["info"]!["description"] = "Nothing is known.",
        [("DOK.11", Error)] = document => document["info"]!["description"] = " ",
        [("DOK.15", Error)] = document => Json(document).Remove("example"),
        [("DOK.17", Warning)] = document => document["swagger"] = "2.0",
        [("DOK.19", Error)] = document => Operation(document).Remove("summary"),
        [("DOK.20", Error)] = document => Response(document, "200").Remove("description"),
        [("DOK.21", Error)] = document =>
        {
            document.Remove("security");
            foreach (var (_, _, operation) in CommittedDocument.Operations(document))
            {
                operation.Remove("security");
            }
        },
        [("AME.01", Warning)] = document => Response(document, "200")["content"]!.AsObject().Remove("application/json"),
        [("AME.02", Warning)] = NoJson,
        [("AME.04", Warning)] = Property("addressLine1"),
        [("AME.05", Error)] = Property("not_camel"),
        [("AME.07", Warning)] = Property("not-a-word"),
        [("DOT.02", Error)] = document => Schemas(document)["Period"]!["properties"]!["firstDay"]!["example"] = "20 mars",
        [("DOT.04", Warning)] = document =>
            Schemas(document)["IncidentResponse"]!["properties"]!["occurredFrom"]!["example"] = "2021-03-20T21:00:00",
        [("FEL.01", Error)] = document => Schemas(document)["Problem"]!["properties"]!.AsObject().Remove("detail"),
        [("FEL.02", Warning)] = document =>
            Response(document, "404")["content"] = new JsonObject { ["application/json"] = new JsonObject() },
        [("FOR.02", Error)] = document => Operation(document)["requestBody"] = JsonNode.Parse("""{"content":{"application/json":{}}}"""),
        [("RES.02", Warning)] = Query("personnummer"),
        [("RES.06", Error)] = Path("/get-incidents"),
        [("MOG.01", Error)] = document => document["paths"]!["/nothing"] = new JsonObject(),
        [("MOG.02", Warning)] = document =>
        {
            foreach (var (_, response) in new ProfiledDocument(document).Responses.ToList())
            {
                response.Remove("links");
            }
        },
        [("SPA.02", Error)] = document => Parameters(document).Clear(),
        [("SPA.04", Warning)] = document => Response(document, "200")["headers"]!.AsObject().Remove("traceparent"),
        [("SPA.07", Error)] = document => Operation(document)["parameters"] =
            JsonNode.Parse("""[{"name":"x-request-id","in":"header","schema":{"type":"string"}}]"""),
    };

    private static Action<JsonObject> Server(string url) => document => document["servers"]![0]!["url"] = url;

    private static Action<JsonObject> Path(string path) => document => document["paths"]![path] = Operation(document).Parent!.DeepClone();

    private static Action<JsonObject> Scheme(string type, string? scheme, string? place = null) =>
        document => Schemes(document)["other"] = new JsonObject { ["type"] = type, ["scheme"] = scheme, ["in"] = place };

    private static Action<JsonObject> Query(string name) => document => Parameter(document, "page")["name"] = name;

    private static Action<JsonObject> Property(string name) => document =>
        Schemas(document)["IncidentResponse"]!["properties"]![name] = new JsonObject { ["type"] = "string" };

    private static Action<JsonObject> NoInfo(string member) => document => document["info"]!.AsObject().Remove(member);

    private static void NoJson(JsonObject document) =>
        document["paths"]![Incidents]!["post"]!["requestBody"]!["content"]!.AsObject().Remove("application/json");

    private static JsonObject Operation(JsonObject document) => document["paths"]![Incidents]!["get"]!.AsObject();

    private static JsonObject Response(JsonObject document, string status) => Operation(document)["responses"]![status]!.AsObject();

    private static JsonObject Json(JsonObject document) => Response(document, "200")["content"]!["application/json"]!.AsObject();

    private static JsonArray Parameters(JsonObject document) => Operation(document)["parameters"]!.AsArray();

    private static JsonObject Parameter(JsonObject document, string name) =>
        Parameters(document).Single(parameter => (string)parameter!["name"]! == name)!.AsObject();

    private static JsonObject Schemas(JsonObject document) => document["components"]!["schemas"]!.AsObject();

    private static JsonObject Schemes(JsonObject document) => document["components"]!["securitySchemes"]!.AsObject();
}
