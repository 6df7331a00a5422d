using System.Data.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Medborgarlofte.Persistence;

/// <summary>The database of a module: its migration and readiness.</summary>
public interface IModuleDatabase
{
    /// <summary>Name of the module.</summary>
    string Module { get; }

    /// <summary>Ids of the migrations that this version has, in order.</summary>
    IReadOnlyList<string> Migrations { get; }

    /// <summary>Completes when the database is ready.</summary>
    Task Ready { get; }

    /// <summary>Whether the database is a file. A file is ready in a moment, so requests wait for it.</summary>
    bool IsFile { get; }

    /// <summary>The first migration attempt, which starts with the process; completes whether or not it succeeds.</summary>
    Task FirstAttempt { get; }

    /// <summary>Applies the pending migrations. Concurrent replicas wait for each other.</summary>
    /// <exception cref="EarlierDatabaseException">An earlier build created the database.</exception>
    Task MigrateAsync(CancellationToken cancellationToken);
}

/// <summary>
/// Migrates a module's database at start, or waits until another process has migrated it. Retries without limit: a service that starts
/// before its database server is unready, but does not stop.
/// </summary>
public sealed class DatabaseMigration<TContext>(
    string module, bool migrate, bool isFile, IServiceScopeFactory scopes, ILogger<DatabaseMigration<TContext>> logger)
    : BackgroundService, IHostedLifecycleService, IModuleDatabase, IHealthCheck
    where TContext : DbContext
{
    private const int LockAttempts = 100;

    private const string RowVersioningQuery =
        "SELECT is_read_committed_snapshot_on AS Value FROM sys.databases WHERE database_id = DB_ID()";

    private static readonly TimeSpan LockRetryInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _firstAttempt = Task.CompletedTask;

    /// <summary>Completes when the database is ready.</summary>
    public Task Ready => _ready.Task;

    string IModuleDatabase.Module => module;

    IReadOnlyList<string> IModuleDatabase.Migrations
    {
        get
        {
            using var scope = scopes.CreateScope();
            return [.. scope.ServiceProvider.GetRequiredService<TContext>().Database.GetMigrations()];
        }
    }

    bool IModuleDatabase.IsFile => isFile;

    Task IModuleDatabase.FirstAttempt => _firstAttempt;

    // Migrates a file on a separate thread while the rest of the process starts: SQLite is synchronous and building EF Core's model is
    // CPU-bound, so four databases and the routes would otherwise run one after another.
    Task IHostedLifecycleService.StartingAsync(CancellationToken cancellationToken)
    {
        if (isFile)
        {
            _firstAttempt = Task.Run(() => TryAsync(cancellationToken), cancellationToken);
        }

        return Task.CompletedTask;
    }

    Task IHostedLifecycleService.StartedAsync(CancellationToken cancellationToken) => _firstAttempt;

    Task IHostedLifecycleService.StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IModuleDatabase.MigrateAsync(CancellationToken cancellationToken) => MigrateAsync(cancellationToken);

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<TContext>().Database;
        await using var fileLock = isFile ? await LockFileAsync(database.GetDbConnection().DataSource, cancellationToken) : null;
        if (isFile)
        {
            // Readers and the writer do not block each other, and a commit syncs once. EF Core sets it only on files that it creates.
            await database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        }

        if (!await LacksMigrationsAsync(database, cancellationToken))
        {
            return;
        }

        if (isFile)
        {
            // EF Core's lock is a row in this table. An existing row belongs to a killed process.
            await database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", cancellationToken);
        }

        await database.MigrateAsync(cancellationToken);
    }

    // For a file, EF Core polls its own lock at intervals that double up to a minute, and forever after a kill. The operating system
    // releases this lock when its process finishes or is killed.
    private static async Task<FileStream> LockFileAsync(string file, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(
                    file + ".migration",
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None,
                    bufferSize: 1,
                    FileOptions.DeleteOnClose);
            }
            catch (IOException) when (attempt < LockAttempts)
            {
                await Task.Delay(LockRetryInterval, cancellationToken);
            }
        }
    }

    async Task<HealthCheckResult> IHealthCheck.CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        if (!Ready.IsCompleted)
        {
            return HealthCheckResult.Unhealthy("The database is not ready.");
        }

        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TContext>().Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not respond.");
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _firstAttempt.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_firstAttempt.IsFaulted)
        {
            // The start of the host fails with the exception.
            return;
        }

        using var timer = new PeriodicTimer(RetryInterval);
        try
        {
            while (!Ready.IsCompleted && !await TryAsync(stoppingToken))
            {
                await timer.WaitForNextTickAsync(stoppingToken);
            }
        }
        catch (EarlierDatabaseException)
        {
            // The host logs the exception and stops.
            Environment.ExitCode = 1;
            throw;
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (migrate)
            {
                await MigrateAsync(cancellationToken);
            }
            else if (await LacksMigrationsAsync(cancellationToken))
            {
                logger.LogWarning("{Database} lacks migrations; run this program with the argument migrate", typeof(TContext).Name);
                return false;
            }

            await CheckRowVersioningAsync(cancellationToken);
            _ready.TrySetResult();
            return true;
        }
#pragma warning disable CA1031 // The cause may be temporary.
        catch (Exception exception) when (exception is not (OperationCanceledException or EarlierDatabaseException))
