using System.Globalization;
using System.Text;
using MassTransit;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Contracts.Reporting;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Warnings;
using Medborgarlofte.ReferenceData;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Statistics;

/// <summary>
/// Makes the situational picture of a month into a letter to the groups of each area. It repeats what the open pages show and nothing else,
/// and a month is told once, however often its event comes.
/// </summary>
internal sealed class TellStatistics(NeighbourhoodWatchDbContext db, TimeProvider time) : IConsumer<MonthlyPictureCompleted>
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    public async Task Consume(ConsumeContext<MonthlyPictureCompleted> context)
    {
        var (picture, cancellationToken) = (context.Message, context.CancellationToken);
        var settings = await WarningSettings.FindAsync(db, picture.Municipality, cancellationToken);
        if (!settings.IsOn || await MunicipalityReference.FindAsync(db, picture.Municipality, cancellationToken) is not { } reference)
        {
            return;
        }

        // An event that was long on its way, or comes again after years, is no news.
        var now = time.GetUtcNow();
        if (picture.Month.AddMonths(2) <= reference.DayOf(now) || !await db.TryBeginOnceAsync(picture.PictureId, nameof(TellStatistics), now, cancellationToken))
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
                StatisticsAudience.NoticeKind,
                Guid.CreateVersion7(now),
                $"Statistik till grannsamverkan i området {reference.AreaName(area.Area)}, {Month(picture.Month)}",
                TextOf(picture, area, settings, reference));
            db.AddMailing(content, StatisticsAudience.Name(area.Area, settings.Sender), now);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static string TextOf(MonthlyPictureCompleted picture, AreaMonth area, WarningSettings settings, MunicipalityReference reference)
    {
        var text = new StringBuilder()
            .AppendLine(Swedish, $"Rapporterade fall i området {reference.AreaName(area.Area)} i {Month(picture.Month)}: {Count(area.Cases)}.")
            .AppendLine(Swedish, $"Månaden före: {Count(area.MonthBefore)}. I {Month(picture.Month.AddYears(-1))}: {Count(area.YearBefore)}.")
            .AppendLine()
            .AppendLine(Swedish, $"I hela kommunen: {Count(picture.Cases)}.");
        foreach (var category in picture.Categories)
        {
            text.AppendLine(Swedish, $"– {reference.Categories.GetValueOrDefault(category.Category)?.Name.Swedish ?? category.Category}: {Count(category.Cases)}");
        }

        return text
            .AppendLine()
            .AppendLine("Antal som skulle kunna peka ut någon visas inte. Fallen räknas efter den dag då de rapporterades.")
            .AppendLine("Vill du inte ha statistiken längre: säg till ditt kontaktombud.")
            .AppendLine()
            .Append(settings.SenderName(reference))
            .ToString();
    }

    private static string Month(DateOnly month) => month.ToString("MMMM yyyy", Swedish);

    private static string Count(int? count) => count?.ToString("N0", Swedish) ?? "visas inte";
}
