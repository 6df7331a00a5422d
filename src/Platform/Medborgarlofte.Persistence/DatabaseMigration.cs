using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Persistence;

/// <summary>The database of a module: brought up to date, and whether it is ready.</summary>
public interface IModuleDatabase
{
    /// <summary>Ends when the database can be used.</summary>
    Task Ready { get; }

    /// <summary>Whether it is a file: there in a moment, so that who asks meanwhile waits for it.</summary>
    bool IsFile { get; }

    /// <summary>The try that begins with the process; ends whether or not it went well.</summary>
    Task FirstTry { get; }

    /// <summary>Applies the pending migrations. Replicas that start at once wait for each other.</summary>
    Task MigrateAsync(CancellationToken cancellationToken);
}

/// <summary>
/// Waits for a module's database and brings it up to date, or waits until somebody else has, and tries again for as
/// long as it takes: a service that comes up before its server is unready, never dead.
/// </summary>
/// <typeparam name="TContext">The module's context.</typeparam>
public sealed class DatabaseMigration<TContext>(
    bool migrate, bool isFile, IServiceScopeFactory scopes, ILogger<DatabaseMigration<TContext>> logger)
    : BackgroundService, IHostedLifecycleService, IModuleDatabase, IHealthCheck
    where TContext : DbContext
{
    private const int LockAttempts = 100;
    private static readonly TimeSpan BetweenLockAttempts = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _firstTry = Task.CompletedTask;

    /// <summary>Ends when the database can be used.</summary>
    public Task Ready => _ready.Task;

    bool IModuleDatabase.IsFile => isFile;

    Task IModuleDatabase.FirstTry => _firstTry;

    // A file is prepared while the rest of the process starts, on a thread of its own: SQLite answers synchronously and
    // building EF Core's model takes the processor, so four databases would follow one another, and the routes them.
    Task IHostedLifecycleService.StartingAsync(CancellationToken cancellationToken)
    {
        if (isFile)
        {
            _firstTry = Task.Run(() => TryAsync(cancellationToken), cancellationToken);
        }

        return Task.CompletedTask;
    }

    Task IHostedLifecycleService.StartedAsync(CancellationToken cancellationToken) => _firstTry;

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
            if (!(await database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                return;
            }

            // EF Core's own lock is a row in this table. A row that is here now belongs to a process that was killed.
            await database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", cancellationToken);
        }

        await database.MigrateAsync(cancellationToken);
    }

    // For a file, EF Core waits for its own lock in steps that double up to a minute, and without end after a kill. This
    // lock is free in the moment in which its process is done or killed.
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
                await Task.Delay(BetweenLockAttempts, cancellationToken);
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
            : HealthCheckResult.Unhealthy("The database does not answer.");
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _firstTry.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var timer = new PeriodicTimer(BetweenTries);
        while (!Ready.IsCompleted && !await TryAsync(stoppingToken))
        {
            await timer.WaitForNextTickAsync(stoppingToken);
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

            _ready.TrySetResult();
            return true;
        }
#pragma warning disable CA1031 // Whatever keeps the database away may pass.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            logger.LogWarning("{Database} is not ready, trying again: {Reason}", typeof(TContext).Name, exception.Message);
            return false;
        }
    }

    private async Task<bool> LacksMigrationsAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var pending = await scope.ServiceProvider.GetRequiredService<TContext>().Database.GetPendingMigrationsAsync(cancellationToken);
        return pending.Any();
    }
}

/// <summary>Answers 503 while a database server of this process is not ready, and waits a moment for a file; health is told all the same.</summary>
internal sealed class UnavailableUntilReady(IEnumerable<IModuleDatabase> databases, IProblemDetailsService problems) : IStartupFilter
{
    private const int RetryAfterSeconds = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        // One wait for the process, not one for each request: a file that is not there by then is no matter of a moment.
        Task wait = databases.All(database => database.IsFile)
            ? Task.WhenAny(Task.WhenAll(databases.Select(database => database.Ready)), Task.Delay(LongestWait))
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

    // The state that the health checks report. A task that waits for all databases completes a moment after them.
    private bool IsReady() => databases.All(database => database.Ready.IsCompleted);

    private static bool IsProbe(HttpContext context) => context.Request.Path == "/health" || context.Request.Path == "/alive";
}

/// <summary>Starts a process, runs it, or brings its databases up to date and ends.</summary>
public static class RunOrMigrate
{
    /// <summary>With "migrate" as first argument the databases of the process are brought up to date; otherwise it serves until stopped.</summary>
    /// <param name="app">The process.</param>
    /// <param name="args">The arguments of the command line.</param>
    public static async Task RunOrMigrateAsync(this WebApplication app, string[] args)
    {
        if (args is not ["migrate", ..])
        {
            await using (app)
            {
                await app.StartOrSettleAsync();
                await app.WaitForShutdownAsync();
            }

            return;
        }

        foreach (var database in app.Services.GetServices<IModuleDatabase>())
        {
            await database.MigrateAsync(CancellationToken.None);
        }

        await Console.Out.WriteLineAsync("Databaserna är uppdaterade.");
    }

    /// <summary>Starts a process. Where it cannot start, because its port is taken, its files are left whole: one half brought up to date would keep its lock, and hold up the next start.</summary>
    /// <param name="app">The process.</param>
    public static async Task StartOrSettleAsync(this WebApplication app)
    {
        var databases = app.Services.GetServices<IModuleDatabase>().ToList();
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await Task.WhenAll(databases.Select(database => database.FirstTry)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // What has begun ends in order, or each part of it would tell that the others are gone.
            await app.StopAsync();
            throw;
        }
    }
}
