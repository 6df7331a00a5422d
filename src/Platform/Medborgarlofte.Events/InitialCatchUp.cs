using Medborgarlofte.Contracts.Replay;

namespace Medborgarlofte.Events;

/// <summary>
/// Requests the events from before a module's queues existed, because a broker stores no messages for unknown queues. Runs at every start
/// at which the module has no copies, such as a municipality. The queues are bound by then, so no event is lost in between.
/// </summary>
internal sealed class InitialCatchUp<TContext, TCopy>(
    string module,
    string[] queueNames,
    IServiceScopeFactory scopes,
    QueueCatalogue queues,
    BusStarted started,
    DatabaseMigration<TContext> database,
    TimeProvider time,
    ILogger<InitialCatchUp<TContext, TCopy>> logger) : BackgroundService
    where TContext : ModuleDbContext
    where TCopy : class
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            await database.Ready.WaitAsync(stoppingToken);
            while (!await TryRequestAsync(stoppingToken))
            {
                await Task.Delay(RetryInterval, time, stoppingToken);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The host is stopping or failed to start.
        }
    }

    private async Task<bool> TryRequestAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RequestAsync(cancellationToken);
            return true;
        }
#pragma warning disable CA1031 // The service survives failures of the database; the events are still missing at the next attempt.
        catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
#pragma warning restore CA1031
        {
            logger.LogWarning(exception, "Requesting the earlier events for {Module} failed; trying again", module);
            return false;
        }
    }

    private async Task RequestAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        if (!await db.Set<TCopy>().AnyAsync(cancellationToken))
        {
            var id = Guid.CreateVersion7(time.GetUtcNow());
            db.Record(id, new ReplayRequested(id, ReplyQueue: null, queues.RoutesTo(queueNames)), module, time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
