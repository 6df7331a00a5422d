using System.Security.Claims;
using System.Text.Json;
using Medborgarlofte.Contracts;
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
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>Which incidents a list shows.</summary>
public sealed record IncidentFilter
{
    /// <summary>Only this status; all but quarantined where it is left out.</summary>
    [FromQuery(Name = "status")]
    public string? Status { get; init; }

    /// <summary>Only this category.</summary>
    [FromQuery(Name = "category")]
    public string? Category { get; init; }

    /// <summary>Only this area.</summary>
    [FromQuery(Name = "area")]
    public string? Area { get; init; }

    /// <summary>Only this source.</summary>
    [FromQuery(Name = "source")]
    public string? Source { get; init; }

    /// <summary>Only those reported on this day or later (municipality's calendar).</summary>
    [FromQuery(Name = "reportedFrom")]
    public DateOnly? ReportedFrom { get; init; }

    /// <summary>Only those reported on this day or earlier.</summary>
    [FromQuery(Name = "reportedTo")]
    public DateOnly? ReportedTo { get; init; }

    /// <summary>Only those that can have happened on this day or later.</summary>
    [FromQuery(Name = "occurredFrom")]
    public DateOnly? OccurredFrom { get; init; }

    /// <summary>Only those that can have happened on this day or earlier.</summary>
    [FromQuery(Name = "occurredTo")]
    public DateOnly? OccurredTo { get; init; }

    /// <summary>reportedAt, occurredFrom or registeredAt; a minus before it turns the order; -reportedAt unless told.</summary>
    [FromQuery(Name = "sort")]
    public string? Sort { get; init; }

    /// <summary>Number of the page, from 1.</summary>
    [FromQuery(Name = "page")]
    public int? Page { get; init; }

    /// <summary>Incidents on a page, 1 to 200.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }
}

/// <summary>One entry of an incident's history.</summary>
/// <param name="Version">Version that the change made.</param>
/// <param name="Event">What happened, e.g. incidentCorrected.</param>
/// <param name="At">When.</param>
/// <param name="Party">Code of the party that did it; null where it is another's and the caller sees only its own.</param>
/// <param name="Status">Status after the change.</param>
/// <param name="Note">Why, in the party's words.</param>
/// <param name="Changes">Facts that the change altered.</param>
public sealed record IncidentHistoryEntry(
    int Version, string Event, DateTimeOffset At, string? Party, IncidentStatus Status, string? Note, IReadOnlyList<IncidentFactChange> Changes);

/// <summary>A fact that a change altered.</summary>
/// <param name="Field">Name of the fact.</param>
/// <param name="From">What it was.</param>
/// <param name="To">What it became.</param>
public sealed record IncidentFactChange(string Field, string? From, string? To);

