namespace Medborgarlofte.Events;

/// <summary>
/// Publishes the unpublished events of the event log in batches, with all confirms in flight, and marks each batch as published.
/// Several replicas may relay at once, because consumers are idempotent.
/// </summary>
internal sealed class EventRelay<TContext>(
    string module,
    IServiceScopeFactory scopes,
    RelaySignal<TContext> signal,
    DatabaseWriteLock<TContext> writeLock,
    EventDelivery delivery,
    DatabaseMigration<TContext> database,
    TimeProvider time,
    ILogger<EventRelay<TContext>> logger) : BackgroundService
    where TContext : ModuleDbContext
{
    private const int BatchSize = 256;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await delivery.WaitUntilStartedAsync(stoppingToken);
            await database.Ready.WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signal.YieldToBurstAsync(stoppingToken);
                var published = await RelayBatchAsync(stoppingToken);
                if (published < BatchSize)
                {
                    await signal.WaitAsync(LongestWait, time, stoppingToken);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                // The host is stopping or failed to start.
                return;
            }
#pragma warning disable CA1031 // The relay survives failures of broker and database; unpublished events remain in the log.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.LogWarning(exception, "Publishing the events of {Module} failed; trying again", module);
                await signal.WaitAsync(LongestWait, time, stoppingToken);
            }
        }
    }

    private async Task<int> RelayBatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();

        // During a rolling upgrade, newer replicas publish the event types that this version does not know.
        var known = EventCatalogue.Names;
        var batch = await db.EventLog.AsNoTracking()
            .Where(entry => entry.PublishedAt == null && known.Contains(entry.Type))
            .OrderBy(entry => entry.Sequence)
            .Take(BatchSize)
            .ToListAsync(cancellationToken);
        if (batch.Count == 0)
        {
            return 0;
        }

        await delivery.PublishAsync(batch, cancellationToken);

        var now = time.GetUtcNow();
        await writeLock.RunAsync(
            async () =>
            {
                foreach (var (first, last) in Ranges(batch))
                {
                    await db.EventLog
                        .Where(entry => entry.Sequence >= first && entry.Sequence <= last)
                        .ExecuteUpdateAsync(update => update.SetProperty(entry => entry.PublishedAt, now), cancellationToken);
                }
            },
            cancellationToken);
        EventTelemetry.Published.Add(batch.Count, new KeyValuePair<string, object?>("module", module));
        return batch.Count;
    }

    // Consecutive sequence numbers. An event in a gap may be committed later (SQL Server assigns numbers before the commit) and must
    // not be marked.
    private static IEnumerable<(long First, long Last)> Ranges(List<EventLogEntry> batch)
    {
        var first = batch[0].Sequence;
        for (var index = 1; index <= batch.Count; index++)
        {
            if (index == batch.Count || batch[index].Sequence != batch[index - 1].Sequence + 1)
            {
                yield return (first, batch[index - 1].Sequence);
                first = index < batch.Count ? batch[index].Sequence : first;
            }
        }
    }
}
