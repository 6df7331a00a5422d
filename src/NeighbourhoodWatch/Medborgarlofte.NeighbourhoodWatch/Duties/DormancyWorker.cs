using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Groups;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.NeighbourhoodWatch.Duties;

/// <summary>Lets groups in which nothing has happened for the time that their municipality has set become dormant.</summary>
internal sealed class DormancyWorker(
    DatabaseMigration<NeighbourhoodWatchDbContext> database, IServiceScopeFactory scopes, TimeProvider time, ILogger<DormancyWorker> logger)
    : HourlyJob<NeighbourhoodWatchDbContext>(database, scopes, time, logger)
{
    private const string Actor = "neighbourhood-watch";

    public override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<NeighbourhoodWatchDbContext>();
        foreach (var settings in await db.Settings.AsNoTracking().Where(settings => settings.DormantAfterMonths != null).ToListAsync(cancellationToken))
        {
            if (await MunicipalityReference.FindAsync(db, settings.Municipality, cancellationToken) is not { } reference)
            {
                continue;
            }

            var today = reference.Today(Time);
            var latest = today.AddMonths(-settings.DormantAfterMonths!.Value);
            var idle = await db.WatchGroups
                .Where(group => group.Municipality == settings.Municipality && group.Status == WatchGroupStatus.Active && group.StatusSince < latest)
                .Where(group => group.LastActivityOn == null || group.LastActivityOn < latest)
                .ToListAsync(cancellationToken);
            foreach (var group in idle)
            {
                await RestAsync(db, group, today, cancellationToken);
            }

            db.ChangeTracker.Clear();
        }
    }

    // Each on its own: one that somebody changes meanwhile is looked at again the next time.
    private async Task RestAsync(NeighbourhoodWatchDbContext db, WatchGroup group, DateOnly today, CancellationToken cancellationToken)
    {
        group.Move(WatchGroupStatus.Dormant, today, WatchStopReason.NoActivity);
        db.Record(group.PublicId, group.ToEvent(), Actor, Time.GetUtcNow());
        try
        {
            await db.SaveChangedAsync(cancellationToken);
        }
        catch (ProblemException)
        {
            db.ChangeTracker.Clear();
        }
    }
}
