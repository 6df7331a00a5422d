using System.Globalization;
using Medborgarlofte.Contracts.Reporting;
using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>
/// Tells the other modules of each calendar month that is over, once, with the counts that the open pages show. A month is told from its
/// successor's third day on, so that what was still on its way is in it, and never while the read models are being rebuilt.
/// </summary>
internal sealed class TellMonthlyPictures(
    DatabaseMigration<ReportingDbContext> database, IServiceScopeFactory scopes, TimeProvider time, ILogger<TellMonthlyPictures> logger)
    : HourlyJob<ReportingDbContext>(database, scopes, time, logger)
{
    private const string Actor = "reporting";
    private const int FirstDayOfTelling = 3;

    /// <summary>Id of the picture of a month.</summary>
    public static Guid IdOf(string municipality, DateOnly month) =>
        DeterministicGuid.Of(nameof(MonthlyPictureCompleted), municipality, month.ToString("yyyy-MM", CultureInfo.InvariantCulture));

    public override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<ReportingDbContext>();
        var writer = services.GetRequiredService<OneWriter>();
        foreach (var municipality in await MunicipalityReference.ListAsync(db, cancellationToken))
        {
            var reference = (await MunicipalityReference.FindAsync(db, municipality.Municipality, cancellationToken))!;
            var today = reference.Today(Time);
            var month = today.FirstOfMonth().AddMonths(-1);
            var id = IdOf(municipality.Municipality, month);
            if (today.Day >= FirstDayOfTelling && !await IsToldAsync(db, id, cancellationToken))
            {
                await writer.WriteAsync(db, () => TellAsync(services, db, id, month, reference, cancellationToken), cancellationToken);
            }
        }
    }

    // No replay begins and no other replica tells it between the questions and the answer: all of them write one at a time.
    private async Task TellAsync(
        IServiceProvider services, ReportingDbContext db, Guid id, DateOnly month, MunicipalityReference reference, CancellationToken cancellationToken)
    {
        if (await IsBeingRebuiltAsync(db, cancellationToken)
            || await IsToldAsync(db, id, cancellationToken)
            || !await HasCasesAsync(db, reference.Municipality.Municipality, month.AddMonths(1), cancellationToken))
        {
            return;
        }

        var picture = await services.GetRequiredService<SituationalPictureQuery>().ReadAsync(reference, Periods.Month(month.Year, month.Month), cancellationToken);
        db.Record(id, Tell(id, month, OpenData.Of(picture), reference), Actor, Time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
    }

    private static Task<bool> IsToldAsync(ReportingDbContext db, Guid id, CancellationToken cancellationToken) =>
        db.EventLog.AnyAsync(entry => entry.Subject == id, cancellationToken);

    // The newest run alone: one that never came to its end is made good by the next.
    private static Task<bool> IsBeingRebuiltAsync(ReportingDbContext db, CancellationToken cancellationToken) =>
        db.ReplayRuns.OrderByDescending(run => run.StartedAt).Select(run => run.CompletedAt == null).FirstOrDefaultAsync(cancellationToken);

    // Where nothing was ever reported "no case" would be no news but an untruth.
    private static Task<bool> HasCasesAsync(ReportingDbContext db, string municipality, DateOnly before, CancellationToken cancellationToken) => db.CubeCells.AnyAsync(
        cell => cell.Municipality == municipality && cell.Basis == CubeBasis.Reported && cell.Grain == CubeGrain.Month && cell.Day < before && cell.Count > 0,
        cancellationToken);

    private static MonthlyPictureCompleted Tell(Guid id, DateOnly month, SituationalPicture open, MunicipalityReference reference)
    {
        var lines = open.ByArea.ToDictionary(line => line.Code, StringComparer.Ordinal);
        return new MonthlyPictureCompleted(
            id,
            1,
            open.Municipality,
            month,
            open.Total.Count,
            [.. reference.Areas.Keys.Order(StringComparer.Ordinal).Select(code => lines.TryGetValue(code, out var line)
                ? new AreaMonth(code, line.Count, line.PreviousPeriod, line.SamePeriodLastYear)
                : new AreaMonth(code, 0, 0, 0))],
            [.. open.ByCategory.Select(line => new CategoryMonth(line.Code, line.Count))]);
    }
}
