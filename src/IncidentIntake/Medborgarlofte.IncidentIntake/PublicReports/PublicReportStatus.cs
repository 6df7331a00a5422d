using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Http;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.IncidentIntake.PublicReports.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.PublicReports;

/// <summary>The status of a public report, as its sender sees it.</summary>
public enum PublicReportState
{
    /// <summary>Received (mottagen), not yet reviewed.</summary>
    Received,

    /// <summary>Confirmed (bekräftad): a party has verified it, and it is counted.</summary>
    Confirmed,

    /// <summary>Closed (avslutad): no further action.</summary>
    Closed,
}

/// <summary>The status of a public report, without its description.</summary>
/// <param name="Status">Status.</param>
/// <param name="Text">The status as a Swedish sentence.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="UpdatedAt">Time of the latest change.</param>
/// <param name="Category">Swedish name of its category.</param>
/// <param name="Area">Name of its area, or null.</param>
/// <param name="Notice">Where to turn in an emergency.</param>
/// <param name="Outcomes">Measures of the parties that concern the report, after it is confirmed.</param>
public sealed record PublicReportStatusResponse(
    PublicReportState Status,
    string Text,
    DateTimeOffset ReceivedAt,
    DateTimeOffset UpdatedAt,
    string Category,
    string? Area,
    string Notice,
    IReadOnlyList<ReportOutcomeResponse> Outcomes);

/// <summary>Finds the status of a report by its receipt.</summary>
internal static class PublicReportStatus
{
    public const string Notice = "Vid akut fara: ring 112. En rapport här är ingen polisanmälan; polisen når du på 114 14.";

    private const int LongestToken = 200;

    /// <summary>The statuses without further action.</summary>
    public static readonly IReadOnlyList<IncidentStatus> Closed =
        [IncidentStatus.Rejected, IncidentStatus.Duplicate, IncidentStatus.Withdrawn];

    /// <summary>The status of the report with a receipt, or null if the municipality has no such receipt.</summary>
    public static async Task<PublicReportStatusResponse?> FindAsync(
        string? token, MunicipalityRules rules, IncidentIntakeDbContext db, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(token) || token.Length > LongestToken)
        {
            return null;
        }

        var hash = Secret.Hash(token.Trim());
        var found = await (
            from receipt in db.Receipts
            where receipt.TokenHash == hash && receipt.Municipality == rules.Code
            join incident in db.Incidents on receipt.IncidentId equals incident.PublicId
            select new
            {
                incident.Status,
                incident.Category,
                incident.Area,
                incident.RegisteredAt,
                UpdatedAt = db.EventLog.Where(entry => entry.Subject == incident.PublicId).Max(entry => entry.At),
            }).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        // A duplicate has measures too: the incident did happen.
        var receivedOn = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(found.RegisteredAt, rules.TimeZone).DateTime);
        var outcomes = found.Status is IncidentStatus.Verified or IncidentStatus.Duplicate
            ? await ReportOutcomes.FindAsync(db, rules.Code, found.Category, found.Area, receivedOn, cancellationToken)
            : [];
        return new PublicReportStatusResponse(
            StateOf(found.Status),
            TextOf(found.Status),
            found.RegisteredAt,
            found.UpdatedAt,
            rules.Categories.TryGetValue(found.Category, out var category) ? category.Name : found.Category,
            found.Area is null ? null : rules.Areas.GetValueOrDefault(found.Area, found.Area),
            Notice,
            outcomes);
    }

    /// <summary>The status as a Swedish sentence, without the party's note, which is for the parties only.</summary>
    public static string TextOf(IncidentStatus status) => status switch
    {
        IncidentStatus.Verified => "Granskad och bekräftad. Händelsen är med i lägesbilden, som styr det gemensamma trygghetsarbetet.",
        IncidentStatus.Rejected => "Avslutad. Rapporten är granskad men leder inte vidare.",
        IncidentStatus.Duplicate => "Avslutad. Samma händelse var redan rapporterad.",
        IncidentStatus.Withdrawn => "Avslutad. Rapporten är återtagen.",
        _ => "Mottagen. Rapporten granskas av kommunen eller polisen innan den räknas med.",
    };

    private static PublicReportState StateOf(IncidentStatus status) => status switch
    {
        IncidentStatus.Verified => PublicReportState.Confirmed,
        _ when Closed.Contains(status) => PublicReportState.Closed,
        _ => PublicReportState.Received,
    };
}
