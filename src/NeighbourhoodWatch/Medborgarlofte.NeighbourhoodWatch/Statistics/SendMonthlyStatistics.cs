using MassTransit;
using Medborgarlofte.Contracts.Reporting;
using Medborgarlofte.NeighbourhoodWatch.Notices;

namespace Medborgarlofte.NeighbourhoodWatch.Statistics;

/// <summary>
/// Sends a month's situational picture to the groups of each area. The letter contains only what the public pages show, and each month is
/// sent once, even if its event is delivered again.
/// </summary>
internal sealed class SendMonthlyStatistics(NeighbourhoodWatchDbContext db, TimeProvider time) : IConsumer<MonthlyPictureCompleted>
{
    public async Task Consume(ConsumeContext<MonthlyPictureCompleted> context)
    {
        var (picture, cancellationToken) = (context.Message, context.CancellationToken);
        var settings = await MailSettings.FindAsync(db, picture.Municipality, cancellationToken);
        if (!settings.IsOn || await MunicipalityReference.FindAsync(db, picture.Municipality, cancellationToken) is not { } reference)
        {
            return;
        }

        // A picture that is delivered late, or again after years, is outdated.
        var now = time.GetUtcNow();
        if (picture.Month.AddMonths(2) <= reference.DayOf(now)
            || !await db.TryBeginOnceAsync(picture.PictureId, nameof(SendMonthlyStatistics), now, cancellationToken))
        {
            return;
        }

        var watched = await db.WatchGroups
            .Where(group => group.Municipality == picture.Municipality && group.Status == WatchGroupStatus.Active)
            .Select(group => group.Area)
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var area in picture.Areas.Where(area => watched.Contains(area.Area)))
        {
            var content = new NoticeContent(
                picture.Municipality,
                NoticeKinds.Statistics,
                Guid.CreateVersion7(now),
                $"Statistik till grannsamverkan i området {reference.AreaName(area.Area)}, {SwedishText.Month(picture.Month)}",
                TextOf(picture, area, settings, reference));
            db.AddMailing(content, new AudienceKey(area.Area, null, settings.Sender).Format(), now);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static string TextOf(MonthlyPictureCompleted picture, AreaMonth area, MailSettings settings, MunicipalityReference reference)
    {
        var month = SwedishText.Month(picture.Month);
        var categories = picture.Categories.Select(category =>
            $"– {reference.Categories.GetValueOrDefault(category.Category)?.Name.Swedish ?? category.Category}: "
            + Count(category.Cases, category.Gap));
        var (gap, gapBefore, gapYearBefore) =
            (GapOf(picture.Month), GapOf(picture.Month.AddMonths(-1)), GapOf(picture.Month.AddYears(-1)));
        return string.Join('\n', [
            $"Rapporterade fall i området {reference.AreaName(area.Area)} i {month}: {Count(area.Cases, gap)}.",
            $"Månaden före: {Count(area.MonthBefore, gapBefore)}. "
                + $"I {SwedishText.Month(picture.Month.AddYears(-1))}: {Count(area.YearBefore, gapYearBefore)}.",
            "",
            $"I hela kommunen: {Count(picture.Cases, gap)}.",
            .. categories,
            "",
            "Antal som skulle kunna peka ut någon visas inte. Fallen räknas efter den dag då de rapporterades.",
            "Vill du inte ha statistiken längre: säg till ditt kontaktombud.",
            "",
            settings.SenderName(reference),
        ]);

        CollectionGap? GapOf(DateOnly first) => picture.Gaps?.FirstOrDefault(known => known.Month == first);
    }

    private static string Count(int? count, CollectionGap? gap)
    {
        if (gap is { From: null, Until: null })
        {
            return "uppgift saknas";
        }

        var number = count is { } shown ? SwedishText.Number(shown) : "visas inte";
        return gap is { From: { } from, Until: { } until } ? $"{number} (insamlat {SwedishText.Days(from, until)})" : number;
    }
}