/// <summary>Reads incidents: one, its history, a list.</summary>
internal static class ReadIncidents
{
    private const int LongestYears = 5;

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet("/incidents", ListAsync).WithName("listIncidents").RequireRoles(Roles.Parties | Roles.WatchContact);
        municipality.MapGet("/incidents/{id:guid}", GetAsync).WithName("getIncident").RequireRoles(Roles.Parties | Roles.WatchContact).WithETag();
        municipality.MapGet("/incidents/{id:guid}/history", HistoryAsync).WithName("listIncidentHistory").RequireRoles(Roles.Parties | Roles.WatchContact);
    }

    /// <summary>Finds an incident that the caller may see.</summary>
    /// <exception cref="NotFoundException">There is no such incident in the municipality, or another party reported it (404).</exception>
    public static async Task<Incident> RequireAsync(
        this DbSet<Incident> incidents, string municipality, Guid id, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        await incidents.VisibleTo(caller).SingleOrDefaultAsync(incident => incident.Municipality == municipality && incident.PublicId == id, cancellationToken)
        ?? throw new NotFoundException("Händelsen");

    private static IQueryable<Incident> VisibleTo(this IQueryable<Incident> incidents, ClaimsPrincipal caller)
    {
        var party = caller.OnlyParty(IncidentResponse.SeeAll);
        return party is null ? incidents : incidents.Where(incident => incident.ReportedBy == party);
    }

    /// <summary>List incidents.</summary>
    /// <remarks>Filtered, sorted, page by page. Days are calendar days of the municipality, both ends are included, and between two there are
    /// at most five years.</remarks>
    private static async Task<PageOf<IncidentResponse>> ListAsync(
        string municipality,
        [AsParameters] IncidentFilter filter,
        IncidentIntakeDbContext db,
        MunicipalityRulesCache cache,
        ClaimsPrincipal caller,
        CancellationToken cancellationToken)
    {
        var rules = await cache.RequireAsync(municipality);
        var incidents = db.Incidents.AsNoTracking().VisibleTo(caller).Where(incident => incident.Municipality == municipality);
        if (filter.Status is not null)
        {
            var statuses = Enum.GetValues<IncidentStatus>().Where(s => filter.Status.Equals(ApiJson.CodeOf(s), StringComparison.OrdinalIgnoreCase)).ToArray();
            if (statuses is not [var status])
            {
                throw Invalid("status", "status ska vara quarantined, reported, verified, rejected, duplicate eller withdrawn.");
            }

            incidents = incidents.Where(incident => incident.Status == status);
        }
        else
        {
            // Strangers' words are read by those who ask for them, to say what they are.
            incidents = incidents.Where(incident => incident.Status != IncidentStatus.Quarantined);
        }

        if (filter.Category is not null)
        {
            incidents = incidents.Where(incident => incident.Category == filter.Category);
        }

        if (filter.Area is not null)
        {
            incidents = incidents.Where(incident => incident.Area == filter.Area);
        }

        if (filter.Source is not null)
        {
            incidents = incidents.Where(incident => incident.Source == filter.Source);
        }

        if (StartOf("reportedFrom", filter.ReportedFrom) is { } reportedFrom)
        {
            incidents = incidents.Where(incident => incident.ReportedAt >= reportedFrom);
        }

        if (StartOf("reportedTo", filter.ReportedTo, 1) is { } reportedBefore)
        {
            incidents = incidents.Where(incident => incident.ReportedAt < reportedBefore);
        }

        if (StartOf("occurredFrom", filter.OccurredFrom) is { } occurredFrom)
        {
            incidents = incidents.Where(incident => incident.OccurredTo >= occurredFrom);
        }

        if (StartOf("occurredTo", filter.OccurredTo, 1) is { } occurredBefore)
        {
            incidents = incidents.Where(incident => incident.OccurredFrom < occurredBefore);
        }

        CheckSpan("reportedTo", filter.ReportedFrom, filter.ReportedTo);
        CheckSpan("occurredTo", filter.OccurredFrom, filter.OccurredTo);
        return await Sort(incidents, filter.Sort)
            .Select(IncidentResponse.For(caller))
            .ToPageAsync(new Paging(filter.Page, filter.Limit), cancellationToken);

        DateTimeOffset? StartOf(string field, DateOnly? day, int daysLater = 0)
        {
            if (day is not { } date)
            {
                return null;
            }

            if (date.Year is < 1900 or > 2200)
            {
                throw Invalid(field, $"{field} ska ligga mellan 1900 och 2200.");
            }

            var midnight = date.AddDays(daysLater).ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(midnight, rules.TimeZone.GetUtcOffset(midnight)).ToUniversalTime();
        }
    }

    private static void CheckSpan(string field, DateOnly? first, DateOnly? last)
    {
        if (first is { } from && last is { } to && (to < from || to > from.AddYears(LongestYears)))
        {
            throw Invalid(field, to < from ? $"{field} ligger före den första dagen." : $"Mellan den första dagen och {field} får det vara högst {LongestYears} år.");
        }
    }

    private static IQueryable<Incident> Sort(IQueryable<Incident> incidents, string? sort) => sort switch
    {
        null or "-reportedAt" => incidents.OrderByDescending(incident => incident.ReportedAt).ThenByDescending(incident => incident.Id),
        "reportedAt" => incidents.OrderBy(incident => incident.ReportedAt).ThenBy(incident => incident.Id),
        "-occurredFrom" => incidents.OrderByDescending(incident => incident.OccurredFrom).ThenByDescending(incident => incident.Id),
        "occurredFrom" => incidents.OrderBy(incident => incident.OccurredFrom).ThenBy(incident => incident.Id),
        "-registeredAt" => incidents.OrderByDescending(incident => incident.RegisteredAt).ThenByDescending(incident => incident.Id),
        "registeredAt" => incidents.OrderBy(incident => incident.RegisteredAt).ThenBy(incident => incident.Id),
        _ => throw Invalid("sort", "sort ska vara reportedAt, occurredFrom eller registeredAt, med minus framför för fallande ordning."),
    };

    /// <summary>Read an incident.</summary>
    /// <remarks>The incident as it is now; its ETag is needed to change it.</remarks>
    private static async Task<Ok<IncidentResponse>> GetAsync(
        string municipality, Guid id, IncidentIntakeDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var incident = await db.Incidents.RequireAsync(municipality, id, http.User, cancellationToken);
        http.Response.SetETag(incident.Version);
        return TypedResults.Ok(IncidentResponse.Shown(incident, http.User));
    }

    /// <summary>Read the history of an incident.</summary>
    /// <remarks>Every change, oldest first: what happened, when, by which party, and the facts that it altered.</remarks>
    // The event log is the history: each event holds the whole state after the change.
    private static async Task<Ok<IReadOnlyList<IncidentHistoryEntry>>> HistoryAsync(
        string municipality, Guid id, IncidentIntakeDbContext db, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        await db.Incidents.RequireAsync(municipality, id, caller, cancellationToken);
        var onlyParty = caller.OnlyParty(IncidentResponse.SeeAll);
        var entries = await db.EventLog.AsNoTracking().Where(entry => entry.Subject == id).OrderBy(entry => entry.Sequence).ToListAsync(cancellationToken);
        var notes = await db.IncidentNotes.AsNoTracking().Where(note => note.IncidentId == id).ToDictionaryAsync(note => note.Version, note => note.Text, cancellationToken);
        var history = new List<IncidentHistoryEntry>();
        IncidentChanged? before = null;
        foreach (var entry in entries)
        {
            var state = (IncidentChanged)JsonSerializer.Deserialize(entry.Payload, EventCatalogue.TypeOf(entry.Type), EventJson.Options)!;
            history.Add(new IncidentHistoryEntry(
                state.Version,
                JsonNamingPolicy.CamelCase.ConvertName(entry.Type),
                entry.At,
                onlyParty is null || entry.Actor == onlyParty ? entry.Actor : null,
                state.Status,
                notes.GetValueOrDefault(state.Version),
                before is null ? [] : [.. Changes(before, state), .. Untold(state)]));
            before = state;
        }

        return TypedResults.Ok<IReadOnlyList<IncidentHistoryEntry>>(history);
    }

    private static IEnumerable<IncidentFactChange> Changes(IncidentChanged before, IncidentChanged after) =>
        from field in new (string Name, Func<IncidentChanged, string?> Read)[]
        {
            ("category", state => state.Category),
            ("attempted", state => state.Attempted ? "true" : "false"),
            ("area", state => state.Area),
            ("forms", state => string.Join(", ", state.Forms)),
            ("targets", state => string.Join(", ", state.Targets)),
            ("goods", state => string.Join(", ", state.Goods)),
            ("occurredFrom", state => state.OccurredFrom.ToUniversalTime().ToString("O")),
            ("occurredTo", state => state.OccurredTo.ToUniversalTime().ToString("O")),
            ("reportedAt", state => state.ReportedAt.ToUniversalTime().ToString("O")),
            ("status", state => ApiJson.CodeOf(state.Status)),
        }
        let change = new IncidentFactChange(field.Name, field.Read(before), field.Read(after))
        where change.From != change.To
        select change;

    // Where it was exactly and in what words never stands in an event: that it was corrected does.
    private static IEnumerable<IncidentFactChange> Untold(IncidentChanged state) =>
        state is IncidentCorrected corrected ? corrected.UntoldCorrections.Select(field => new IncidentFactChange(field, From: null, To: null)) : [];

    private static InvalidRequestException Invalid(string field, string message) =>
        new(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] });
}
