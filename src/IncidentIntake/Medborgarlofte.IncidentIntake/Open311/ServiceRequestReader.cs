using System.Text.Json.Nodes;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.IncidentIntake.PublicReports;

namespace Medborgarlofte.IncidentIntake.Open311;

/// <summary>
/// Reads service requests. A client sees its own requests with description and position. Everyone else sees neither; a list contains only
/// verified requests that are not crimes, and any request can be read by its id. Reports by parties and by the form are never included.
/// </summary>
internal sealed class ServiceRequestReader(IncidentIntakeDbContext db)
{
    public const int MaxItems = 1_000;

    /// <summary>The requests with these ids, in any order.</summary>
    public Task<List<JsonObject>> FindAsync(
        MunicipalityRules rules, Open311Client? client, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var known = ids.Select(id => Guid.TryParseExact(id, "D", out var guid) ? guid : Guid.Empty).ToList();
        return ReadAsync(Sent(rules).Where(sent => known.Contains(sent.Incident.PublicId)), rules, client, cancellationToken);
    }

    /// <summary>The requests of a time span, newest first.</summary>
    public Task<List<JsonObject>> ListAsync(
        MunicipalityRules rules,
        Open311Client? client,
        (DateTimeOffset From, DateTimeOffset To) span,
        IReadOnlyList<string> codes,
        IReadOnlyList<string> statuses,
        CancellationToken cancellationToken)
    {
        var sent = Listed(rules, client).Where(s => s.Submission.SubmittedAt >= span.From && s.Submission.SubmittedAt <= span.To);
        if (codes.Count > 0)
        {
            sent = sent.Where(s => codes.Contains(s.Incident.Category));
        }

        if (statuses is [var status])
        {
            sent = status == "closed"
                ? sent.Where(s => PublicReportStatus.Closed.Contains(s.Incident.Status))
                : sent.Where(s => !PublicReportStatus.Closed.Contains(s.Incident.Status));
        }

        return ReadAsync(sent, rules, client, cancellationToken);
    }

    /// <summary>The requests that a list may contain.</summary>
    public IQueryable<ServiceRequestEntry> Listed(MunicipalityRules rules, Open311Client? client)
    {
        var clientId = client?.PublicId;
        var crimes = rules.Categories
            .Where(category => category.Value.Kind == CategoryKind.Crime)
            .Select(category => category.Key)
            .ToList();
        return Sent(rules).Where(sent =>
            sent.Submission.ClientId == clientId
            || (sent.Incident.Status == IncidentStatus.Verified && !crimes.Contains(sent.Incident.Category)));
    }

    /// <summary>open or closed.</summary>
    public static string StatusOf(IncidentStatus status) => PublicReportStatus.Closed.Contains(status) ? "closed" : "open";

    /// <summary>A time in the municipality's time zone, with its offset.</summary>
    public static string Time(DateTimeOffset time, MunicipalityRules rules) =>
        TimeZoneInfo.ConvertTime(time, rules.TimeZone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private IQueryable<ServiceRequestEntry> Sent(MunicipalityRules rules) =>
        from submission in db.PublicSubmissions.AsNoTracking()
        where submission.Municipality == rules.Code && submission.ClientId != null
        join incident in db.Incidents.AsNoTracking() on submission.IncidentId equals incident.PublicId
        select new ServiceRequestEntry { Submission = submission, Incident = incident };

    private async Task<List<JsonObject>> ReadAsync(
        IQueryable<ServiceRequestEntry> sent, MunicipalityRules rules, Open311Client? client, CancellationToken cancellationToken)
    {
        var rows = await sent
            .OrderByDescending(s => s.Submission.SubmittedAt).ThenByDescending(s => s.Submission.Id)
            .Take(MaxItems)
            .Select(s => new
            {
                s.Submission,
                s.Incident,
                UpdatedAt = db.EventLog.Where(entry => entry.Subject == s.Incident.PublicId).Max(entry => entry.At),
                IsCorrected = db.EventLog.Any(entry => entry.Subject == s.Incident.PublicId && entry.Type == nameof(IncidentCorrected)),
            })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => ToJson(row.Submission, row.Incident, row.UpdatedAt, row.IsCorrected, rules, client));
    }

    private static JsonObject ToJson(
        PublicSubmission submission,
        Incidents.Incident incident,
        DateTimeOffset updatedAt,
        bool isCorrected,
        MunicipalityRules rules,
        Open311Client? client)
    {
        var own = client is not null && submission.ClientId == client.PublicId;

        // A description or place that a party has corrected is no longer the client's own.
        var description = own && incident.Description is { } text && Secret.Hash(text) == submission.WordsHash ? text : null;
        return new JsonObject
        {
            ["service_request_id"] = incident.PublicId.ToString(),
            ["status"] = StatusOf(incident.Status),
            ["status_notes"] = PublicReportStatus.TextOf(incident.Status),
            ["service_name"] = rules.Categories.TryGetValue(incident.Category, out var category) ? category.Name : incident.Category,
            ["service_code"] = incident.Category,
            ["description"] = description,
            ["agency_responsible"] = rules.Name,
            ["service_notice"] = null,
            ["requested_datetime"] = Time(submission.SubmittedAt, rules),
            ["updated_datetime"] = Time(updatedAt, rules),
            ["expected_datetime"] = null,
            ["address"] = incident.Area is null ? null : rules.Areas.GetValueOrDefault(incident.Area, incident.Area),
            ["address_id"] = incident.Area,
            ["zipcode"] = null,
            ["lat"] = own && !isCorrected ? incident.Latitude : null,
            ["long"] = own && !isCorrected ? incident.Longitude : null,
            ["media_url"] = null,
        };
    }
}

/// <summary>A service request: the submission and its incident.</summary>
internal sealed class ServiceRequestEntry
{
    public required PublicSubmission Submission { get; init; }

    public required Incidents.Incident Incident { get; init; }
}
