using MassTransit;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.NeighbourhoodWatch.Notices;

namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>
/// Stores incidents for the warning rules, and warns the groups of an area when a rule applies. Events that were consumed before, and
/// events of unknown incidents that are older than the rules read, have no effect, so a replay warns nobody. Incidents that are probably
/// the same case count once until a reviewer has decided.
/// </summary>
internal sealed class IncidentWarningConsumer(
    NeighbourhoodWatchDbContext db, DatabaseWriteLock<NeighbourhoodWatchDbContext> writeLock, TimeProvider time) :
    IConsumer<IncidentChanged>, IConsumer<IncidentErased>, IConsumer<DuplicateDismissed>
{
    private const string Actor = "neighbourhood-watch";

    // The upper limit of all settings: an import of earlier years needs no query.
    private static readonly TimeSpan LongestLookBack = TimeSpan.FromDays((2 * MailSettings.MaxDays) + MailSettings.MaxNormalDays + 1);

    public async Task Consume(ConsumeContext<IncidentChanged> context)
    {
        var (incident, cancellationToken) = (context.Message, context.CancellationToken);
        if ((incident.Version == 1 && time.GetUtcNow() - incident.ReportedAt > LongestLookBack)
            || await MailSettings.FindAsync(db, incident.Municipality, cancellationToken) is not { IsOn: true } settings)
        {
            return;
        }

        var isRelevant = incident.Area is not null && settings.Categories.Contains(incident.Category, StringComparer.Ordinal);
        var isKnown = incident.Version > 1 && !isRelevant
            && await db.WatchedIncidents.AnyAsync(known => known.IncidentId == incident.IncidentId, cancellationToken);
        if ((isRelevant || isKnown) && await MunicipalityReference.FindAsync(db, incident.Municipality, cancellationToken) is { } reference)
        {
            await writeLock.RunAsync(() => WatchAsync(incident, isRelevant, settings, reference, cancellationToken), cancellationToken);
        }
    }

    public Task Consume(ConsumeContext<IncidentErased> context)
    {
        var erased = db.WatchedIncidents.Where(watched => watched.IncidentId == context.Message.IncidentId);
        return writeLock.RunAsync(() => erased.ExecuteDeleteAsync(context.CancellationToken), context.CancellationToken);
    }

    /// <summary>Two incidents that were counted once are counted separately from now on.</summary>
    public async Task Consume(ConsumeContext<DuplicateDismissed> context)
    {
        var (dismissed, cancellationToken) = (context.Message, context.CancellationToken);
        if (await MailSettings.FindAsync(db, dismissed.Municipality, cancellationToken) is { IsOn: true } settings
            && await MunicipalityReference.FindAsync(db, dismissed.Municipality, cancellationToken) is { } reference)
        {
            await writeLock.RunAsync(() => SeparateAsync(dismissed, settings, reference, cancellationToken), cancellationToken);
        }
    }

    private async Task SeparateAsync(
        DuplicateDismissed dismissed, MailSettings settings, MunicipalityReference reference, CancellationToken cancellationToken)
    {
        var (one, other) = (dismissed.IncidentId, dismissed.OtherIncidentId);
        if (await db.DistinctIncidents.AnyAsync(pair => pair.IncidentId == one && pair.OtherIncidentId == other, cancellationToken))
        {
            return;
        }

        db.DistinctIncidents.Add(new DistinctIncidents
        {
            IncidentId = one, OtherIncidentId = other, Municipality = dismissed.Municipality, On = reference.Today(time),
        });
        var both = await db.WatchedIncidents
            .Where(watched => watched.Counts && (watched.IncidentId == one || watched.IncidentId == other))
            .OrderBy(watched => watched.On)
            .ToListAsync(cancellationToken);
        if (both is [_, var later])
        {
            await ApplyRulesAsync(later, settings, reference, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task WatchAsync(
        IncidentChanged incident, bool isRelevant, MailSettings settings, MunicipalityReference reference, CancellationToken cancellation)
    {
        var on = reference.DayOf(incident.ReportedAt);
        var watched = await db.WatchedIncidents.SingleOrDefaultAsync(known => known.IncidentId == incident.IncidentId, cancellation);
        var isOutdated = watched is null ? on < settings.FirstWatchedDay(reference.Today(time)) : watched.Version >= incident.Version;
        if (isOutdated)
        {
            return;
        }

        // An incident that became irrelevant keeps its row and version; otherwise older events would count when they are delivered again.
        var counted = watched?.Counts == true;
        watched = Store(watched, incident, on, isRelevant);
        if (watched.Counts && !counted && incident.RegisteredAt >= settings.OnSince)
        {
            await ApplyRulesAsync(watched, settings, reference, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
    }

    private WatchedIncident Store(WatchedIncident? watched, IncidentChanged incident, DateOnly on, bool isRelevant)
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
        watched.GridCell = isRelevant && GridCell.IsCell(incident.GridCell) ? incident.GridCell : null;
        watched.ReportedBy = incident.ReportedBy;
        watched.OccurredFrom = incident.OccurredFrom;
        watched.OccurredTo = incident.OccurredTo;
        watched.On = on;
        watched.Counts = isRelevant && !incident.IsSelection && incident.Status is IncidentStatus.Reported or IncidentStatus.Verified;
        return watched;
    }

    private async Task ApplyRulesAsync(
        WatchedIncident incident, MailSettings settings, MunicipalityReference reference, CancellationToken cancellationToken)
    {
        var today = reference.Today(time);
        if (incident.On < today.AddDays(-Math.Max(settings.Days, settings.NearRepeatDays)))
        {
            return;
        }

        var others = await db.WatchedIncidents.AsNoTracking()
            .Where(other => other.Municipality == incident.Municipality && other.Category == incident.Category)
            .Where(other => other.Counts && other.IncidentId != incident.IncidentId)
            .ToListAsync(cancellationToken);
        var decided = await db.DistinctIncidents.AsNoTracking()
            .Where(pair => pair.Municipality == incident.Municipality)
            .ToListAsync(cancellationToken);
        var distinct = new DistinctCases([.. decided, .. db.DistinctIncidents.Local]);
        if (distinct.IsAmong(incident, others))
        {
            return;
        }

        var quietSince = today.AddDays(-settings.QuietDays);
        var quiet = await db.Warnings
            .Where(warning => warning.Municipality == incident.Municipality && warning.Category == incident.Category)
            .Where(warning => warning.On > quietSince)
            .Select(warning => warning.Area)
            .ToListAsync(cancellationToken);
        foreach (var finding in WarningRules.Find(settings, incident, distinct.Of(others)))
        {
            foreach (var area in finding.Areas.Except(quiet, StringComparer.Ordinal))
            {
                await WarnAsync(new AudienceKey(area, incident.Category, settings.Sender), finding, settings, reference, cancellationToken);
            }
        }
    }

    private async Task WarnAsync(
        AudienceKey audience,
        WarningFinding finding,
        MailSettings settings,
        MunicipalityReference reference,
        CancellationToken cancellationToken)
    {
        var (area, category) = (audience.Area, audience.Category!);
        var now = time.GetUtcNow();
        var cases = reference.Categories.GetValueOrDefault(category)?.Name.CasesSwedish ?? category;
        var warning = new Warning
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = settings.Municipality,
            Area = area,
            Category = category,
            Rule = finding.Rule,
            Cases = finding.Cases,
            Days = finding.Days,
            On = reference.DayOf(now),
            Text = TextOf(finding, reference.AreaName(area), cases, settings, reference),
            Groups = await db.WatchGroups
                .Where(group => group.Municipality == settings.Municipality && group.Area == area)
                .CountAsync(group => group.Status == WatchGroupStatus.Active, cancellationToken),
            Households = await WarningAudience.Of(db, settings.Municipality, audience).CountAsync(cancellationToken),
        };
        db.Warnings.Add(warning);
        var subject = $"Varning till grannsamverkan i området {reference.AreaName(area)}";
        var content = new NoticeContent(warning.Municipality, NoticeKinds.Warning, warning.PublicId, subject, warning.Text);
        db.AddMailing(content, audience.Format(), now);
        db.Record(warning.PublicId, warning.ToEvent(), Actor, now);
    }

    // The cases of a near repeat can be on both sides of the area's border.
    private static string TextOf(WarningFinding finding, string area, string cases, MailSettings settings, MunicipalityReference reference)
    {
        var number = finding.Cases.ToString(SwedishText.Culture);
        var reported = finding.Rule == WarningRule.Count
            ? $"{number} {cases} har rapporterats i området {area} inom {finding.Days} dagar, fler än vanligt."
            : $"{number} {cases} har rapporterats nära varandra i eller intill området {area} inom {finding.Days} dagar. "
                + "Risken för fler i närheten är förhöjd en tid.";
        var advice = settings.Advice is null ? "" : $"\n\n{settings.Advice}";
        return $"{reported} Var uppmärksam, lås om dig och berätta för grannarna när du är borta. "
            + $"Ring 112 om ett brott pågår, annars 114 14.{advice}\n\n{settings.SenderName(reference)}";
    }
}
