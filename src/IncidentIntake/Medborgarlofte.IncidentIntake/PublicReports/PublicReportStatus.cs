using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Http;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.IncidentIntake.PublicReports.Outcomes;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.PublicReports;

/// <summary>How a public report goes, as far as who sent it is told.</summary>
public enum PublicReportState
{
    /// <summary>Received (mottagen), not yet looked at.</summary>
    Received,

    /// <summary>Confirmed (bekräftad): a party has verified it, and it counts.</summary>
    Confirmed,

    /// <summary>Closed (avslutad): it leads no further.</summary>
    Closed,
}

/// <summary>How a public report goes, without a word of what was written.</summary>
/// <param name="Status">How it goes.</param>
/// <param name="Text">The same in a Swedish sentence.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="UpdatedAt">When something last happened to it.</param>
/// <param name="Category">Swedish name of its category.</param>
/// <param name="Area">Name of its area, or null.</param>
/// <param name="Notice">What to do where it is acute.</param>
/// <param name="Outcomes">What the parties do about such things there, once the report is confirmed.</param>
public sealed record PublicReportStatusResponse(
    PublicReportState Status,
    string Text,
    DateTimeOffset ReceivedAt,
    DateTimeOffset UpdatedAt,
    string Category,
    string? Area,
    string Notice,
    IReadOnlyList<ReportOutcomeResponse> Outcomes);

/// <summary>Finds a report by its receipt, and tells in words how it goes.</summary>
internal static class PublicReportStatus
{
    public const string Notice = "Vid akut fara: ring 112. En rapport här är ingen polisanmälan; polisen når du på 114 14.";

    private const int LongestToken = 200;

    /// <summary>The statuses that lead no further.</summary>
    public static readonly IReadOnlyList<IncidentStatus> Closed = [IncidentStatus.Rejected, IncidentStatus.Duplicate, IncidentStatus.Withdrawn];

    /// <summary>The report that a receipt is for, or null where the municipality has given no such receipt.</summary>
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

        // What was told a second time has happened all the same.
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

    /// <summary>How it goes, in a Swedish sentence. A party's own note is never shown: it is written for the parties.</summary>
    public static string TextOf(IncidentStatus status) => status switch
    {
        IncidentStatus.Verified => "Granskad och bekräftad. Händelsen är med i lägesbilden, som styr det gemensamma trygghetsarbetet.",
        IncidentStatus.Rejected => "Avslutad. Rapporten är granskad men leder inte vidare.",
        IncidentStatus.Duplicate => "Avslutad. Samma händelse var redan rapporterad.",
        IncidentStatus.Withdrawn => "Avslutad. Rapporten är återtagen.",
        _ => "Mottagen. Rapporten granskas av kommunen eller polisen innan den räknas med.",
    };

    private static PublicReportState StateOf(IncidentStatus status) =>
        Closed.Contains(status) ? PublicReportState.Closed
        : status == IncidentStatus.Verified ? PublicReportState.Confirmed
        : PublicReportState.Received;
}
