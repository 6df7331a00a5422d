using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Measures.Informing;

/// <summary>Erases, every hour, the addresses that were entered and have not said yes in time.</summary>
internal sealed class UnansweredQuestions(IServiceScopeFactory scopes, TimeProvider time, ILogger<UnansweredQuestions> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<SubscriptionDesk>().EraseUnansweredAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The worker outlives every failure of the database; what is due is so still an hour later.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                logger.LogWarning(exception, "Unanswered addresses could not be erased; trying again");
            }
        }
    }
}
