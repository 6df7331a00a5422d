namespace Medborgarlofte.NeighbourhoodWatch.Duties;

/// <summary>Sets groups to dormant after the time without activity that their municipality has set.</summary>
internal sealed class DormancyJob(
    DatabaseMigration<NeighbourhoodWatchDbContext> database, IServiceScopeFactory scopes, TimeProvider time, ILogger<DormancyJob> logger)
    : HourlyJob<NeighbourhoodWatchDbContext>(database, scopes, time, logger)
{
    private const string Actor = "neighbourhood-watch";

    public override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<NeighbourhoodWatchDbContext>();
        foreach (var settings in await db.WatchSettings.AsNoTracking()
            .Where(settings => settings.DormantAfterMonths != null).ToListAsync(cancellationToken))
        {
            if (await MunicipalityReference.FindAsync(db, settings.Municipality, cancellationToken) is not { } reference)
            {
                continue;
            }

            var today = reference.Today(Time);
            var latest = today.AddMonths(-settings.DormantAfterMonths!.Value);
            var idle = await db.WatchGroups
                .Where(group => group.Municipality == settings.Municipality)
                .Where(group => group.Status == WatchGroupStatus.Active && group.StatusSince < latest)
                .Where(group => group.LastActivityOn == null || group.LastActivityOn < latest)
                .ToListAsync(cancellationToken);
            foreach (var group in idle)
            {
                await SetDormantAsync(db, group, today, cancellationToken);
            }

            db.ChangeTracker.Clear();
        }
    }

    // One save per group: a group that changed concurrently is examined again in the next run.
    private async Task SetDormantAsync(NeighbourhoodWatchDbContext db, WatchGroup group, DateOnly on, CancellationToken cancellationToken)
    {
        foreach (var happened in group.Move(WatchGroupStatus.Dormant, on, WatchStopReason.NoActivity))
        {
            db.Record(group.PublicId, happened, Actor, Time.GetUtcNow());
        }

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
