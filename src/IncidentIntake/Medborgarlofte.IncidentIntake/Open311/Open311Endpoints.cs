using System.Text.Json.Nodes;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.IncidentIntake.PublicReports;

namespace Medborgarlofte.IncidentIntake.Open311;

/// <summary>
/// Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2) for a municipality: discovery, services, service requests, tokens, and the
/// common extension with service request updates.
/// </summary>
internal static class Open311Endpoints
{
    private const string Root = "/open311/{municipality}";
    private const string Specification = "http://wiki.open311.org/GeoReport_v2";

    // Time of the latest change of the interface.
    private const string Changeset = "2026-11-23T00:00:00Z";

    // GeoReport's names of the API's fields.
    private static readonly Dictionary<string, string> FieldNames = new(StringComparer.Ordinal)
    {
        ["area"] = "address_id",
        ["category"] = "service_code",
        ["forms"] = "attribute[forms]",
        ["occurredFrom"] = "attribute[occurred_from]",
        ["position"] = "lat, long",
        ["targets"] = "attribute[targets]",
    };

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/open311/openapi.json", () => TypedResults.Stream(
                typeof(Open311Endpoints).Assembly.GetManifestResourceStream("open311.json")!, "application/json; charset=utf-8"))
            .AllowEveryone().ExcludeFromDescription();
        var open311 = app.MapGroup(Root).AllowEveryone().ExcludeFromDescription().AddEndpointFilter(ReturnErrorsAsOpen311Async);
        open311.MapGet("/discovery.{format}", DiscoveryAsync);
        open311.MapGet("/services.{format}", ServicesAsync);
        open311.MapGet("/services/{code}.{format}", DefinitionAsync);
        ServiceRequestEndpoints.Map(open311);
        ServiceRequestUpdateEndpoints.MapOpen311(open311);
    }

    private static async ValueTask<object?> ReturnErrorsAsOpen311Async(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!Open311Response.IsKnown(http.Request.RouteValues["format"] as string))
        {
            return Open311Response.Errors(StatusCodes.Status404NotFound, "Adressen ska sluta på .xml eller .json.");
        }

        try
        {
            return await next(context);
        }
        catch (ProblemException problem)
        {
            if (problem.Status == StatusCodes.Status403Forbidden)
            {
                http.AuditDenial(http.RequestServices.GetRequiredService<ILoggerFactory>());
            }

            if (problem.RetryAfterSeconds is { } seconds)
            {
                http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            return problem.Members.TryGetValue("errors", out var errors) && errors is IReadOnlyDictionary<string, string[]> fields
                ? Open311Response.Errors(
                    problem.Status, fields.SelectMany(field => field.Value.Select(message => Describe(NameOf(field.Key), message))))
                : Open311Response.Errors(problem.Status, problem.Message);
        }
        catch (BadHttpRequestException bad)
        {
            return Open311Response.Errors(bad.StatusCode, "Anropet går inte att läsa, eller är större än 1 MB.");
        }
    }

    private static string Describe(string field, string message) =>
        message.StartsWith(field, StringComparison.Ordinal) ? message : $"{field}: {message}";

    // An error of "forms[0]" is reported for "forms".
    private static string NameOf(string field) => FieldNames.GetValueOrDefault(field.Split('[')[0], field);

    // Behind the gateway only the operator knows the public address (PublicAddress).
    private static async Task<IResult> DiscoveryAsync(
        string municipality, HttpRequest request, Open311Call call, IConfiguration configuration)
    {
        var rules = await call.MunicipalityAsync(municipality, request);
        var address = configuration["PublicAddress"]?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}{request.PathBase}";
        return new Open311Response("discovery", new JsonObject
        {
            ["changeset"] = Changeset,
            ["contact"] = $"Kommunen {rules.Name}. {PublicReportStatus.Notice}",
            ["key_service"] = $"Kommunens samordnare i {rules.FullName} ger nycklar till system som ska skicka ärenden. "
                + "Det behövs ingen nyckel för att läsa.",
            ["endpoints"] = new JsonArray(new JsonObject
            {
                ["specification"] = Specification,
                ["url"] = $"{address}/open311/{rules.Code}",
                ["changeset"] = Changeset,
                ["type"] = "production",
                ["formats"] = new JsonArray("text/xml", "application/json"),
            }),
        });
    }

    private static async Task<IResult> ServicesAsync(string municipality, HttpRequest request, Open311Call call)
    {
        var rules = await call.MunicipalityAsync(municipality, request);
        var categories = rules.OfferedCategories.OrderBy(category => category.Key, StringComparer.Ordinal);
        return new Open311Response("services", new JsonArray([.. categories.Select(category => new JsonObject
        {
            ["service_code"] = category.Key,
            ["service_name"] = category.Value.Name,
            ["description"] = $"{category.Value.Name} i {rules.FullName}. {PublicReportStatus.Notice}",
            ["metadata"] = true,
            ["type"] = "realtime",
            ["keywords"] = string.Join(", ", category.Value.FormNames.Concat(category.Value.TargetNames).Select(name => name.Swedish)),
            ["group"] = GroupOf(category.Value.Kind),
        })]));
    }

    private static async Task<IResult> DefinitionAsync(string municipality, string code, HttpRequest request, Open311Call call)
    {
        var rules = await call.MunicipalityAsync(municipality, request);
        if (!rules.OfferedCategories.TryGetValue(code, out var category))
        {
            throw new NotFoundException($"service_code {PlaceRules.Shorten(code)}");
        }

        var attributes = new JsonArray();
        Add("forms", "multivaluelist", "Former. Välj en eller flera.", category.FormNames);
        Add("targets", "multivaluelist", "Objekt. Välj ett eller flera.", category.TargetNames);
        Add("occurred_from", "datetime", "När det hände, eller tidigast kan ha hänt. Nu, om det lämnas tomt.", null);
        return new Open311Response("service_definition", new JsonObject { ["service_code"] = code, ["attributes"] = attributes });

        void Add(string name, string type, string description, IReadOnlyList<CodeName>? values)
        {
            if (values is [])
            {
                return;
            }

            attributes.Add(new JsonObject
            {
                ["variable"] = true,
                ["code"] = name,
                ["datatype"] = type,
                ["required"] = false,
                ["datatype_description"] =
                    type == "datetime" ? "Datum och tid med förskjutning, t.ex. 2021-03-02T14:30:00+01:00" : null,
                ["order"] = attributes.Count + 1,
                ["description"] = description,
                ["values"] = new JsonArray(
                    [.. (values ?? []).Select(value => new JsonObject { ["key"] = value.Code, ["name"] = value.Swedish })]),
            });
        }
    }

    private static string GroupOf(CategoryKind kind) => kind switch
    {
        CategoryKind.Crime => "Brott",
        CategoryKind.Disorder => "Ordningsstörning",
        CategoryKind.Traffic => "Trafik",
        _ => "Upplevd otrygghet",
    };
}
