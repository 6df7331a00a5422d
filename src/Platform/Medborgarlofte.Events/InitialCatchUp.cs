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
    TimeProvider time) : BackgroundService
    where TContext : ModuleDbContext
    where TCopy : class
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            await database.Ready.WaitAsync(stoppingToken);
            await RequestAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The host is stopping or failed to start.
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
