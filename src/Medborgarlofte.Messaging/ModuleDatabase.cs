using System.Data.Common;
using Medborgarlofte.Messaging.ReferenceData;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Medborgarlofte.Messaging;

/// <summary>Registers a module's database on SQLite or SQL Server, told apart by the connection string.</summary>
public static class ModuleDatabase
{
    /// <summary>
    /// Adds the database of a module, its relay and its answer to replays. The connection string is named after the
    /// module, or "database" where the process holds one module only.
    /// </summary>
    /// <typeparam name="TContext">The module's context.</typeparam>
    /// <typeparam name="TSqlite">The context with the migrations for SQLite.</typeparam>
    /// <typeparam name="TSqlServer">The context with the migrations for SQL Server.</typeparam>
    /// <exception cref="InvalidOperationException">No connection string is configured.</exception>
    public static IServiceCollection AddModuleDatabase<TContext, TSqlite, TSqlServer>(
        this IServiceCollection services, IConfiguration configuration, string module)
        where TContext : ModuleDbContext
        where TSqlite : TContext
        where TSqlServer : TContext
    {
        var connectionString = configuration.GetConnectionString(module)
            ?? configuration.GetConnectionString("database")
            ?? throw new InvalidOperationException(
                $"Ange ConnectionStrings:{module} eller ConnectionStrings:database, t.ex. \"Data Source=data/{module}.db\".");

        var signal = new RelaySignal<TContext>();
        services.AddSingleton(signal);
        services.AddSingleton<WriteTurn<TContext>>();
        if (IsSqlServer(connectionString))
        {
            services.AddDbContextPool<TContext, TSqlServer>(options => options
                .UseSqlServer(connectionString, server => server.EnableRetryOnFailure())
                .ConfigureWarnings(SkipModelComparison)
                .AddInterceptors(new WakeRelay<TContext>(signal)));
        }
        else
        {
            var builder = new SqliteConnectionStringBuilder(connectionString);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(builder.DataSource))!);
            services.AddDbContextPool<TContext, TSqlite>(options => options
                .UseSqlite(connectionString)
                .ConfigureWarnings(SkipModelComparison)
                .AddInterceptors(new WakeRelay<TContext>(signal), new DurableSqlite()));
        }

        services.AddMigration<TContext>(configuration, module, isFile: !IsSqlServer(connectionString));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<EventRelay<TContext>>(provider, module));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<RelayWatch<TContext>>(provider, module));
        return services;
    }

    /// <summary>Asks the other modules, while this one knows no municipality, for the events of before its queues existed.</summary>
    /// <typeparam name="TContext">The module's context, with a read copy of the reference data.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="module">Name of the module.</param>
    /// <param name="queueNames">The queues that want the events.</param>
    public static IServiceCollection AddCatchUpAtFirstStart<TContext>(this IServiceCollection services, string module, params string[] queueNames)
        where TContext : ModuleDbContext => services.AddCatchUpAtFirstStart<TContext, ReferenceCopy>(module, queueNames);

    /// <summary>Asks the other modules, while this one holds no copy of a kind, for the events of before its queues existed.</summary>
    /// <typeparam name="TContext">The module's context.</typeparam>
    /// <typeparam name="TCopy">What the module keeps of those events.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="module">Name of the module.</param>
    /// <param name="queueNames">The queues that want the events.</param>
    public static IServiceCollection AddCatchUpAtFirstStart<TContext, TCopy>(this IServiceCollection services, string module, params string[] queueNames)
        where TContext : ModuleDbContext
        where TCopy : class =>
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<CatchUpAtFirstStart<TContext, TCopy>>(provider, module, queueNames));

    private static void AddMigration<TContext>(this IServiceCollection services, IConfiguration configuration, string module, bool isFile)
        where TContext : ModuleDbContext
    {
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DatabaseMigration<TContext>>(
            provider,
            configuration.GetValue("Database:MigrateAtStart", isFile || provider.GetRequiredService<IHostEnvironment>().IsDevelopment()),
            isFile));
        services.AddSingleton<IModuleDatabase>(provider => provider.GetRequiredService<DatabaseMigration<TContext>>());
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseMigration<TContext>>());
        services.TryAddEnumerable(ServiceDescriptor.Transient<IStartupFilter, UnavailableUntilReady>());
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            "database " + module, provider => provider.GetRequiredService<DatabaseMigration<TContext>>(), HealthStatus.Unhealthy, ["ready"]));
    }

    // A migration that is missing fails a test. Comparing the models at every start would only cost time.
    private static void SkipModelComparison(WarningsConfigurationBuilder warnings) => warnings.Ignore(RelationalEventId.PendingModelChangesWarning);

    /// <summary>Whether a connection string is SQL Server's.</summary>
    public static bool IsSqlServer(string connectionString)
    {
        var keys = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return keys.ContainsKey("Server") || keys.ContainsKey("Initial Catalog");
    }

    // FULL syncs the WAL at every commit: an acknowledged write survives a power cut, not only a kill. The busy timeout
    // lets SQLite itself wait for the lock, in steps of milliseconds; the driver would sleep 150 ms at a time. A WAL of up to 32 MB
    // is moved into the database in one piece, so a page that changed many times is written once. 16 MB of pages are kept in memory:
    // an import, which writes to several indexes, reads fewer of them anew. What is deleted or replaced is overwritten, so that what was erased cannot be read from the file.
    private sealed class DurableSqlite : DbConnectionInterceptor
    {
        private const string Settings = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA wal_autocheckpoint=8000; PRAGMA cache_size=-16000; PRAGMA secure_delete=ON";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Settings;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Settings;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

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
