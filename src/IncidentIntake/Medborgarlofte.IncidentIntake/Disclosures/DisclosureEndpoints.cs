namespace Medborgarlofte.IncidentIntake.Disclosures;

/// <summary>A disclosure to law enforcement, as the disclosing party records it.</summary>
public sealed record DisclosureRequest
{
    /// <summary>Kind of document.</summary>
    public DisclosedDocument? Document { get; init; }

    /// <summary>The disclosed incidents, at most 1,000. Required without a query.</summary>
    public IReadOnlyList<Guid> IncidentIds { get; init; } = [];

    /// <summary>The query whose result was disclosed, e.g. category=theft&amp;area=ramdal&amp;reportedFrom=2025-04-01.</summary>
    public string? Query { get; init; }

    /// <summary>The authority, without names of persons.</summary>
    public string? Authority { get; init; }

    /// <summary>The law that permits or requires the disclosure.</summary>
    public string? LegalGround { get; init; }

    /// <summary>Number of the decision or case.</summary>
    public string? DecisionNumber { get; init; }

    /// <summary>Date of the disclosure. Default: today.</summary>
    public DateOnly? DisclosedOn { get; init; }
}

/// <summary>A disclosure to law enforcement.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Document">Kind of document.</param>
/// <param name="IncidentIds">The disclosed incidents.</param>
/// <param name="Query">The query whose result was disclosed, or null.</param>
/// <param name="Authority">The authority.</param>
/// <param name="LegalGround">The law that permits or requires the disclosure.</param>
/// <param name="DecisionNumber">Number of the decision or case.</param>
/// <param name="DisclosedOn">Date of the disclosure.</param>
/// <param name="RecordedBy">Party that recorded it.</param>
/// <param name="RecordedAt">When it was recorded.</param>
public sealed record DisclosureResponse(
    Guid Id,
    DisclosedDocument Document,
    IReadOnlyList<Guid> IncidentIds,
    string? Query,
    string Authority,
    string LegalGround,
    string DecisionNumber,
    DateOnly DisclosedOn,
    string RecordedBy,
    DateTimeOffset RecordedAt);

