namespace Medborgarlofte.Persistence;

/// <summary>
/// A recurring job of a module: it runs shortly after its database is ready, so that a frequently restarted process runs it too, and then
/// every hour. A failed run is retried an hour later and never ends the process.
/// </summary>
public abstract class HourlyJob<TContext>(
    DatabaseMigration<TContext> database, IServiceScopeFactory scopes, TimeProvider time, ILogger logger) : BackgroundService
    where TContext : DbContext
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    // Requests that wait for the start have priority.
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);

    /// <summary>The clock.</summary>
    protected TimeProvider Time => time;

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.Ready.WaitAsync(stoppingToken);
        await Task.Delay(FirstWait, time, stoppingToken);
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await RunAsync(scope.ServiceProvider, stoppingToken);
            }
#pragma warning disable CA1031 // The job survives failures: due work is still due an hour later.
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.LogWarning(exception, "The hourly job failed; trying again in an hour");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Does the due work with the services of this run; idempotent.</summary>
    public abstract Task RunAsync(IServiceProvider services, CancellationToken cancellationToken);
}
