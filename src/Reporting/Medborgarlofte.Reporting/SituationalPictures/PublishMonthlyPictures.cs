using Medborgarlofte.Contracts.Reporting;
using Medborgarlofte.Reporting.Collection;
using Medborgarlofte.Reporting.Replay;

namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>
/// Releases and publishes each completed calendar month once, with the counts that everyone may read, and revises released pictures.
/// </summary>
internal sealed class PublishMonthlyPictures(
    DatabaseMigration<ReportingDbContext> database, IServiceScopeFactory scopes, TimeProvider time, ILogger<PublishMonthlyPictures> logger)
    : HourlyJob<ReportingDbContext>(database, scopes, time, logger)
{
    private const string Actor = "reporting";

    public override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<ReportingDbContext>();
        foreach (var municipality in await MunicipalityReference.ListAsync(db, cancellationToken))
        {
            var reference = (await MunicipalityReference.FindAsync(db, municipality.Municipality, cancellationToken))!;
            var releases = services.GetRequiredService<PictureReleases>();
            await releases.ReviseAsync(reference, cancellationToken);
            var latest = Period.MonthOf(reference.Today(Time)).Previous();
            if (reference.Today(Time) >= PictureReleases.DayOf(latest)
                && await IsDueAsync(db, reference, latest, cancellationToken)
                && await releases.FindAsync(reference, latest, cancellationToken) is { } picture)
            {
                await services.GetRequiredService<ReadModelWriter>()
                    .WriteAsync(db, () => PublishAsync(db, reference, picture, cancellationToken), cancellationToken);
            }
        }
    }

    // The conditions are checked again under the write lock, because a replay or another replica may have changed them.
    private async Task PublishAsync(
        ReportingDbContext db, MunicipalityReference reference, SituationalPicture picture, CancellationToken cancellationToken)
    {
        if (await IsDueAsync(db, reference, picture.Period, cancellationToken))
        {
            var id = IdOf(reference, picture.Period);
            db.Record(id, EventOf(id, picture, reference), Actor, Time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    // A month is published once, and never during a replay. For a municipality without any reports, a month with no cases would be
    // misleading.
    private static async Task<bool> IsDueAsync(
        ReportingDbContext db, MunicipalityReference reference, Period month, CancellationToken cancellationToken)
    {
        var id = IdOf(reference, month);
        return !await ReplayRun.IsRunningAsync(db, cancellationToken)
            && !await db.EventLog.AnyAsync(entry => entry.Subject == id, cancellationToken)
            && await db.CubeCells
                .Where(cell => cell.Municipality == reference.Municipality.Municipality && cell.Basis == CubeBasis.Reported)
                .AnyAsync(cell => cell.Grain == CubeGrain.Month && cell.Day <= month.FirstDay && cell.Count > 0, cancellationToken);
    }

    private static Guid IdOf(MunicipalityReference reference, Period month) =>
        DeterministicGuid.Of(nameof(MonthlyPictureCompleted), reference.Municipality.Municipality, month.Code);

    private static MonthlyPictureCompleted EventOf(Guid id, SituationalPicture open, MunicipalityReference reference)
    {
        var lines = open.ByArea.ToDictionary(line => line.Code, StringComparer.Ordinal);
        return new MonthlyPictureCompleted(
            id,
            1,
            open.Municipality,
            open.Period.FirstDay,
            open.Total.Count,
            [
                .. reference.Areas.Keys.Order(StringComparer.Ordinal).Select(code => lines.TryGetValue(code, out var line)
                    ? new AreaMonth(code, line.Count, line.PreviousPeriod, line.SamePeriodLastYear)
                    : NoCases(code, open.Total))
            ],
            [.. open.ByCategory.Select(line => new CategoryMonth(line.Code, line.Count, GapOf(open.Period, line.CountNote)))],
            GapsOf(open));
    }

    private static AreaMonth NoCases(string area, CountLine total) =>
        new(area, Zero(total.CountNote), Zero(total.PreviousPeriodNote), Zero(total.SamePeriodLastYearNote));

    private static int? Zero(CollectionNote? note) => note is { IsMissing: true } ? null : 0;

    private static CollectionGap[]? GapsOf(SituationalPicture open)
    {
        CollectionGap[] gaps =
        [
            .. new[]
            {
                GapOf(open.Period, open.Total.CountNote),
                GapOf(open.PreviousPeriod, open.Total.PreviousPeriodNote),
                GapOf(open.SamePeriodLastYear, open.Total.SamePeriodLastYearNote),
            }.OfType<CollectionGap>(),
        ];
        return gaps.Length == 0 ? null : gaps;
    }

    private static CollectionGap? GapOf(Period month, CollectionNote? note) => note?.Reason switch
    {
        null or CollectionReason.OtherCategories => null,
        _ => new CollectionGap(month.FirstDay, note.From, note.Until),
    };
}
