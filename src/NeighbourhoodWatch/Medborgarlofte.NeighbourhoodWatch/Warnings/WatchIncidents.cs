using System.Globalization;
using MassTransit;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Events;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>
/// Watches what is reported, and warns the groups of an area when a rule finds something. An event that it has had before, or of a case that
/// it does not know and that is older than the rules look back, does nothing, so a replay warns nobody.
/// </summary>
internal sealed class WatchIncidents(NeighbourhoodWatchDbContext db, DatabaseWriteLock<NeighbourhoodWatchDbContext> turn, TimeProvider time) :
    IConsumer<IncidentChanged>, IConsumer<IncidentErased>
{
    private const string Actor = "neighbourhood-watch";

    // No setting looks back further: an import of earlier years asks the database for nothing.
    private static readonly TimeSpan LongestLookBack = TimeSpan.FromDays((2 * WarningSettings.MaxDays) + WarningSettings.MaxNormalDays + 1);

    public async Task Consume(ConsumeContext<IncidentChanged> context)
    {
        var (incident, cancellationToken) = (context.Message, context.CancellationToken);
        if ((incident.Version == 1 && time.GetUtcNow() - incident.ReportedAt > LongestLookBack)
            || await WarningSettings.FindAsync(db, incident.Municipality, cancellationToken) is not { IsOn: true } settings)
        {
            return;
        }

        var concerns = incident.Area is not null && settings.Categories.Contains(incident.Category, StringComparer.Ordinal);
        if ((concerns || (incident.Version > 1 && await db.WatchedIncidents.AnyAsync(known => known.IncidentId == incident.IncidentId, cancellationToken)))
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
        if (incident.On < today.AddDays(-Math.Max(settings.Days, settings.NearRepeatDays)))
        {
            return;
        }

        var others = await db.WatchedIncidents.AsNoTracking()
            .Where(other => other.Municipality == incident.Municipality && other.Category == incident.Category && other.Counts && other.IncidentId != incident.IncidentId)
            .ToListAsync(cancellationToken);
        var quietSince = today.AddDays(-settings.QuietDays);
        var quiet = await db.Warnings
            .Where(warning => warning.Municipality == incident.Municipality && warning.Category == incident.Category && warning.On > quietSince)
            .Select(warning => warning.Area)
            .ToListAsync(cancellationToken);
        foreach (var finding in WarningRules.Find(settings, incident, others))
        {
            foreach (var area in finding.Areas.Except(quiet, StringComparer.Ordinal))
            {
                await WarnAsync(area, finding, incident.Category, settings, reference, today, cancellationToken);
            }
        }
    }

    private async Task WarnAsync(
        string area, WarningFinding finding, string category, WarningSettings settings, MunicipalityReference reference, DateOnly today, CancellationToken cancellationToken)
    {
        var audience = WarningAudience.Name(area, category, settings.Sender);
        var areaName = reference.AreaName(area);
        var now = time.GetUtcNow();
        var warning = new Warning
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = settings.Municipality,
            Area = area,
            Category = category,
            Rule = finding.Rule,
            Cases = finding.Cases,
            Days = finding.Days,
            On = today,
            Text = TextOf(finding, areaName, reference.Categories.GetValueOrDefault(category)?.Name.CasesSwedish ?? category, settings, reference),
            Groups = await db.WatchGroups.CountAsync(
                group => group.Municipality == settings.Municipality && group.Area == area && group.Status == WatchGroupStatus.Active, cancellationToken),
            Households = await WarningAudience.Of(db, settings.Municipality, audience).CountAsync(cancellationToken),
        };
        db.Warnings.Add(warning);
        db.AddMailing(
            new NoticeContent(warning.Municipality, Warning.Kind, warning.PublicId, $"Varning till grannsamverkan i området {areaName}", warning.Text), audience, now);
        db.Record(warning.PublicId, warning.ToEvent(), Actor, now);
    }

    // Of cases near each other some may lie beyond the area's border.
    private static string TextOf(WarningFinding finding, string area, string cases, WarningSettings settings, MunicipalityReference reference)
    {
        var number = finding.Cases.ToString(CultureInfo.GetCultureInfo("sv-SE"));
        var told = finding.Rule == WarningRule.Count
            ? $"{number} {cases} har rapporterats i området {area} inom {finding.Days} dagar, fler än vanligt."
            : $"{number} {cases} har rapporterats nära varandra i eller intill området {area} inom {finding.Days} dagar. Risken för fler i närheten är förhöjd en tid.";
        var advice = settings.Advice is null ? "" : $"\n\n{settings.Advice}";
        return $"{told} Var uppmärksam, lås om dig och berätta för grannarna när du är borta. Ring 112 om ett brott pågår, annars 114 14.{advice}\n\n{settings.SenderName(reference)}";
    }
}
