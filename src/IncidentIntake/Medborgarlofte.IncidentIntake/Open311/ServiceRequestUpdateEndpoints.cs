using System.ComponentModel;
using System.Text.Json.Nodes;
using Medborgarlofte.IncidentIntake.PublicReports;

namespace Medborgarlofte.IncidentIntake.Open311;

/// <summary>An update of a service request, as the parties see it.</summary>
/// <param name="Id">Public id.</param>
/// <param name="IncidentId">The incident of the service request.</param>
/// <param name="Description">Text of the update.</param>
/// <param name="ReceivedAt">When the update was received.</param>
public sealed record ServiceRequestUpdateResponse(Guid Id, Guid IncidentId, string Description, DateTimeOffset ReceivedAt);

/// <summary>
/// Updates of service requests, a common extension of GeoReport v2: a client adds information to its own request, even after it is
/// closed, and reads its status changes. The parties read the clients' updates.
/// </summary>
internal static class ServiceRequestUpdateEndpoints
{
    private static readonly Dictionary<string, IncidentStatus> Changes = new(StringComparer.Ordinal)
    {
        [nameof(IncidentReported)] = IncidentStatus.Reported,
        [nameof(IncidentQuarantined)] = IncidentStatus.Quarantined,
        [nameof(IncidentVerified)] = IncidentStatus.Verified,
        [nameof(IncidentRejected)] = IncidentStatus.Rejected,
        [nameof(IncidentMarkedAsDuplicate)] = IncidentStatus.Duplicate,
        [nameof(IncidentWithdrawn)] = IncidentStatus.Withdrawn,
    };

    public static void Map(RouteGroupBuilder municipality) =>
        municipality.MapGet("/service-request-updates", ListAsync).WithName("listServiceRequestUpdates")
            .RequireRoles(Roles.Coordinator | Roles.Police);

    public static void MapOpen311(RouteGroupBuilder open311)
    {
        open311.MapPost("/servicerequestupdates.{format}", SendAsync);
        open311.MapGet("/servicerequestupdates.{format}", ReadAsync);
    }

    /// <summary>List what Open311 clients have added.</summary>
    /// <remarks>The updates that clients have added to their service requests, latest first, optionally of one incident.</remarks>
    private static async Task<PageOf<ServiceRequestUpdateResponse>> ListAsync(
        string municipality,
        [Description("Only updates of this incident, by its public id.")] Guid? incident,
        [AsParameters] Paging paging,
        [AsParameters] IntakeServices services)
    {
        await services.Rules.RequireAsync(municipality);
        return await services.Db.ServiceRequestUpdates.AsNoTracking()
            .Where(update => update.Municipality == municipality && (incident == null || update.IncidentId == incident))
            .OrderByDescending(update => update.At).ThenByDescending(update => update.Id)
            .Select(update => new ServiceRequestUpdateResponse(update.PublicId, update.IncidentId, update.Description, update.At))
            .ToPageAsync(paging, services.Cancellation);
    }

