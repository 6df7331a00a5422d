using Medborgarlofte.Events;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>Forgets incidents to which no rule looks back any more, and with them where they were, whether or not anything new is reported.</summary>
internal sealed class ForgetWatchedIncidents(
    DatabaseMigration<NeighbourhoodWatchDbContext> database, IServiceScopeFactory scopes, TimeProvider time, ILogger<ForgetWatchedIncidents> logger)
    : HourlyJob<NeighbourhoodWatchDbContext>(database, scopes, time, logger)
{
    public override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<NeighbourhoodWatchDbContext>();
        var turn = services.GetRequiredService<DatabaseWriteLock<NeighbourhoodWatchDbContext>>();
        foreach (var settings in await db.WarningSettings.AsNoTracking().Where(settings => settings.IsOn).ToListAsync(cancellationToken))
        {
            if (await MunicipalityReference.FindAsync(db, settings.Municipality, cancellationToken) is { } reference)
            {
                var eldest = settings.EldestKept(reference.Today(Time));
                await turn.RunAsync(
                    () => db.WatchedIncidents.Where(watched => watched.Municipality == settings.Municipality && watched.On < eldest).ExecuteDeleteAsync(cancellationToken),
                    cancellationToken);
            }
        }
    }
}