/// <summary>
/// The log of disclosures to law enforcement (duty to inform from 1 April 2025, prop. 2024/25:65). It is append-only: a corrected
/// entry follows an incorrect one.
/// </summary>
internal static class DisclosureEndpoints
{
    private static readonly DateOnly Earliest = new(1990, 1, 1);

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost("/disclosures", RecordAsync).WithName("recordDisclosure")
            .RequireRoles(Roles.Coordinator | Roles.Police);
        municipality.MapGet("/disclosures", ListAsync).WithName("listDisclosures")
            .RequireRoles(Roles.Coordinator | Roles.Police | Roles.Steering);
        municipality.MapGet("/disclosures/{id:guid}", GetAsync).WithName("getDisclosure")
            .RequireRoles(Roles.Coordinator | Roles.Police | Roles.Steering);
    }

    /// <summary>Record a disclosure to law enforcement.</summary>
    /// <remarks>
    /// Records documents, authority, legal ground and decision of a disclosure: the incidents by their ids, or the query whose result
    /// was disclosed. The log is append-only; a corrected entry follows an incorrect one.
    /// </remarks>
    private static async Task<Created<DisclosureResponse>> RecordAsync(
        string municipality, DisclosureRequest request, [AsParameters] IntakeServices services)
    {
        var rules = await services.Rules.RequireAsync(municipality);
        var now = services.Time.GetUtcNow();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, rules.TimeZone).DateTime);
        var errors = new RequestErrors();
        if (request.Document is null)
        {
            errors.Add("document", "document saknas: incident, incidentHistory, citizenView, measure eller statistics.");
        }

        errors.CheckText("query", request.Query, Disclosure.QueryLength, required: false);
        errors.CheckText("authority", request.Authority, Disclosure.TextLength);
        errors.CheckText("legalGround", request.LegalGround, Disclosure.TextLength);
        errors.CheckIdentifier("decisionNumber", request.DecisionNumber, Disclosure.TextLength);
        var disclosedOn = request.DisclosedOn ?? today;
        if (disclosedOn > today || disclosedOn < Earliest)
        {
            errors.Add("disclosedOn", $"disclosedOn ska ligga mellan {Earliest:yyyy-MM-dd} och i dag, {today:yyyy-MM-dd}.");
        }

        var incidents = (request.IncidentIds ?? []).Distinct().ToList();
        await CheckIncidentsAsync(municipality, incidents, request.Query, services, errors);
        errors.ThrowIfAny();

        var disclosure = new Disclosure
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality,
            Document = request.Document!.Value,
            IncidentIds = incidents,
            Query = string.IsNullOrWhiteSpace(request.Query) ? null : request.Query.Trim(),
            Authority = request.Authority!.Trim(),
            LegalGround = request.LegalGround!.Trim(),
            DecisionNumber = request.DecisionNumber!.Trim(),
            DisclosedOn = disclosedOn,
            RecordedBy = services.CallerParty,
            RecordedAt = now,
        };
        services.Db.Disclosures.Add(disclosure);
        await services.Db.SaveChangesAsync(services.Cancellation);
        return Responses.Created(services.Http, disclosure.PublicId, version: null, ToResponse(disclosure));
    }

    private static async Task CheckIncidentsAsync(
        string municipality, List<Guid> incidents, string? query, IntakeServices services, RequestErrors errors)
    {
        if (incidents is [] && string.IsNullOrWhiteSpace(query))
        {
            errors.Add(
                "incidentIds",
                "incidentIds saknas: ange vilka händelser som lämnades ut, eller i query den sökning vars svar lämnades ut.");
        }
        else if (incidents.Count > Disclosure.MaxIncidents)
        {
            errors.Add(
                "incidentIds", $"incidentIds får ha högst {Disclosure.MaxIncidents} händelser; ange i stället sökningen i query.");
        }
        else if (incidents is not [])
        {
            var known = await services.Db.Incidents
                .Where(incident => incident.Municipality == municipality && incidents.Contains(incident.PublicId))
                .Select(incident => incident.PublicId)
                .ToListAsync(services.Cancellation);
            for (var index = 0; index < incidents.Count; index++)
            {
                if (!known.Contains(incidents[index]))
                {
                    errors.Add($"incidentIds[{index}]", "Händelsen finns inte i kommunen.");
                }
            }
        }
    }

    /// <summary>List the disclosures.</summary>
    /// <remarks>The disclosures to law enforcement, latest recorded first.</remarks>
    private static async Task<PageOf<DisclosureResponse>> ListAsync(
        string municipality, [AsParameters] Paging paging, [AsParameters] IntakeServices services)
    {
        await services.Rules.RequireAsync(municipality);
        var disclosures = await services.Db.Disclosures.AsNoTracking()
            .Where(disclosure => disclosure.Municipality == municipality)
            .OrderByDescending(disclosure => disclosure.Id)
            .ToPageAsync(paging, services.Cancellation);
        return disclosures.Select(ToResponse);
    }

    /// <summary>Read a disclosure.</summary>
    /// <remarks>Document, authority, legal ground and decision of a disclosure, and the party that recorded it.</remarks>
    private static async Task<Ok<DisclosureResponse>> GetAsync(
        string municipality, Guid id, IncidentIntakeDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(ToResponse(
            await db.Disclosures.AsNoTracking().SingleOrDefaultAsync(
                d => d.Municipality == municipality && d.PublicId == id, cancellationToken)
            ?? throw new NotFoundException("Utlämnandet")));

    private static DisclosureResponse ToResponse(Disclosure disclosure) => new(
        disclosure.PublicId,
        disclosure.Document,
        disclosure.IncidentIds,
        disclosure.Query,
        disclosure.Authority,
        disclosure.LegalGround,
        disclosure.DecisionNumber,
        disclosure.DisclosedOn,
        disclosure.RecordedBy,
        disclosure.RecordedAt);
}
