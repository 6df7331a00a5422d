using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Messaging;

/// <summary>What a module does every hour by itself. What fails is tried again an hour later, and never ends the process.</summary>
/// <param name="scopes">Gives each hour its services.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of what failed.</param>
public abstract class HourlyWork(IServiceScopeFactory scopes, TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>The clock.</summary>
    protected TimeProvider Time => time;

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await RunAsync(scope.ServiceProvider, stoppingToken);
            }
#pragma warning disable CA1031 // The work outlives every failure; what is due is so still an hour later.
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.LogWarning(exception, "What is done every hour has failed; it is tried again in an hour");
            }
        }
    }

    /// <summary>Does what is due.</summary>
    /// <param name="services">The services of this hour.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    protected abstract Task RunAsync(IServiceProvider services, CancellationToken cancellationToken);
}
