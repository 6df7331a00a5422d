using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Medborgarlofte.Events;

/// <summary>Registers a module's database with its event log.</summary>
public static class ModuleDatabase
{
    /// <summary>
    /// Adds a module's database and the relay that publishes its events. The connection string has the module's name,
    /// or the name "database" if the process contains one module only.
    /// </summary>
    /// <exception cref="InvalidOperationException">No connection string is configured.</exception>
    public static IServiceCollection AddModuleDatabase<TContext, TSqlite, TSqlServer>(
        this IServiceCollection services, IConfiguration configuration, string module)
        where TContext : ModuleDbContext
        where TSqlite : TContext
        where TSqlServer : TContext
    {
        var signal = new RelaySignal<TContext>();
        services.AddSingleton(signal);
        services.AddDatabase<TContext, TSqlite, TSqlServer>(configuration, module, new WakeRelay<TContext>(signal));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<EventRelay<TContext>>(provider, module));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<RelayMonitor<TContext>>(provider, module));
        return services;
    }

    /// <summary>
    /// Requests the other modules' earlier events at every start at which this module has no <typeparamref name="TCopy"/>: a broker stores
    /// no messages for a service that has never run.
    /// </summary>
    public static IServiceCollection AddInitialCatchUp<TContext, TCopy>(
        this IServiceCollection services, string module, params string[] queueNames)
        where TContext : ModuleDbContext
        where TCopy : class =>
        services.AddHostedService(
            provider => ActivatorUtilities.CreateInstance<InitialCatchUp<TContext, TCopy>>(provider, module, queueNames));

    private sealed class WakeRelay<TContext>(RelaySignal<TContext> signal) : SaveChangesInterceptor, IDbTransactionInterceptor
        where TContext : ModuleDbContext
    {
        public override ValueTask<int> SavedChangesAsync(
            SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            signal.Raise();
            return ValueTask.FromResult(result);
        }

        public Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            signal.Raise();
            return Task.CompletedTask;
        }
    }
}
