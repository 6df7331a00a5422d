using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Messaging;
using Medborgarlofte.Messaging.ReferenceData;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Groups;
using Medborgarlofte.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.NeighbourhoodWatch.Duties;

/// <summary>Lets groups in which nothing has happened for the time that their municipality has set become dormant.</summary>
internal sealed class DormancyWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<DormancyWorker> logger) : BackgroundService
{
    private const string Actor = "neighbourhood-watch";
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await Task.Delay(Interval, time, stoppingToken);
                await RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The worker outlives every failure; a group that is idle is so still the next time.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.LogWarning(exception, "Idle groups could not be made dormant; trying again");
            }
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NeighbourhoodWatchDbContext>();
        foreach (var settings in await db.Settings.AsNoTracking().Where(settings => settings.DormantAfterMonths != null).ToListAsync(cancellationToken))
        {
            if (await MunicipalityReference.FindAsync(db, settings.Municipality, cancellationToken) is not { } reference)
            {
                continue;
            }

            var today = reference.Today(time);
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
        db.Record(group.PublicId, group.ToEvent(), Actor, time.GetUtcNow());
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