#pragma warning restore CA1031
        {
            logger.LogWarning("{Database} is not ready, trying again: {Reason}", typeof(TContext).Name, exception.Message);
            return false;
        }
    }

    // A warning, not an error: without row versioning everything is correct, but readers and writers wait for each other.
    private async Task CheckRowVersioningAsync(CancellationToken cancellationToken)
    {
        if (isFile)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<TContext>().Database;
        if (!await database.SqlQueryRaw<bool>(RowVersioningQuery).SingleAsync(cancellationToken))
        {
            logger.LogWarning(
                "READ_COMMITTED_SNAPSHOT is off in {Database}: readers wait for writers. Run ALTER DATABASE [{Name}] SET "
                + "READ_COMMITTED_SNAPSHOT ON while no service is connected",
                typeof(TContext).Name,
                database.GetDbConnection().Database);
        }
    }

    private async Task<bool> LacksMigrationsAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await LacksMigrationsAsync(scope.ServiceProvider.GetRequiredService<TContext>().Database, cancellationToken);
    }

    // Every database has the first migration. A newer version may have added migrations that this one does not know.
    private static async Task<bool> LacksMigrationsAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        var applied = (await database.GetAppliedMigrationsAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var known = database.GetMigrations().ToList();
        return applied.Count == 0 || applied.Contains(known[0])
            ? known.Exists(migration => !applied.Contains(migration))
            : throw new EarlierDatabaseException(database.GetDbConnection());
    }
}

/// <summary>An earlier build created the database, with migrations that this build does not know.</summary>
public sealed class EarlierDatabaseException(DbConnection connection) : Exception(
    $"Databasen {PlaceOf(connection)} är gjord av en tidigare version än 0.1.0 och går inte att öppna. Flytta undan den, eller kör den "
    + "version som gjorde den.")
{
    /// <summary>The message only: the host logs the exception, and a stack trace would not help.</summary>
    public override string ToString() => Message;

    private static string PlaceOf(DbConnection connection) =>
        connection is SqlConnection ? $"{connection.Database} på {connection.DataSource}" : connection.DataSource;
}

/// <summary>
/// Responds with 503 while a database server is not ready, and delays requests while a file is not ready; except to probes.
/// </summary>
internal sealed class UnavailableUntilReady(IEnumerable<IModuleDatabase> databases, IProblemDetailsService problems) : IStartupFilter
{
    private const int RetryAfterSeconds = 5;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        // A single wait for the process instead of one per request: a file that is not ready by then has a problem.
        Task wait = databases.All(database => database.IsFile)
            ? Task.WhenAny(Task.WhenAll(databases.Select(database => database.Ready)), Task.Delay(MaxWait))
            : Task.CompletedTask;
        app.Use(async (context, following) =>
        {
            if (!IsReady() && !IsProbe(context))
            {
                await wait.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (IsReady() || IsProbe(context))
            {
                await following(context);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await problems.WriteAsync(new ProblemDetailsContext
            {
                HttpContext = context,
                ProblemDetails = new ProblemDetails { Status = StatusCodes.Status503ServiceUnavailable },
            });
        });
        next(app);
    };

    // Reads the same state as the health checks. Task.WhenAll completes a moment after the databases.
    private bool IsReady() => databases.All(database => database.Ready.IsCompleted);

    private static bool IsProbe(HttpContext context) => context.Request.Path == "/health" || context.Request.Path == "/alive";
}

/// <summary>Runs a process, a command in it, or the migration of its databases. Reports databases of earlier builds.</summary>
public static class RunOrMigrate
{
    /// <summary>Migrates the databases if the first argument is "migrate"; otherwise runs the process until it is stopped.</summary>
    public static Task RunOrMigrateAsync(this WebApplication app, string[] args) => ReportEarlierDatabasesAsync(
        args is ["migrate", ..] ? MigrateAsync(app) : RunAsync(app, app.WaitForShutdownAsync));

    /// <summary>
    /// Starts a process, runs a command when its databases are ready, and stops the process. A stop of the process cancels the command.
    /// </summary>
    public static Task RunCommandAsync(this WebApplication app, Func<CancellationToken, Task> command) => ReportEarlierDatabasesAsync(
        RunAsync(app, async stopping =>
        {
            try
            {
                await Task.WhenAll(app.Services.GetServices<IModuleDatabase>().Select(database => database.Ready)).WaitAsync(stopping);
                await command(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // A service that stops the process because of an error logs the error.
                Environment.ExitCode = 1;
            }

            await app.StopAsync(CancellationToken.None);
        }));

    private static async Task ReportEarlierDatabasesAsync(Task run)
    {
        try
        {
            await run;
        }
        catch (Exception exception) when (EarlierDatabasesIn(exception) is [_, ..] earlier)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, earlier));
            Environment.ExitCode = 1;
        }
    }

    private static async Task RunAsync(WebApplication app, Func<CancellationToken, Task> untilEnd)
    {
        await using (app)
        {
            await StartOrSettleAsync(app);
            await untilEnd(app.Lifetime.ApplicationStopping);
        }
    }

    private static async Task MigrateAsync(WebApplication app)
    {
        foreach (var database in app.Services.GetServices<IModuleDatabase>())
        {
            await database.MigrateAsync(CancellationToken.None);
        }

        await Console.Out.WriteLineAsync("Databaserna är uppdaterade.");
    }

    private static string[] EarlierDatabasesIn(Exception exception) =>
    [
        .. ((exception as AggregateException)?.InnerExceptions ?? [exception])
            .OfType<EarlierDatabaseException>()
            .Select(earlier => earlier.Message),
    ];

    // If the start fails, for example because the port is in use, waits for the migration of files, which an abrupt end would leave
    // unfinished.
    private static async Task StartOrSettleAsync(WebApplication app)
    {
        var databases = app.Services.GetServices<IModuleDatabase>().ToList();
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await Task.WhenAll(databases.Select(database => database.FirstAttempt)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Stops the started services in order; otherwise each would log errors about the others.
            await app.StopAsync();
            throw;
        }
    }
}
