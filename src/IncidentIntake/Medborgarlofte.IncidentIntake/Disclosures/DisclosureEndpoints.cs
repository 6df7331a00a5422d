using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Disclosures;

/// <summary>A disclosure to law enforcement as the party that made it records it.</summary>
public sealed record DisclosureRequest
{
    /// <summary>Kind of document.</summary>
    public DisclosedDocument? Document { get; init; }

    /// <summary>The incidents disclosed, at most 1,000; these or a query.</summary>
    public IReadOnlyList<Guid> IncidentIds { get; init; } = [];

    /// <summary>The query whose answer was disclosed, e.g. category=theft&amp;area=ramdal&amp;reportedFrom=2025-04-01.</summary>
    public string? Query { get; init; }

    /// <summary>The authority, never a person there.</summary>
    public string? Authority { get; init; }

    /// <summary>The law that allows or demands it.</summary>
    public string? LegalGround { get; init; }

    /// <summary>Number of the decision or case.</summary>
    public string? DecisionNumber { get; init; }

    /// <summary>Day of the disclosure; today unless told.</summary>
    public DateOnly? DisclosedOn { get; init; }
}

/// <summary>A disclosure to law enforcement.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Document">Kind of document.</param>
/// <param name="IncidentIds">The incidents disclosed.</param>
/// <param name="Query">The query whose answer was disclosed, or null.</param>
/// <param name="Authority">The authority.</param>
/// <param name="LegalGround">The law that allows or demands it.</param>
/// <param name="DecisionNumber">Number of the decision or case.</param>
/// <param name="DisclosedOn">Day of the disclosure.</param>
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
/// The log of what was disclosed to law enforcement (duty to inform from 1 April 2025, prop. 2024/25:65). It grows only:
/// a wrong entry is followed by a right one.
/// </summary>
internal static class DisclosureEndpoints
{
    private static readonly DateOnly Earliest = new(1990, 1, 1);

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost("/disclosures", RecordAsync).WithName("recordDisclosure").RequireRoles(Roles.Coordinator | Roles.Police);
        municipality.MapGet("/disclosures", ListAsync).WithName("listDisclosures").RequireRoles(Roles.Coordinator | Roles.Police | Roles.Steering);
        municipality.MapGet("/disclosures/{id:guid}", GetAsync).WithName("getDisclosure").RequireRoles(Roles.Coordinator | Roles.Police | Roles.Steering);
    }

    /// <summary>Record a disclosure to law enforcement.</summary>
    /// <remarks>
    /// Which documents were handed to which authority, on what legal ground and by which decision: the incidents by their ids, or the
    /// query whose answer was handed over. The log grows only; a wrong entry is followed by a right one.
    /// </remarks>
    private static async Task<Created<DisclosureResponse>> RecordAsync(
        string municipality,
        DisclosureRequest request,
        IncidentIntakeDbContext db,
        MunicipalityRulesCache cache,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var rules = await cache.RequireAsync(municipality);
        var now = time.GetUtcNow();
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
        await CheckIncidentsAsync(municipality, incidents, request.Query, db, errors, cancellationToken);
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
            RecordedBy = http.User.Party(),
            RecordedAt = now,
        };
        db.Disclosures.Add(disclosure);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/v1/municipalities/{municipality}/disclosures/{disclosure.PublicId}", Show(disclosure));
    }

    private static async Task CheckIncidentsAsync(
        string municipality, List<Guid> incidents, string? query, IncidentIntakeDbContext db, RequestErrors errors, CancellationToken cancellationToken)
    {
        if (incidents is [] && string.IsNullOrWhiteSpace(query))
        {
            errors.Add("incidentIds", "incidentIds saknas: ange vilka händelser som lämnades ut, eller i query den sökning vars svar lämnades ut.");
        }
        else if (incidents.Count > Disclosure.MaxIncidents)
        {
            errors.Add("incidentIds", $"incidentIds får ha högst {Disclosure.MaxIncidents} händelser; ange i stället sökningen i query.");
        }
        else if (incidents is not [])
        {
            var known = await db.Incidents
                .Where(incident => incident.Municipality == municipality && incidents.Contains(incident.PublicId))
                .Select(incident => incident.PublicId)
                .ToListAsync(cancellationToken);
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
    /// <remarks>What was handed to law enforcement, the latest recorded first.</remarks>
    private static async Task<PageOf<DisclosureResponse>> ListAsync(
        string municipality, int? page, int? limit, IncidentIntakeDbContext db, MunicipalityRulesCache cache, CancellationToken cancellationToken)
    {
        await cache.RequireAsync(municipality);
        var disclosures = await db.Disclosures.AsNoTracking()
            .Where(disclosure => disclosure.Municipality == municipality)
            .OrderByDescending(disclosure => disclosure.Id)
            .ToPageAsync(new Paging(page, limit), cancellationToken);
        return disclosures.Select(Show);
    }

    /// <summary>Read a disclosure.</summary>
    /// <remarks>Document, authority, legal ground and decision of a disclosure, and which party recorded it.</remarks>
    private static async Task<Ok<DisclosureResponse>> GetAsync(
        string municipality, Guid id, IncidentIntakeDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(Show(
            await db.Disclosures.AsNoTracking().SingleOrDefaultAsync(d => d.Municipality == municipality && d.PublicId == id, cancellationToken)
            ?? throw new NotFoundException("Utlämnandet")));

    private static DisclosureResponse Show(Disclosure disclosure) => new(
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
