using System.Security.Cryptography;
using System.Text.Json;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>A party reports an incident.</summary>
public sealed record ReportIncidentRequest : IncidentFactsRequest
{
    /// <summary>Code of the source, e.g. police, security-company, school; "manual" unless told.</summary>
    public string? Source { get; init; }

    /// <summary>Id in the source's own system; of one source a party reports the same id once.</summary>
    public string? ExternalId { get; init; }

    // A blank id tells nothing apart: two such reports are two. Blanks at the end count in SQLite and not in SQL Server.
    internal string? ExternalIdOrNull => string.IsNullOrWhiteSpace(ExternalId) ? null : ExternalId.Trim();
}

/// <summary>Reports an incident: checked, then durable together with its event before the answer is given.</summary>
internal static class ReportIncident
{
    private const int MaxKeyLength = 100;

    public static void Map(RouteGroupBuilder municipality) => municipality.MapPost("/incidents", HandleAsync).WithName("reportIncident").RequireRoles(Roles.Parties | Roles.WatchContact)
        .Produces<IncidentResponse>(StatusCodes.Status201Created)
        .WithETag()
        .WithProblems(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status503ServiceUnavailable);

    /// <summary>Report an incident.</summary>
    /// <remarks>
    /// Checked and stored for good before the answer is given; it shows in the lägesbild a moment later. Send an Idempotency-Key, so
    /// that a report sent again after a lost answer is not counted twice. The same externalId from the same source and party is a
    /// conflict (409) that names the incident already stored; what another party has reported plays no part. When too many reports arrive at once the answer is 503 with Retry-After: send
    /// the same request again.
    /// </remarks>
    private static async Task<IResult> HandleAsync(
        string municipality,
        ReportIncidentRequest request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        MunicipalityRulesCache cache,
        IncidentWriter writer,
        TimeProvider time,
        HttpContext http)
    {
        var rules = await cache.RequireAsync(municipality);
        var now = time.GetUtcNow();
        var errors = new RequestErrors();
        var facts = IncidentFacts.Check(request, rules, now, errors);
        if (request.Source is not null)
        {
            Codes.Check("source", request.Source, errors);
        }

        errors.CheckIdentifier("externalId", request.ExternalId, Codes.MaxLength, required: false);
        errors.CheckIdentifier("Idempotency-Key", idempotencyKey, MaxKeyLength, required: false);
        errors.ThrowIfAny();

        var party = http.User.Party();
        var origin = new IncidentOrigin(municipality, request.Source ?? "manual", request.ExternalIdOrNull, party);
        var incident = Incident.Report(facts!, origin, now);
        var answer = IncidentResponse.Shown(incident, http.User);
        var report = new NewIncident(incident, KeyOf(idempotencyKey, party, request, answer));
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
        return report.KeptResponse is { } kept
            ? new KeptResponse(kept, Location(municipality, report.StoredAs))
            : TypedResults.Created(Location(municipality, report.StoredAs), answer);
    }

    private static string Location(string municipality, Guid id) => $"/api/v1/municipalities/{municipality}/incidents/{id}";

    private static IdempotencyKey? KeyOf(string? key, string party, ReportIncidentRequest request, IncidentResponse answer) => string.IsNullOrWhiteSpace(key)
        ? null
        : new IdempotencyKey(party, key, Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, ApiJson.Options))), answer);

    // A replay gets the very bytes that the first call got.
    private sealed class KeptResponse(string json, string location) : IResult
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
