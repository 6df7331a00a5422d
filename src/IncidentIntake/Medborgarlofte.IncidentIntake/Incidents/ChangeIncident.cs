using Medborgarlofte.Contracts.Incidents;
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

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>Corrected facts of an incident.</summary>
public sealed record CorrectIncidentRequest : IncidentFactsRequest
{
    /// <summary>Why it is corrected; at most 1,000 characters.</summary>
    public string? Note { get; init; }
}

/// <summary>A move of an incident to another status.</summary>
public sealed record IncidentStatusChangeRequest
{
    /// <summary>The new status: verified, rejected, duplicate or withdrawn.</summary>
    public IncidentStatus? To { get; init; }

    /// <summary>Why; must be told for a rejection. At most 1,000 characters.</summary>
    public string? Note { get; init; }

    /// <summary>For a duplicate: the incident that it is the same as.</summary>
    public Guid? DuplicateOf { get; init; }
}

/// <summary>Corrects an incident, or moves it along its lifecycle.</summary>
internal static class ChangeIncident
{
    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPut("/incidents/{id:guid}", CorrectAsync).WithName("correctIncident").RequireRoles(Roles.Parties | Roles.WatchContact).WithIfMatch();
        municipality.MapPost("/incidents/{id:guid}/status-changes", ChangeStatusAsync).WithName("changeIncidentStatus").RequireRoles(Roles.Parties | Roles.WatchContact)
            .WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Correct an incident.</summary>
    /// <remarks>
    /// Replaces the facts of an incident in whatever status it is; the reporting time is kept unless it is stated. Earlier facts
    /// stay in its history.
    /// </remarks>
    private static async Task<Ok<IncidentResponse>> CorrectAsync(
        string municipality,
        Guid id,
        CorrectIncidentRequest request,
        IncidentIntakeDbContext db,
        MunicipalityRulesCache cache,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var incident = await db.Incidents.RequireAsync(municipality, id, http.User, cancellationToken);
        if (incident.Status != IncidentStatus.Reported && !http.User.IsAnyOf(IncidentResponse.SeeAll))
        {
            throw new ForbiddenException("Händelsen är granskad. Samordnare och polis kan rätta den; du kan ta tillbaka den.");
        }

        http.Request.RequireIfMatch(incident.Version);
        var now = time.GetUtcNow();
        var errors = new RequestErrors();

        // A report keeps the time at which it was made, unless that is what is corrected.
        var facts = IncidentFacts.Check(
            request with { ReportedAt = request.ReportedAt ?? incident.ReportedAt }, await cache.RequireAsync(municipality), now, errors);
        errors.CheckText("note", request.Note, IncidentNote.MaxLength, required: false);
        errors.ThrowIfAny();

        return await SaveAsync(incident, incident.Correct(facts!), request.Note, db, now, http, cancellationToken);
    }

    /// <summary>Move an incident to another status.</summary>
    /// <remarks>
    /// Verifies, rejects, withdraws or marks as a duplicate. A move that the lifecycle does not allow is a conflict (409) that tells
    /// from, to and allowed. Rejected, withdrawn and duplicate incidents are not counted.
    /// </remarks>
    private static async Task<Ok<IncidentResponse>> ChangeStatusAsync(
        string municipality,
        Guid id,
        IncidentStatusChangeRequest request,
        IncidentIntakeDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var incident = await db.Incidents.RequireAsync(municipality, id, http.User, cancellationToken);
        http.Request.RequireIfMatch(incident.Version);
        var errors = new RequestErrors();
        if (request.To is null)
        {
            errors.Add("to", "to saknas: verified, rejected, duplicate eller withdrawn.");
        }

        if (request.To != IncidentStatus.Withdrawn && !http.User.IsAnyOf(IncidentResponse.SeeAll))
        {
            throw new ForbiddenException("Den som har rapporterat en händelse kan bara ta tillbaka den; samordnare och polis granskar.");
        }

        errors.CheckText("note", request.Note, IncidentNote.MaxLength, required: request.To == IncidentStatus.Rejected);
        await CheckDuplicateOfAsync(municipality, id, request, db, errors, cancellationToken);
        errors.ThrowIfAny();

        var change = incident.MoveTo(request.To!.Value, request.DuplicateOf);
        return await SaveAsync(incident, change, request.Note, db, time.GetUtcNow(), http, cancellationToken);
    }

    private static async Task CheckDuplicateOfAsync(
        string municipality,
        Guid id,
        IncidentStatusChangeRequest request,
        IncidentIntakeDbContext db,
        RequestErrors errors,
        CancellationToken cancellationToken)
    {
        if (request.To != IncidentStatus.Duplicate)
        {
            if (request.DuplicateOf is not null)
            {
                errors.Add("duplicateOf", "duplicateOf hör bara till en dubblett.");
            }
        }
        else if (request.DuplicateOf is not { } original)
        {
            errors.Add("duplicateOf", "duplicateOf saknas: ange vilken händelse det är samma som.");
        }
        else if (original == id)
        {
            errors.Add("duplicateOf", "En händelse kan inte vara en dubblett av sig själv.");
        }
        else if (!await db.Incidents.AnyAsync(
            i => i.Municipality == municipality && i.PublicId == original && i.Status != IncidentStatus.Duplicate && i.Status != IncidentStatus.Quarantined,
            cancellationToken))
        {
            // Pointing at a duplicate would let two incidents hide each other from every count; so would what is not counted itself.
            errors.Add("duplicateOf", "Händelsen i duplicateOf finns inte, är själv en dubblett eller står i karantän.");
        }
    }

    private static async Task<Ok<IncidentResponse>> SaveAsync(
        Incident incident,
        IncidentChanged change,
        string? note,
        IncidentIntakeDbContext db,
        DateTimeOffset now,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        db.Record(incident.PublicId, change, http.User.Party(), now);
        if (!string.IsNullOrWhiteSpace(note))
        {
            db.IncidentNotes.Add(new IncidentNote { IncidentId = incident.PublicId, Version = incident.Version, Text = note.Trim() });
        }

        await db.SaveChangedAsync(cancellationToken);
        http.Response.SetETag(incident.Version);
        return TypedResults.Ok(IncidentResponse.Shown(incident, http.User));
    }
}
