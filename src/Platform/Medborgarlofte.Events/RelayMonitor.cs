namespace Medborgarlofte.Events;

/// <summary>
/// Measures the number and age of a module's unpublished events. It is separate from the relay, which blocks while the broker is
/// unreachable; that is when an operator needs the figures.
/// </summary>
internal sealed class RelayMonitor<TContext>(
    string module,
    IServiceScopeFactory scopes,
    DatabaseMigration<TContext> database,
    TimeProvider time,
    ILogger<RelayMonitor<TContext>> logger) : BackgroundService
    where TContext : ModuleDbContext
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.Ready.WaitAsync(stoppingToken);
            using var timer = new PeriodicTimer(Interval, time);
            do
            {
                await MeasureAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The host is stopping or failed to start.
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        if (!EventTelemetry.Backlog.Enabled)
        {
            return;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var unpublished = scope.ServiceProvider.GetRequiredService<TContext>().EventLog.Where(entry => entry.PublishedAt == null);
            var oldest = await unpublished
                .OrderBy(entry => entry.Sequence)
                .Select(entry => (DateTimeOffset?)entry.At)
                .FirstOrDefaultAsync(cancellationToken);
            var count = oldest is null ? 0 : await unpublished.LongCountAsync(cancellationToken);
            var tag = new KeyValuePair<string, object?>("module", module);
            EventTelemetry.Backlog.Record(count, tag);
            EventTelemetry.Age.Record(oldest is null ? 0 : (time.GetUtcNow() - oldest.Value).TotalSeconds, tag);
        }
#pragma warning disable CA1031 // A failed measurement must not end the process; the next one tries again.
        catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
#pragma warning restore CA1031
        {
            logger.LogDebug("The backlog of {Module} could not be measured: {Reason}", module, exception.Message);
        }
    }
}
