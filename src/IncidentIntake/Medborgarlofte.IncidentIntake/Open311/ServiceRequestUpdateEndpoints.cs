using System.ComponentModel;
using System.Text.Json.Nodes;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Http.Forms;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Incidents;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.IncidentIntake.PublicReports;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Open311;

/// <summary>What a client has added to a service request, as the parties see it.</summary>
/// <param name="Id">Public id.</param>
/// <param name="IncidentId">The incident that the service request became.</param>
/// <param name="Description">The words.</param>
/// <param name="ReceivedAt">When they came.</param>
public sealed record ServiceRequestUpdateResponse(Guid Id, Guid IncidentId, string Description, DateTimeOffset ReceivedAt);

/// <summary>
/// Updates of service requests, as known clients extend GeoReport v2: a client tells more of what it has sent, also when
/// it is closed, and reads what has become of it. The parties read what the clients tell.
/// </summary>
internal static class ServiceRequestUpdateEndpoints
{
    private static readonly Dictionary<string, IncidentStatus> Changes = new(StringComparer.Ordinal)
    {
        [nameof(IncidentVerified)] = IncidentStatus.Verified,
        [nameof(IncidentRejected)] = IncidentStatus.Rejected,
        [nameof(IncidentMarkedAsDuplicate)] = IncidentStatus.Duplicate,
        [nameof(IncidentWithdrawn)] = IncidentStatus.Withdrawn,
    };

    public static void Map(RouteGroupBuilder municipality) =>
        municipality.MapGet("/service-request-updates", ListAsync).WithName("listServiceRequestUpdates").RequireRoles(Roles.Coordinator | Roles.Police);

    public static void MapOpen311(RouteGroupBuilder open311)
    {
        open311.MapPost("/servicerequestupdates.{format}", SendAsync);
        open311.MapGet("/servicerequestupdates.{format}", ReadAsync);
    }

    /// <summary>List what Open311 clients have added.</summary>
    /// <remarks>What a client tells more of a service request that it has sent, the latest first; of one incident where it is named.</remarks>
    private static async Task<PageOf<ServiceRequestUpdateResponse>> ListAsync(
        string municipality,
        [Description("Only what belongs to this incident, by its public id.")] Guid? incident,
        int? page,
        int? limit,
        MunicipalityRulesCache cache,
        IncidentIntakeDbContext db,
        CancellationToken cancellationToken)
    {
        await cache.RequireAsync(municipality);
        return await db.ServiceRequestUpdates.AsNoTracking()
            .Where(update => update.Municipality == municipality && (incident == null || update.IncidentId == incident))
            .OrderByDescending(update => update.At).ThenByDescending(update => update.Id)
            .Select(update => new ServiceRequestUpdateResponse(update.PublicId, update.IncidentId, update.Description, update.At))
            .ToPageAsync(new Paging(page, limit), cancellationToken);
    }

    private static async Task<IResult> SendAsync(
        string municipality,
        HttpRequest request,
        Open311Call call,
        IncidentIntakeDbContext db,
        DatabaseWriteLock<IncidentIntakeDbContext> turn,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var form = await SubmittedForm.ReadAsync(request, cancellationToken);
        var rules = await call.MunicipalityAsync(municipality, request, form);
        var client = await call.SenderAsync(municipality, request, form, cancellationToken);
        var errors = new RequestErrors();
        errors.CheckText("service_request_id", form["service_request_id"], Codes.MaxLength);
        errors.CheckText("description", form["description"], IncidentFacts.MaxDescriptionLength);
        Open311Call.ReadTime("updated_datetime", form["updated_datetime"], errors);

        // What the client takes for the status is no news: the parties decide it. But it must be one.
        if (form["status"] is { } status && status.ToUpperInvariant() is not ("OPEN" or "CLOSED"))
        {
            errors.Add("status", "status ska vara open eller closed.");
        }

        errors.ThrowIfAny();
        var id = Guid.TryParseExact(form["service_request_id"], "D", out var guid) ? guid : Guid.Empty;
        if (!await db.PublicSubmissions.AnyAsync(
            submission => submission.IncidentId == id && submission.Municipality == rules.Code && submission.ClientId == client.PublicId, cancellationToken))
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
        await turn.RunAsync(
            async () =>
            {
                var since = update.At - QuarantineDoor.RepeatWindow;
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
        return new Open311Answer(
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
            orderby entry.At descending
            select new { Id = entry.EventId, sent.Incident.PublicId, entry.Type, entry.At }).Take(ServiceRequestReader.MostInList).ToListAsync(cancellationToken);
        var told = client is null
            ? []
            : await (
                from sent in reader.Listed(rules, client)
                join update in db.ServiceRequestUpdates on sent.Incident.PublicId equals update.IncidentId
                where update.ClientId == client.PublicId && update.At >= @from && update.At <= to
                orderby update.At descending
                select new { Id = update.PublicId, Request = sent.Incident.PublicId, sent.Incident.Status, update.At, update.Description })
                .Take(ServiceRequestReader.MostInList).ToListAsync(cancellationToken);

        var updates = changes.Select(change => (change.Id, Request: change.PublicId, Status: Changes[change.Type], change.At, Words: PublicReportStatus.TextOf(Changes[change.Type])))
            .Concat(told.Select(update => (update.Id, update.Request, update.Status, update.At, Words: update.Description)))
            .OrderByDescending(update => update.At)
            .Take(ServiceRequestReader.MostInList);
        return new Open311Answer("service_request_updates", new JsonArray([.. updates.Select(update => new JsonObject
        {
            ["update_id"] = update.Id.ToString(),
            ["service_request_id"] = update.Request.ToString(),
            ["status"] = ServiceRequestReader.StatusOf(update.Status),
            ["updated_datetime"] = ServiceRequestReader.Time(update.At, rules),
            ["description"] = update.Words,
            ["media_url"] = null,
        })]));
    }
}
