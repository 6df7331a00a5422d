using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>An incident that a party reports.</summary>
public sealed record ReportIncidentRequest : IncidentFactsRequest
{
    /// <summary>Code of the source, e.g. police, security-company, school. Default: manual.</summary>
    public string? Source { get; init; }

    /// <summary>Id in the source's own system; unique for each party and source.</summary>
    public string? ExternalId { get; init; }

    // A blank id identifies nothing. The id is trimmed because SQLite compares trailing blanks and SQL Server does not.
    internal string? ExternalIdOrNull => string.IsNullOrWhiteSpace(ExternalId) ? null : ExternalId.Trim();
}

/// <summary>Reports of incidents: an incident and its event are durable before the response is sent.</summary>
internal static class IncidentReportEndpoints
{
    public static void Map(RouteGroupBuilder municipality) => municipality.MapPost("/incidents", ReportAsync)
        .WithName("reportIncident").RequireRoles(Roles.Parties | Roles.WatchContact)
        .Produces<IncidentResponse>(StatusCodes.Status201Created)
        .WithETag()
        .WithProblems(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status503ServiceUnavailable);

    /// <summary>Report an incident.</summary>
    /// <remarks>
    /// The incident is validated and durable before the response is sent; it is part of the lägesbild a moment later. Send an
    /// Idempotency-Key, so that a report repeated after a lost response is stored once. An externalId that the same party has reported
    /// from the same source is a conflict (409) with the address of the stored incident. When too many reports arrive at once the
    /// response is 503 with Retry-After: send the same request again. A party that is not in the register of parties cannot report (403).
    /// </remarks>
    private static async Task<IResult> ReportAsync(
        string municipality,
        ReportIncidentRequest request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        [AsParameters] IncidentReportServices services)
    {
        var (cache, writer, time, http) = services;
        var rules = await cache.RequireAsync(municipality);
        var party = http.User.Party();
        rules.RequireRegistered(party);
        var now = time.GetUtcNow();
        var errors = new RequestErrors();
        var facts = IncidentFacts.Check(request, rules, now, errors);
        if (request.Source is not null)
        {
            Codes.Check("source", request.Source, errors);
        }

        errors.CheckIdentifier("externalId", request.ExternalId, Codes.MaxLength, required: false);
        errors.CheckIdentifier("Idempotency-Key", idempotencyKey, StoredIdempotencyKey.MaxKeyLength, required: false);
        errors.ThrowIfAny();

        var origin = new IncidentOrigin(municipality, request.Source ?? "manual", request.ExternalIdOrNull, party);
        var incident = Incident.Report(facts!, origin, now);
        var response = IncidentResponse.Of(incident, http.User);
        var report = new NewIncident(incident, KeyOf(idempotencyKey, party, request, response));
        await writer.WriteAsync(report);
        switch (report.Outcome)
        {
            case WriteOutcome.KeyReused:
                throw new ProblemException(
                    StatusCodes.Status422UnprocessableEntity,
                    "idempotency-key-reused",
                    "Nyckeln är redan använd",
                    "Idempotency-Key har redan använts för en annan rapport. Använd en ny nyckel för varje ny rapport.");
            case WriteOutcome.ExternalIdKnown:
                throw new ConflictException($"{request.ExternalId} är redan rapporterad från källan {origin.Source}.")
                {
                    Members = { ["existing"] = Location(municipality, report.StoredAs) },
                };
        }

        http.Response.SetETag(1);
        return report.StoredResponse is { } stored
            ? new StoredResponse(stored, Location(municipality, report.StoredAs))
            : TypedResults.Created(Location(municipality, report.StoredAs), response);
    }

    private static string Location(string municipality, Guid id) => $"/api/v1/municipalities/{municipality}/incidents/{id}";

    private static IdempotencyKey? KeyOf(string? key, string party, ReportIncidentRequest request, IncidentResponse response)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            return null;
        }

        var content = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, ApiJson.Options));
        return new IdempotencyKey(party, key, Convert.ToHexString(content), response);
    }

    // A repeated request gets the same bytes as the first one.
    private sealed class StoredResponse(string json, string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status201Created;
            httpContext.Response.Headers.Location = location;
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            return httpContext.Response.WriteAsync(json, httpContext.RequestAborted);
        }
    }
}

/// <summary>The services of a report. It needs no database context of its own: the writer has one.</summary>
internal sealed record IncidentReportServices(MunicipalityRulesCache Rules, IncidentWriter Writer, TimeProvider Time, HttpContext Http);
