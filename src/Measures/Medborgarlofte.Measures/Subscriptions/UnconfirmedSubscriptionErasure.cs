namespace Medborgarlofte.Measures.Subscriptions;

/// <summary>Erases unconfirmed subscriptions every hour.</summary>
internal sealed class UnconfirmedSubscriptionErasure(
    DatabaseMigration<MeasuresDbContext> database,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<UnconfirmedSubscriptionErasure> logger)
    : HourlyJob<MeasuresDbContext>(database, scopes, time, logger)
{
    public override Task RunAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<SubscriptionService>().EraseUnconfirmedAsync(cancellationToken);
}
