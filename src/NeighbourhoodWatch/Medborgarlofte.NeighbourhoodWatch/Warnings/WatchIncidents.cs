using System.Globalization;
using MassTransit;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Messaging;
using Medborgarlofte.Messaging.ReferenceData;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.Notices;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>
/// Watches what is reported, and warns the groups of an area when a rule finds something. An event that it has had before, or that is older
/// than the rules look back, does nothing, so a replay warns nobody.
/// </summary>
internal sealed class WatchIncidents(NeighbourhoodWatchDbContext db, WriteTurn<NeighbourhoodWatchDbContext> turn, TimeProvider time) :
    IConsumer<IncidentChanged>, IConsumer<IncidentErased>
{
    private const string Actor = "neighbourhood-watch";

    // No setting looks back further: an import of earlier years asks the database for nothing.
    private static readonly TimeSpan LongestLookBack = TimeSpan.FromDays(WarningSettings.MaxDays + WarningSettings.MaxNormalDays + 1);

    public async Task Consume(ConsumeContext<IncidentChanged> context)
    {
        var (incident, cancellationToken) = (context.Message, context.CancellationToken);
        if ((incident.Version == 1 && time.GetUtcNow() - incident.ReportedAt > LongestLookBack)
            || await WarningSettings.FindAsync(db, incident.Municipality, cancellationToken) is not { IsOn: true } settings)
        {
            return;
        }

        var concerns = incident.Area is not null && settings.Categories.Contains(incident.Category, StringComparer.Ordinal);
        if ((concerns || await db.WatchedIncidents.AnyAsync(known => known.IncidentId == incident.IncidentId, cancellationToken))
            && await MunicipalityReference.FindAsync(db, incident.Municipality, cancellationToken) is { } reference)
        {
            await turn.RunAsync(() => WatchAsync(incident, concerns, settings, reference, cancellationToken), cancellationToken);
        }
    }

    public Task Consume(ConsumeContext<IncidentErased> context)
    {
        var id = context.Message.IncidentId;
        return turn.RunAsync(
            () => db.WatchedIncidents.Where(watched => watched.IncidentId == id).ExecuteDeleteAsync(context.CancellationToken), context.CancellationToken);
    }

    private async Task WatchAsync(
        IncidentChanged incident, bool concerns, WarningSettings settings, MunicipalityReference reference, CancellationToken cancellationToken)
    {
        var today = reference.Today(time);
        var on = reference.DayOf(incident.ReportedAt);
        var watched = await db.WatchedIncidents.SingleOrDefaultAsync(known => known.IncidentId == incident.IncidentId, cancellationToken);
        if (watched is null ? on < settings.EldestKept(today) : watched.Version >= incident.Version)
        {
            return;
        }

        // What no longer concerns the rules keeps its version, or its older events would count when they come again.
        var counted = watched?.Counts == true;
        watched = Keep(watched, incident, on, concerns);
        if (watched.Counts && !counted && incident.RegisteredAt >= settings.OnSince)
        {
            await WarnAsync(watched, settings, reference, today, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private WatchedIncident Keep(WatchedIncident? watched, IncidentChanged incident, DateOnly on, bool concerns)
    {
        watched ??= db.WatchedIncidents.Add(new WatchedIncident
        {
            IncidentId = incident.IncidentId,
            Version = 0,
            Municipality = incident.Municipality,
            Area = "",
            Category = "",
            On = on,
            Counts = false,
        }).Entity;
        watched.Version = incident.Version;
        watched.Area = incident.Area ?? "";
        watched.Category = incident.Category;
        watched.GridCell = concerns && GridCell.IsCell(incident.GridCell) ? incident.GridCell : null;
        watched.On = on;
        watched.Counts = concerns && !incident.IsSelection && incident.Status is IncidentStatus.Reported or IncidentStatus.Verified;
        return watched;
    }

    private async Task WarnAsync(
        WatchedIncident incident, WarningSettings settings, MunicipalityReference reference, DateOnly today, CancellationToken cancellationToken)
    {
        var quietSince = today.AddDays(-settings.QuietDays);
        var others = await db.WatchedIncidents.AsNoTracking()
            .Where(other => other.Municipality == incident.Municipality && other.Category == incident.Category && other.Counts && other.IncidentId != incident.IncidentId)
            .ToListAsync(cancellationToken);
        if (incident.On < today.AddDays(-Math.Max(settings.Days, settings.NearRepeatDays))
            || WarningRules.Find(settings, incident, others) is not { } finding
            || await db.Warnings.AnyAsync(
                warning => warning.Municipality == incident.Municipality && warning.Area == incident.Area && warning.Category == incident.Category && warning.On > quietSince,
                cancellationToken))
        {
            return;
        }

        var audience = WarningAudience.Name(incident.Area, incident.Category, settings.Sender);
        var now = time.GetUtcNow();
        var warning = new Warning
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = incident.Municipality,
            Area = incident.Area,
            Category = incident.Category,
            Rule = finding.Rule,
            Cases = finding.Cases,
            Days = finding.Days,
            On = today,
            Text = TextOf(finding, incident, settings, reference),
            Groups = await db.WatchGroups.CountAsync(
                group => group.Municipality == incident.Municipality && group.Area == incident.Area && group.Status == WatchGroupStatus.Active, cancellationToken),
            Households = await WarningAudience.Of(db, incident.Municipality, audience).CountAsync(cancellationToken),
        };
        db.Warnings.Add(warning);
        var content = new NoticeContent(warning.Municipality, Warning.Kind, warning.PublicId, $"Varning till grannsamverkan i {AreaName(incident, reference)}", warning.Text);
        db.AddMailing(content, audience, now);
        db.Record(warning.PublicId, warning.ToEvent(), Actor, now);
    }

    private static string AreaName(WatchedIncident incident, MunicipalityReference reference) =>
        reference.Areas.GetValueOrDefault(incident.Area)?.Name ?? incident.Area;

    private static string TextOf(WarningFinding finding, WatchedIncident incident, WarningSettings settings, MunicipalityReference reference)
    {
        var cases = reference.Categories.GetValueOrDefault(incident.Category)?.Name.CasesSwedish ?? incident.Category;
        var number = finding.Cases.ToString(CultureInfo.GetCultureInfo("sv-SE"));
        var told = finding.Rule == WarningRule.Count
            ? $"{number} {cases} har rapporterats i {AreaName(incident, reference)} inom {finding.Days} dagar, fler än vanligt."
            : $"{number} {cases} har rapporterats nära varandra i {AreaName(incident, reference)} inom {finding.Days} dagar. Risken för fler i närheten är förhöjd en tid.";
        var sender = settings.Sender == WarningSender.Police ? "Polisen" : reference.Municipality.Name;
        var advice = settings.Advice is null ? "" : $"\n\n{settings.Advice}";
        return $"{told} Var uppmärksam, lås om dig och berätta för grannarna när du är borta. Ring 112 om ett brott pågår, annars 114 14.{advice}\n\n{sender}";
    }
}
