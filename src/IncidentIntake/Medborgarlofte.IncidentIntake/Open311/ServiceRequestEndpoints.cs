using System.Text.Json.Nodes;
using Medborgarlofte.IncidentIntake.PublicReports;

namespace Medborgarlofte.IncidentIntake.Open311;

/// <summary>Service requests: a client with a key sends them, and anyone reads the public part.</summary>
internal static class ServiceRequestEndpoints
{
    // GeoReport has fields for the reporter's identity. They are not needed and therefore not stored.
    private const string ServiceNotice =
        "Ärendet granskas innan det räknas. Namn, e-post, telefon, device_id, account_id och media_url sparas inte. "
        + PublicReportStatus.Notice;

    private const int MaxIds = 100;

    public static void Map(RouteGroupBuilder open311)
    {
        open311.MapPost("/requests.{format}", SendAsync);
        open311.MapGet("/requests.{format}", ListAsync);
        open311.MapGet("/requests/{id}.{format}", GetAsync);
        open311.MapGet("/tokens/{token}.{format}", TokenAsync);
    }

    private static async Task<IResult> SendAsync(
        string municipality, HttpRequest request, Open311Call call, PublicReportIntake intake, CancellationToken cancellationToken)
    {
        var form = await SubmittedForm.ReadAsync(request, cancellationToken);
        var rules = await call.MunicipalityAsync(municipality, request, form);
        var client = await call.SenderAsync(municipality, request, form, cancellationToken);
        if (form["service_code"] is { } code && !rules.OfferedCategories.ContainsKey(code))
        {
            throw new NotFoundException($"service_code {PlaceRules.Shorten(code)}");
        }

        var errors = new RequestErrors();
        var report = Read(form, rules, errors);
        var sender = PublicSender.Open311(client.PublicId);
        var id = await intake.SubmitAsync(report, sender, rules, errors, receiptToken: null, cancellationToken);
        return new Open311Response(
            "service_requests",
            new JsonArray(new JsonObject
            {
                ["service_request_id"] = id.ToString(), ["service_notice"] = ServiceNotice, ["account_id"] = null,
            }),
            StatusCodes.Status201Created);
    }

    private static IncidentFactsRequest Read(SubmittedForm form, MunicipalityRules rules, RequestErrors errors)
    {
        var position = ReadPosition(form, errors);
        if (position is null && form["address_id"] is null && !errors.Any)
        {
            var areas = string.Join(", ", rules.OfferedAreas.Keys.Order(StringComparer.Ordinal).Take(50));
            errors.Add(
                form["address_string"] is null ? "lat" : "address_string",
                form["address_string"] is null
                    ? $"Ange var: lat och long, eller address_id med ett områdes kod ({areas})."
                    : $"En adress i ord kan inte slås upp här. Ange lat och long, eller address_id med ett områdes kod ({areas}).");
        }

        return new IncidentFactsRequest
        {
            Category = form["service_code"],
            Area = form["address_id"],
            Position = position,
            Forms = form.All("attribute[forms]"),
            Targets = form.All("attribute[targets]"),
            OccurredFrom = Open311Call.ReadTime("attribute[occurred_from]", form["attribute[occurred_from]"], errors),
            Description = form["description"],
        };
    }

    private static Position? ReadPosition(SubmittedForm form, RequestErrors errors)
    {
        if (form["lat"] is null && form["long"] is null)
        {
            return null;
        }

        if (double.TryParse(form["lat"], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
            && double.TryParse(form["long"], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude))
        {
            return new Position(latitude, longitude);
        }

        errors.Add("lat", "lat och long ska båda vara grader i WGS 84 med decimalpunkt, t.ex. 58.67 och 17.10.");
        return null;
    }

    private static async Task<IResult> ListAsync(
        string municipality, HttpRequest request, Open311Call call, ServiceRequestReader reader, CancellationToken cancellationToken)
    {
        var rules = await call.MunicipalityAsync(municipality, request);
        var client = await call.ClientAsync(municipality, request, null, cancellationToken);
        var ids = List(request, "service_request_id");
        if (ids.Count > MaxIds)
        {
            throw new ProblemException(
                StatusCodes.Status400BadRequest, "too-many-ids", "För många id", $"service_request_id får ha högst {MaxIds} id.");
        }

        var statuses = List(request, "status");
        if (statuses.FirstOrDefault(status => status is not ("open" or "closed")) is { } unknown)
        {
            throw new ProblemException(
                StatusCodes.Status400BadRequest,
                "status",
                "Okänd status",
                $"status ska vara open eller closed, inte {PlaceRules.Shorten(unknown)}.");
        }

        // GeoReport: the other filters do not apply to a query by ids.
        var found = ids.Count > 0
            ? await reader.FindAsync(rules, client, ids, cancellationToken)
            : await reader.ListAsync(rules, client, call.Span(request), List(request, "service_code"), statuses, cancellationToken);
        return ToResponse(found);
    }

    private static async Task<IResult> GetAsync(
        string municipality,
        string id,
        HttpRequest request,
        Open311Call call,
        ServiceRequestReader reader,
        CancellationToken cancellationToken)
    {
        var rules = await call.MunicipalityAsync(municipality, request);
        var client = await call.ClientAsync(municipality, request, null, cancellationToken);
        var found = await reader.FindAsync(rules, client, [id], cancellationToken);
        return found.Count == 1 ? ToResponse(found) : throw new NotFoundException($"service_request_id {PlaceRules.Shorten(id)}");
    }

    // A request gets its id at once, so its token is its id.
    private static async Task<IResult> TokenAsync(
        string municipality,
        string token,
        HttpRequest request,
        Open311Call call,
        ServiceRequestReader reader,
        CancellationToken cancellationToken)
    {
        var rules = await call.MunicipalityAsync(municipality, request);
        var found = await reader.FindAsync(rules, null, [token], cancellationToken);
        return found.Count == 1
            ? new Open311Response("service_requests", new JsonArray(new JsonObject { ["service_request_id"] = token, ["token"] = token }))
            : throw new NotFoundException($"token {PlaceRules.Shorten(token)}");
    }

    private static Open311Response ToResponse(IReadOnlyList<JsonObject> found) =>
        new("service_requests", new JsonArray([.. found]));

    private static List<string> List(HttpRequest request, string name) =>
    [
        .. request.Query[name].ToString()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal),
    ];
}
