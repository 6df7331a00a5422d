using Medborgarlofte.Contracts;
using Medborgarlofte.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Events;

/// <summary>
/// Publishes what the event log holds and has not published, in batches with all confirms in flight, and marks each
/// batch with one statement. Several replicas may relay at once: an event delivered twice is harmless.
/// </summary>
internal sealed class EventRelay<TContext>(
    string module,
    IServiceScopeFactory scopes,
    RelaySignal<TContext> signal,
    DatabaseWriteLock<TContext> turn,
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
                // The host stops, or could not start.
                return;
            }
#pragma warning disable CA1031 // The relay outlives every failure of broker and database; what is unpublished stays so.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.LogWarning(exception, "Events of {Module} could not be published; trying again", module);
                await signal.WaitAsync(LongestWait, time, stoppingToken);
            }
        }
    }

    private async Task<int> RelayBatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();

        // While replicas are upgraded one by one, events that only the newer know are left to them.
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
        await turn.RunAsync(
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

    // Runs of numbers without a gap. What falls into a gap now may be committed later (SQL Server gives numbers before
    // the commit) and must not be marked.
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
