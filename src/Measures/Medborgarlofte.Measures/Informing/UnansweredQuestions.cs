using Medborgarlofte.Events;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Measures.Informing;

/// <summary>Erases, every hour, the addresses that were entered and have not said yes in time.</summary>
internal sealed class UnansweredQuestions(
    DatabaseMigration<MeasuresDbContext> database, IServiceScopeFactory scopes, TimeProvider time, ILogger<UnansweredQuestions> logger)
    : HourlyJob<MeasuresDbContext>(database, scopes, time, logger)
{
    public override Task RunAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<SubscriptionDesk>().EraseUnansweredAsync(cancellationToken);
}
