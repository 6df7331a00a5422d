using System.Data.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Medborgarlofte.Persistence;

/// <summary>Registers a database on SQLite or SQL Server, depending on the connection string.</summary>
public static class DatabaseSetup
{
    // On Linux a lost connection has error number 0, which EF Core does not retry by itself.
    private static readonly int[] LostConnectionOnLinux = [0];

    /// <summary>
    /// Adds a module's database, its write lock, and its migration and health check at start. The connection string has the module's name,
    /// or the name "database".
    /// </summary>
    /// <exception cref="InvalidOperationException">No connection string is configured.</exception>
    public static IServiceCollection AddDatabase<TContext, TSqlite, TSqlServer>(
        this IServiceCollection services, IConfiguration configuration, string module, IInterceptor interceptor)
        where TContext : DbContext
        where TSqlite : TContext
        where TSqlServer : TContext
    {
        var connectionString = configuration.GetConnectionString(module)
            ?? configuration.GetConnectionString("database")
            ?? throw new InvalidOperationException(
                $"Ange ConnectionStrings:{module} eller ConnectionStrings:database, t.ex. \"Data Source=data/{module}.db\".");

        services.AddSingleton<DatabaseWriteLock<TContext>>();
        if (IsSqlServer(connectionString))
        {
            services.AddHostedService<CommittedTransactionCleanup<TContext>>();
            services.AddDbContextPool<TContext, TSqlServer>(options => options
                .UseSqlServer(WithoutPoolBlocking(connectionString), server => server.EnableRetryOnFailure(LostConnectionOnLinux))
                .ConfigureWarnings(SkipModelComparison)
                .AddInterceptors(interceptor));
        }
        else
        {
            var builder = new SqliteConnectionStringBuilder(connectionString);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(builder.DataSource))!);
            services.AddDbContextPool<TContext, TSqlite>(options => options
                .UseSqlite(connectionString)
                .ConfigureWarnings(SkipModelComparison)
                .AddInterceptors(interceptor, new SqliteDurability()));
        }

        services.AddMigration<TContext>(configuration, module, isFile: !IsSqlServer(connectionString));
        return services;
    }

    private static void AddMigration<TContext>(this IServiceCollection services, IConfiguration configuration, string module, bool isFile)
        where TContext : DbContext
    {
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DatabaseMigration<TContext>>(
            provider,
            module,
            configuration.GetValue("Database:MigrateAtStart", isFile || provider.GetRequiredService<IHostEnvironment>().IsDevelopment()),
            isFile));
        services.AddSingleton<IModuleDatabase>(provider => provider.GetRequiredService<DatabaseMigration<TContext>>());
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseMigration<TContext>>());
        services.TryAddEnumerable(ServiceDescriptor.Transient<IStartupFilter, UnavailableUntilReady>());
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            "database " + module,
            provider => provider.GetRequiredService<DatabaseMigration<TContext>>(),
            HealthStatus.Unhealthy,
            ["ready"]));
    }

    // A test fails if a migration is missing. Comparing the models at every start would cost time.
    private static void SkipModelComparison(WarningsConfigurationBuilder warnings) =>
        warnings.Ignore(RelationalEventId.PendingModelChangesWarning);

    /// <summary>
    /// Whether a connection string is for SQL Server: it has a keyword that SQLite does not have. Both providers have Data Source, and
    /// SQL Server accepts it for the server.
    /// </summary>
    public static bool IsSqlServer(string connectionString)
    {
        try
        {
            _ = new SqliteConnectionStringBuilder(connectionString);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    // After a failed login the pool would repeat its error to every caller for up to a minute, so that retries fail at once.
    private static string WithoutPoolBlocking(string connectionString) =>
        new SqlConnectionStringBuilder(connectionString) { PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock }.ConnectionString;

    // synchronous=FULL: a commit syncs the WAL, so an acknowledged write survives a power failure, not only a kill.
    // busy_timeout: SQLite waits for its lock in steps of milliseconds; the driver would sleep 150 ms at a time.
    // wal_autocheckpoint: a WAL of up to 32 MB is checkpointed at once, so a page that changed many times is written once.
    // cache_size: 16 MB of pages; an import that updates several indexes reads fewer pages again.
    // secure_delete: deleted content is overwritten, so that erased personal data cannot be read from the file.
    private sealed class SqliteDurability : DbConnectionInterceptor
    {
        private const string Settings =
            "PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA wal_autocheckpoint=8000; PRAGMA cache_size=-16000; "
            + "PRAGMA secure_delete=ON";

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
}
