using Medborgarlofte.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Events;

/// <summary>
/// Measures how many events of a module wait to be published and for how long, apart from the relay: while the broker is
/// away the relay stands still, and that is when an operator asks.
/// </summary>
internal sealed class RelayMonitor<TContext>(
    string module, IServiceScopeFactory scopes, DatabaseMigration<TContext> database, TimeProvider time, ILogger<RelayMonitor<TContext>> logger) : BackgroundService
    where TContext : ModuleDbContext
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.Ready.WaitAsync(stoppingToken);
            using var timer = new PeriodicTimer(BetweenLooks, time);
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The host stops, or could not start.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!EventTelemetry.Backlog.Enabled)
        {
            return;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var waiting = scope.ServiceProvider.GetRequiredService<TContext>().EventLog.Where(entry => entry.PublishedAt == null);
            var oldest = await waiting.OrderBy(entry => entry.Sequence).Select(entry => (DateTimeOffset?)entry.At).FirstOrDefaultAsync(cancellationToken);
            var count = oldest is null ? 0 : await waiting.LongCountAsync(cancellationToken);
            var tag = new KeyValuePair<string, object?>("module", module);
            EventTelemetry.Backlog.Record(count, tag);
            EventTelemetry.Age.Record(oldest is null ? 0 : (time.GetUtcNow() - oldest.Value).TotalSeconds, tag);
        }
#pragma warning disable CA1031 // A measurement that fails is made again; it must not end the process.
        catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
#pragma warning restore CA1031
        {
            logger.LogDebug("The backlog of {Module} could not be measured: {Reason}", module, exception.Message);
        }
    }
}