    private static async Task<IResult> SendAsync(
        string municipality, Open311Call call, DatabaseWriteLock<IncidentIntakeDbContext> writeLock, [AsParameters] IntakeServices services)
    {
        var (db, _, time, http, cancellationToken) = services;
        var request = http.Request;
        var form = await SubmittedForm.ReadAsync(request, cancellationToken);
        var rules = await call.MunicipalityAsync(municipality, request, form);
        var client = await call.SenderAsync(municipality, request, form, cancellationToken);
        var errors = new RequestErrors();
        errors.CheckText("service_request_id", form["service_request_id"], Codes.MaxLength);
        errors.CheckText("description", form["description"], IncidentFacts.MaxDescriptionLength);
        Open311Call.ReadTime("updated_datetime", form["updated_datetime"], errors);

        // The parties decide the status; the client's value is validated and ignored.
        if (form["status"] is { } status && status.ToUpperInvariant() is not ("OPEN" or "CLOSED"))
        {
            errors.Add("status", "status ska vara open eller closed.");
        }

        errors.ThrowIfAny();
        var id = Guid.TryParseExact(form["service_request_id"], "D", out var guid) ? guid : Guid.Empty;
        if (!await db.PublicSubmissions.AnyAsync(
            submission =>
                submission.IncidentId == id && submission.Municipality == rules.Code && submission.ClientId == client.PublicId,
            cancellationToken))
        {
            throw new NotFoundException($"service_request_id {PlaceRules.Shorten(form["service_request_id"])}");
        }

        var update = new ServiceRequestUpdate
        {
            PublicId = Guid.CreateVersion7(time.GetUtcNow()),
            IncidentId = id,
            Municipality = rules.Code,
            ClientId = client.PublicId,
            Description = form["description"]!.Trim(),
            ContentHash = Secret.Hash(form["description"]!.Trim()),
            At = time.GetUtcNow(),
        };
        var updateId = update.PublicId;
        await writeLock.RunAsync(
            async () =>
            {
                var since = update.At - PublicReportIntake.RepeatWindow;
                var earlier = await db.ServiceRequestUpdates.AsNoTracking()
                    .FirstOrDefaultAsync(u => u.IncidentId == id && u.ContentHash == update.ContentHash && u.At > since, cancellationToken);
                updateId = earlier?.PublicId ?? updateId;
                if (earlier is null)
                {
                    db.ServiceRequestUpdates.Add(update);
                    await db.SaveChangesAsync(cancellationToken);
                }
            },
            cancellationToken);
        return new Open311Response(
            "service_request_updates", new JsonArray(new JsonObject { ["update_id"] = updateId.ToString() }), StatusCodes.Status201Created);
    }

    private static async Task<IResult> ReadAsync(
        string municipality,
        HttpRequest request,
        Open311Call call,
        ServiceRequestReader reader,
        IncidentIntakeDbContext db,
        CancellationToken cancellationToken)
    {
        var rules = await call.MunicipalityAsync(municipality, request);
        var client = await call.ClientAsync(municipality, request, null, cancellationToken);
        var (from, to) = call.Span(request);
        var changes = await (
            from sent in reader.Listed(rules, client)
            join entry in db.EventLog on sent.Incident.PublicId equals entry.Subject
            where entry.At >= @from && entry.At <= to && Changes.Keys.Contains(entry.Type)
                && db.EventLog.Any(first => first.Subject == entry.Subject && first.Sequence < entry.Sequence)
            orderby entry.At descending
            select new { Id = entry.EventId, sent.Incident.PublicId, entry.Type, entry.At })
            .Take(ServiceRequestReader.MaxItems).ToListAsync(cancellationToken);
        var ownUpdates = client is null
            ? []
            : await (
                from sent in reader.Listed(rules, client)
                join update in db.ServiceRequestUpdates on sent.Incident.PublicId equals update.IncidentId
                where update.ClientId == client.PublicId && update.At >= @from && update.At <= to
                orderby update.At descending
                select new { Id = update.PublicId, Request = sent.Incident.PublicId, sent.Incident.Status, update.At, update.Description })
                .Take(ServiceRequestReader.MaxItems).ToListAsync(cancellationToken);

        var statusChanges =
            from change in changes
            let status = Changes[change.Type]
            select (change.Id, Request: change.PublicId, Status: status, change.At, Description: PublicReportStatus.TextOf(status));
        var updates = statusChanges
            .Concat(ownUpdates.Select(update => (update.Id, update.Request, update.Status, update.At, update.Description)))
            .OrderByDescending(update => update.At)
            .Take(ServiceRequestReader.MaxItems);
        return new Open311Response("service_request_updates", new JsonArray([.. updates.Select(update => new JsonObject
        {
            ["update_id"] = update.Id.ToString(),
            ["service_request_id"] = update.Request.ToString(),
            ["status"] = ServiceRequestReader.StatusOf(update.Status),
            ["updated_datetime"] = ServiceRequestReader.Time(update.At, rules),
            ["description"] = update.Description,
            ["media_url"] = null,
        })]));
    }
}
