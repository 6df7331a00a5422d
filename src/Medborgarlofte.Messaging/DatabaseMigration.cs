using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Messaging;

/// <summary>The database of a module: brought up to date, and whether it is ready.</summary>
internal interface IModuleDatabase
{
    /// <summary>Ends when the database can be used.</summary>
    Task Ready { get; }

    /// <summary>Applies what is missing. Replicas that start at once wait for each other: EF Core takes a lock.</summary>
    Task MigrateAsync(CancellationToken cancellationToken);
}

/// <summary>
/// Waits for a module's database and brings it up to date, or waits until somebody else has, and tries again for as
/// long as it takes: a service that comes up before its server is unready, never dead.
/// </summary>
internal sealed class DatabaseMigration<TContext>(
    bool migrate, bool isFile, IServiceScopeFactory scopes, ILogger<DatabaseMigration<TContext>> logger)
    : BackgroundService, IHostedLifecycleService, IModuleDatabase, IHealthCheck
    where TContext : ModuleDbContext
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Ready => _ready.Task;

    // A file is there at once: the process listens with its database ready. On a thread of its own, for SQLite answers
    // synchronously and building EF Core's model takes the processor: four databases would follow one another.
    public Task StartingAsync(CancellationToken cancellationToken) =>
        isFile ? Task.Run(() => TryAsync(cancellationToken), cancellationToken) : Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<TContext>().Database;
        if (isFile && !await IsOursToMigrateAsync(database, cancellationToken))
        {
            return;
        }

        await database.MigrateAsync(cancellationToken);
    }

    // In a file EF Core's lock is a row, which a killed process leaves behind, and EF Core would wait for it without end.
    // A row older than any migration takes is nobody's.
    private static async Task<bool> IsOursToMigrateAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        if (!(await database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            return false;
        }

        if (await database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken) > 0)
        {
            await database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock WHERE datetime(Timestamp) < datetime('now', '-5 minutes')", cancellationToken);
            if (await database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM __EFMigrationsLock").SingleAsync(cancellationToken) > 0)
            {
                throw new InvalidOperationException("Another process is bringing the database up to date, or was killed while it did, less than five minutes ago.");
            }
        }

        return true;
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
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

/// <summary>Answers 503 while a database of this process is not ready; health is told all the same.</summary>
internal sealed class UnavailableUntilReady(IEnumerable<IModuleDatabase> databases, IProblemDetailsService problems) : IStartupFilter
{
    private const int RetryAfterSeconds = 5;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        var ready = Task.WhenAll(databases.Select(database => database.Ready));
        app.Use(async (context, following) =>
        {
            if (ready.IsCompleted || context.Request.Path == "/health" || context.Request.Path == "/alive")
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
}

/// <summary>Runs a process, or brings its databases up to date and ends.</summary>
public static class RunOrMigrate
{
    /// <summary>With "migrate" as first argument the databases of the process are brought up to date; otherwise it serves until stopped.</summary>
    /// <param name="app">The process.</param>
    /// <param name="args">The arguments of the command line.</param>
    public static async Task RunOrMigrateAsync(this WebApplication app, string[] args)
    {
        if (args is not ["migrate", ..])
        {
            await app.RunAsync();
            return;
        }

        foreach (var database in app.Services.GetServices<IModuleDatabase>())
        {
            await database.MigrateAsync(CancellationToken.None);
        }

        await Console.Out.WriteLineAsync("Databaserna är uppdaterade.");
    }
}
