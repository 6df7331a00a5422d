namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>Deletes incidents, and with them their places, when no rule reads them any more.</summary>
internal sealed class WatchedIncidentCleanupJob(
    DatabaseMigration<NeighbourhoodWatchDbContext> database,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<WatchedIncidentCleanupJob> logger)
    : HourlyJob<NeighbourhoodWatchDbContext>(database, scopes, time, logger)
{
    public override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<NeighbourhoodWatchDbContext>();
        var writeLock = services.GetRequiredService<DatabaseWriteLock<NeighbourhoodWatchDbContext>>();
        foreach (var settings in await db.MailSettings.AsNoTracking().Where(settings => settings.IsOn).ToListAsync(cancellationToken))
        {
            if (await MunicipalityReference.FindAsync(db, settings.Municipality, cancellationToken) is { } reference)
            {
                var firstDay = settings.FirstWatchedDay(reference.Today(Time));
                var outdated = db.WatchedIncidents.Where(watched => watched.Municipality == settings.Municipality && watched.On < firstDay);
                var decided = db.DistinctIncidents.Where(pair => pair.Municipality == settings.Municipality && pair.On < firstDay);
                await writeLock.RunAsync(
                    async () =>
                    {
                        await outdated.ExecuteDeleteAsync(cancellationToken);
                        await decided.ExecuteDeleteAsync(cancellationToken);
                    },
                    cancellationToken);
            }
        }
    }
}
