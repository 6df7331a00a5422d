using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Persistence;

/// <summary>
/// What a module does by itself: a moment after the start, so that a process which is restarted often does it too, and every hour from
/// then on. What fails is tried again an hour later, and never ends the process.
/// </summary>
/// <typeparam name="TContext">The module's context.</typeparam>
/// <param name="database">Tells when the database is ready.</param>
/// <param name="scopes">Gives each hour its services.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of what failed.</param>
public abstract class HourlyJob<TContext>(DatabaseMigration<TContext> database, IServiceScopeFactory scopes, TimeProvider time, ILogger logger) : BackgroundService
    where TContext : DbContext
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    // Whoever waits for the start goes first.
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
#pragma warning disable CA1031 // The work outlives every failure; what is due is so still an hour later.
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.LogWarning(exception, "What is done every hour has failed; it is tried again in an hour");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Does what is due; once more does nothing more.</summary>
    /// <param name="services">The services of this hour.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public abstract Task RunAsync(IServiceProvider services, CancellationToken cancellationToken);
}
