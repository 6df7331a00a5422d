using Medborgarlofte.Contracts.Reporting;

namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>
/// Publishes each completed calendar month once, with the counts that everyone may read. A month is published from the third day of the
/// next month, so that delayed reports are included, and never during a replay.
/// </summary>
internal sealed class PublishMonthlyPictures(
    DatabaseMigration<ReportingDbContext> database, IServiceScopeFactory scopes, TimeProvider time, ILogger<PublishMonthlyPictures> logger)
    : HourlyJob<ReportingDbContext>(database, scopes, time, logger)
{
    private const string Actor = "reporting";
    private const int FirstDayOfPublishing = 3;

    public override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<ReportingDbContext>();
        var writer = services.GetRequiredService<ReadModelWriter>();
        foreach (var municipality in await MunicipalityReference.ListAsync(db, cancellationToken))
        {
            var reference = (await MunicipalityReference.FindAsync(db, municipality.Municipality, cancellationToken))!;
            var today = reference.Today(Time);
            var month = today.FirstOfMonth().AddMonths(-1);
            if (today.Day >= FirstDayOfPublishing && !await IsPublishedAsync(db, IdOf(reference, month), cancellationToken))
            {
                await writer.WriteAsync(db, () => PublishAsync(services, reference, month, cancellationToken), cancellationToken);
            }
        }
    }

    // The conditions are checked again under the write lock, because a replay or another replica may have changed them.
    private async Task PublishAsync(
        IServiceProvider services, MunicipalityReference reference, DateOnly month, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<ReportingDbContext>();
        var id = IdOf(reference, month);
        if (await IsReplayRunningAsync(db, cancellationToken)
            || await IsPublishedAsync(db, id, cancellationToken)
            || !await HasCasesAsync(db, reference.Municipality.Municipality, month.AddMonths(1), cancellationToken))
        {
            return;
        }

        var picture = await services.GetRequiredService<SituationalPictureQuery>()
            .ReadAsync(reference, Period.Month(month.Year, month.Month), cancellationToken);
        var open = services.GetRequiredService<SmallCellSuppression>().Suppress(picture);
        db.Record(id, EventOf(id, month, open, reference), Actor, Time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
    }

    private static Guid IdOf(MunicipalityReference reference, DateOnly month) => DeterministicGuid.Of(
        nameof(MonthlyPictureCompleted), reference.Municipality.Municipality, month.ToString("yyyy-MM", CultureInfo.InvariantCulture));

    private static Task<bool> IsPublishedAsync(ReportingDbContext db, Guid id, CancellationToken cancellationToken) =>
        db.EventLog.AnyAsync(entry => entry.Subject == id, cancellationToken);

    // Only the latest run counts: it replaces earlier runs that never completed.
    private static Task<bool> IsReplayRunningAsync(ReportingDbContext db, CancellationToken cancellationToken) =>
        db.ReplayRuns.OrderByDescending(run => run.StartedAt).Select(run => run.CompletedAt == null).FirstOrDefaultAsync(cancellationToken);

    // For a municipality without any reports, a month with no cases would be misleading.
    private static Task<bool> HasCasesAsync(
        ReportingDbContext db, string municipality, DateOnly before, CancellationToken cancellationToken) =>
        db.CubeCells
            .Where(cell => cell.Municipality == municipality && cell.Basis == CubeBasis.Reported)
            .AnyAsync(cell => cell.Grain == CubeGrain.Month && cell.Day < before && cell.Count > 0, cancellationToken);

    private static MonthlyPictureCompleted EventOf(Guid id, DateOnly month, SituationalPicture open, MunicipalityReference reference)
    {
        var lines = open.ByArea.ToDictionary(line => line.Code, StringComparer.Ordinal);
        return new MonthlyPictureCompleted(
            id,
            1,
            open.Municipality,
            month,
            open.Total.Count,
            [
                .. reference.Areas.Keys.Order(StringComparer.Ordinal).Select(code => lines.TryGetValue(code, out var line)
                    ? new AreaMonth(code, line.Count, line.PreviousPeriod, line.SamePeriodLastYear)
                    : new AreaMonth(code, 0, 0, 0))
            ],
            [.. open.ByCategory.Select(line => new CategoryMonth(line.Code, line.Count))]);
    }
}
