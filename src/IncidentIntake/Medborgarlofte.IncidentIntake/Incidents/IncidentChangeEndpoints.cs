namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>Corrected facts of an incident.</summary>
public sealed record CorrectIncidentRequest : IncidentFactsRequest
{
    /// <summary>Reason for the correction; at most 1,000 characters.</summary>
    public string? Note { get; init; }
}

/// <summary>A status change of an incident.</summary>
public sealed record IncidentStatusChangeRequest
{
    /// <summary>The new status: verified, rejected, duplicate or withdrawn.</summary>
    public IncidentStatus? To { get; init; }

    /// <summary>Reason, required for a rejection; at most 1,000 characters.</summary>
    public string? Note { get; init; }

    /// <summary>For a duplicate: the original incident.</summary>
    public Guid? DuplicateOf { get; init; }
}

/// <summary>Corrections and status changes of an incident, such as its verification.</summary>
internal static class IncidentChangeEndpoints
{
    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPut("/incidents/{id:guid}", CorrectAsync).WithName("correctIncident")
            .RequireRoles(Roles.Parties | Roles.WatchContact).WithIfMatch();
        municipality.MapPost("/incidents/{id:guid}/status-changes", ChangeStatusAsync).WithName("changeIncidentStatus")
            .RequireRoles(Roles.Parties | Roles.WatchContact).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Correct an incident.</summary>
    /// <remarks>
    /// Replaces the facts of an incident in any status. Default for the reporting time: its current value. The earlier facts remain in
    /// the history. The incident may keep its category, area and options if they have been retired.
    /// </remarks>
    private static async Task<Ok<IncidentResponse>> CorrectAsync(
        string municipality, Guid id, CorrectIncidentRequest request, [AsParameters] IntakeServices services)
    {
        var http = services.Http;
        var incident = await services.RequireIncidentAsync(municipality, id);
        IncidentAccess.RequireMayCorrect(http.User, incident);
        http.Request.RequireIfMatch(incident.Version);
        var errors = new RequestErrors();

        // The default for the reporting time is its current value.
        var facts = IncidentFacts.Check(
            request with { ReportedAt = request.ReportedAt ?? incident.ReportedAt },
            await services.Rules.RequireAsync(municipality),
            services.Time.GetUtcNow(),
            errors,
            incident);
        errors.CheckText("note", request.Note, IncidentNote.MaxLength, required: false);
        errors.ThrowIfAny();

        return await SaveAsync(incident, incident.Correct(facts!), request.Note, services);
    }

    /// <summary>Change the status of an incident.</summary>
    /// <remarks>
    /// Verifies, rejects, withdraws or marks as a duplicate. A change that the lifecycle does not allow is a conflict (409) with the
    /// members from, to and allowed. Rejected, withdrawn and duplicate incidents are not counted. The duplicates of an incident that is
    /// rejected or withdrawn are reported again; those of an incident that becomes a duplicate follow it to its original.
    /// </remarks>
    private static async Task<Ok<IncidentResponse>> ChangeStatusAsync(
        string municipality, Guid id, IncidentStatusChangeRequest request, [AsParameters] IntakeServices services)
    {
        Ok<IncidentResponse>? response = null;
        await services.Db.InTransactionAsync(
            async () =>
            {
                var incident = await services.RequireIncidentAsync(municipality, id);
                await CheckStatusChangeAsync(incident, request, services);
                var change = incident.MoveTo(request.To!.Value, request.DuplicateOf);
                response = await SaveAsync(incident, change, request.Note, services);
                if (incident.Status is not IncidentStatus.Verified)
                {
                    await MoveDuplicatesAsync(incident, services);
                }
            },
            services.Cancellation);
        return response!;
    }

    // A duplicate is counted through its original. If the original no longer counts, the duplicates would vanish with it.
    private static async Task MoveDuplicatesAsync(Incident original, IntakeServices services)
    {
        var (db, now) = (services.Db, services.Time.GetUtcNow());
        var duplicates = await db.Incidents
            .Where(incident => incident.DuplicateOf == original.PublicId && incident.Municipality == original.Municipality)
            .Select(incident => new
            {
                Incident = incident,
                Counted = !db.EventLog.Any(entry => entry.Subject == incident.PublicId && entry.Type == nameof(IncidentQuarantined))
                    || db.EventLog.Any(entry => entry.Subject == incident.PublicId && entry.Type == nameof(IncidentVerified)),
            })
            .ToListAsync(services.Cancellation);
        foreach (var duplicate in duplicates)
        {
            var change = original.DuplicateOf is { } other
                ? duplicate.Incident.PointTo(other)
                : duplicate.Incident.Return(duplicate.Counted);
            db.Record(duplicate.Incident.PublicId, change, services.CallerParty, now);
        }

        await db.SaveChangedAsync(services.Cancellation);
    }

    private static async Task CheckStatusChangeAsync(Incident incident, IncidentStatusChangeRequest request, IntakeServices services)
    {
        var http = services.Http;
        http.Request.RequireIfMatch(incident.Version);
        var errors = new RequestErrors();
        if (request.To is null)
        {
            errors.Add("to", "to saknas: verified, rejected, duplicate eller withdrawn.");
        }

        IncidentAccess.RequireMayChangeTo(http.User, request.To);
        errors.CheckText("note", request.Note, IncidentNote.MaxLength, required: request.To == IncidentStatus.Rejected);
        await CheckDuplicateOfAsync(incident, request, services, errors);
        errors.ThrowIfAny();
    }

    private static async Task CheckDuplicateOfAsync(
        Incident incident, IncidentStatusChangeRequest request, IntakeServices services, RequestErrors errors)
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
        else if (original == incident.PublicId)
        {
            errors.Add("duplicateOf", "En händelse kan inte vara en dubblett av sig själv.");
        }
        else if (!await LockCountedAsync(incident, original, services))
        {
            errors.Add(
                "duplicateOf",
                "Händelsen i duplicateOf finns inte eller räknas inte: den är avvisad, återtagen, själv en dubblett, i karantän "
                + "eller från en källa med bara ett urval.");
        }
    }

    // The lock lasts until the end of the transaction, so that the original cannot stop counting in the meantime.
    private static async Task<bool> LockCountedAsync(Incident incident, Guid original, IntakeServices services) =>
        await services.Db.Incidents
            .Where(other => other.Municipality == incident.Municipality && other.PublicId == original)
            .Where(other => other.Status == IncidentStatus.Reported || other.Status == IncidentStatus.Verified)
            .Where(other => !other.IsSelection || incident.IsSelection)
            .LockAsync(services.Cancellation) == 1;

    private static async Task<Ok<IncidentResponse>> SaveAsync(
        Incident incident, IncidentChanged change, string? note, IntakeServices services)
    {
        services.Db.Record(incident.PublicId, change, services.CallerParty, services.Time.GetUtcNow());
        if (!string.IsNullOrWhiteSpace(note))
        {
            services.Db.IncidentNotes.Add(
                new IncidentNote { IncidentId = incident.PublicId, Version = incident.Version, Text = note.Trim() });
        }

        await services.Db.SaveChangedAsync(services.Cancellation);
        return Responses.Ok(services.Http, incident.Version, IncidentResponse.Of(incident, services.Http.User));
    }
}
