using Medborgarlofte.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>The filter and order of a list of incidents.</summary>
public sealed record IncidentFilter
{
    /// <summary>Only this status. Default: all except quarantined.</summary>
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

    /// <summary>Only those reported on this day or later (in the municipality's time zone).</summary>
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

    /// <summary>reportedAt, occurredFrom or registeredAt, with a minus for descending order. Default: -reportedAt.</summary>
    [FromQuery(Name = "sort")]
    public string? Sort { get; init; }
}

/// <summary>One entry of an incident's history.</summary>
/// <param name="Version">Version that the change created.</param>
/// <param name="Event">Name of the event, e.g. incidentCorrected.</param>
/// <param name="At">Time of the change.</param>
/// <param name="Party">Code of the party that made the change; null for another party if the caller sees only its own incidents.</param>
/// <param name="Status">Status after the change.</param>
/// <param name="Note">Reason, as the party wrote it.</param>
/// <param name="Changes">Facts that the change altered.</param>
public sealed record IncidentHistoryEntry(
    int Version,
    string Event,
    DateTimeOffset At,
    string? Party,
    IncidentStatus Status,
    string? Note,
    IReadOnlyList<IncidentFactChange> Changes);

/// <summary>A fact that a change altered.</summary>
/// <param name="Field">Name of the fact.</param>
/// <param name="From">Earlier value.</param>
/// <param name="To">New value.</param>
public sealed record IncidentFactChange(string Field, string? From, string? To);

/// <summary>Incidents: a list, one incident, its history.</summary>
internal static class IncidentReadEndpoints
{
    private const int LongestYears = 5;

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet("/incidents", ListAsync).WithName("listIncidents").RequireRoles(Roles.Parties | Roles.WatchContact);
        municipality.MapGet("/incidents/{id:guid}", GetAsync).WithName("getIncident")
            .RequireRoles(Roles.Parties | Roles.WatchContact).WithETag();
        municipality.MapGet("/incidents/{id:guid}/history", HistoryAsync).WithName("listIncidentHistory")
            .RequireRoles(Roles.Parties | Roles.WatchContact);
    }

    /// <summary>Finds an incident that the caller may see.</summary>
    /// <exception cref="NotFoundException">The municipality has no such incident, or another party reported it (404).</exception>
    public static async Task<Incident> RequireIncidentAsync(this IntakeServices services, string municipality, Guid id) =>
        await services.Db.Incidents.VisibleTo(services.Http.User).SingleOrDefaultAsync(
            incident => incident.Municipality == municipality && incident.PublicId == id, services.Cancellation)
        ?? throw new NotFoundException("Händelsen");

    private static IQueryable<Incident> VisibleTo(this IQueryable<Incident> incidents, ClaimsPrincipal caller)
    {
        var party = caller.OnlyParty(IncidentAccess.Reviewers);
        return party is null ? incidents : incidents.Where(incident => incident.ReportedBy == party);
    }

    /// <summary>List incidents.</summary>
    /// <remarks>
    /// Filtered, sorted and paged. Days are calendar days in the municipality's time zone; a span includes both ends and is at most five
    /// years.
    /// </remarks>
    private static async Task<PageOf<IncidentResponse>> ListAsync(
        string municipality,
        [AsParameters] IncidentFilter filter,
        [AsParameters] Paging paging,
        [AsParameters] IntakeServices services)
    {
        var rules = await services.Rules.RequireAsync(municipality);
        var caller = services.Http.User;
        var incidents = services.Db.Incidents.AsNoTracking().VisibleTo(caller).Where(incident => incident.Municipality == municipality);
        if (filter.Status is not null)
        {
            var statuses = Enum.GetValues<IncidentStatus>()
                .Where(s => filter.Status.Equals(ApiJson.CodeOf(s), StringComparison.OrdinalIgnoreCase)).ToArray();
            if (statuses is not [var status])
            {
                throw RequestErrors.ExceptionFor(
                    "status", "status ska vara quarantined, reported, verified, rejected, duplicate eller withdrawn.");
            }

            incidents = incidents.Where(incident => incident.Status == status);
        }
        else
        {
            // Unreviewed reports from outside are listed on request only.
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
            .Select(IncidentResponse.ProjectionFor(caller))
            .ToPageAsync(paging, services.Cancellation);

        DateTimeOffset? StartOf(string field, DateOnly? day, int daysLater = 0)
        {
            if (day is not { } date)
            {
                return null;
            }

            if (date.Year is < 1900 or > 2200)
            {
                throw RequestErrors.ExceptionFor(field, $"{field} ska ligga mellan 1900 och 2200.");
            }

            var midnight = date.AddDays(daysLater).ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(midnight, rules.TimeZone.GetUtcOffset(midnight)).ToUniversalTime();
        }
    }

    private static void CheckSpan(string field, DateOnly? first, DateOnly? last)
    {
        if (first is { } from && last is { } to && (to < from || to > from.AddYears(LongestYears)))
        {
            throw RequestErrors.ExceptionFor(field, to < from
                ? $"{field} ligger före den första dagen."
                : $"Mellan den första dagen och {field} får det vara högst {LongestYears} år.");
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
        _ => throw RequestErrors.ExceptionFor(
            "sort", "sort ska vara reportedAt, occurredFrom eller registeredAt, med minus framför för fallande ordning."),
    };

    /// <summary>Read an incident.</summary>
    /// <remarks>The current state of the incident. Its ETag is required to change it.</remarks>
    private static async Task<Ok<IncidentResponse>> GetAsync(string municipality, Guid id, [AsParameters] IntakeServices services)
    {
        var incident = await services.RequireIncidentAsync(municipality, id);
        return Responses.Ok(services.Http, incident.Version, IncidentResponse.Of(incident, services.Http.User));
    }

    /// <summary>Read the history of an incident.</summary>
    /// <remarks>Every change, oldest first: event, time, party and altered facts.</remarks>
    // The event log is the history: each event contains the complete state after the change.
    private static async Task<Ok<IReadOnlyList<IncidentHistoryEntry>>> HistoryAsync(
        string municipality, Guid id, [AsParameters] IntakeServices services)
    {
        var (db, _, _, http, cancellationToken) = services;
        await services.RequireIncidentAsync(municipality, id);
        var onlyParty = http.User.OnlyParty(IncidentAccess.Reviewers);
        var entries = await db.EventLog.AsNoTracking()
            .Where(entry => entry.Subject == id)
            .OrderBy(entry => entry.Sequence)
            .ToListAsync(cancellationToken);
        var notes = await db.IncidentNotes.AsNoTracking()
            .Where(note => note.IncidentId == id)
            .ToDictionaryAsync(note => note.Version, note => note.Text, cancellationToken);
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
                before is null ? [] : [.. Changes(before, state), .. UndisclosedChanges(state)]));
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

    // An event never contains exact position or description, only the information that they were corrected.
    private static IEnumerable<IncidentFactChange> UndisclosedChanges(IncidentChanged state) => state is IncidentCorrected corrected
        ? corrected.WithheldCorrections.Select(field => new IncidentFactChange(field, From: null, To: null))
        : [];
}
