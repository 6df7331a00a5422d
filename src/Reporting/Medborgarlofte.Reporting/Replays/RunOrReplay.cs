using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Reporting.Replays;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Reporting;

/// <summary>Runs a process that holds Reporting, or rebuilds Reporting from the event logs and ends.</summary>
public static class RunOrReplay
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    /// <summary>With "replay" as first argument the read models are built anew; with "migrate" the databases are brought up to date; otherwise the process serves until stopped.</summary>
    /// <param name="app">The process.</param>
    /// <param name="args">The arguments of the command line.</param>
    public static async Task RunOrReplayAsync(this WebApplication app, string[] args)
    {
        if (args is not ["replay", ..])
        {
            await app.RunOrMigrateAsync(args);
            return;
        }

        await app.StartOrSettleAsync();
        var run = await ReplayAsync(app.Services, app.Lifetime.ApplicationStopping);
        if (run.CompletedAt is { } completedAt)
        {
            await Console.Out.WriteLineAsync(
                $"Lägesbilden är ombyggd: {SwedishText.Number((int)run.Received)} händelser har lästs in på nytt på {(completedAt - run.StartedAt).TotalSeconds:0.0} s.");
        }
        else
        {
            await Console.Error.WriteLineAsync(
                $"Ombyggnaden står still: {run.Received} av {run.Expected} händelser har kommit, från {(run.Modules.Length == 0 ? "ingen modul" : run.Modules)}. Se felköerna och att alla tjänster är igång, och kör sedan replay igen.");
            Environment.ExitCode = 1;
        }

        await app.StopAsync();
    }

    // Ends with the run, complete or not: one that nothing has reached for a while will not complete by waiting.
    private static async Task<ReplayRun> ReplayAsync(IServiceProvider services, CancellationToken stopping)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportingDbContext>();
        var started = await scope.ServiceProvider.GetRequiredService<StartReplay>().RunAsync("operator", stopping);
        var time = services.GetRequiredService<TimeProvider>();
        using var timer = new PeriodicTimer(BetweenLooks, time);
        var (received, progressAt) = (-1L, time.GetTimestamp());
        while (true)
        {
            var run = await db.ReplayRuns.AsNoTracking().SingleAsync(r => r.Id == started.Id, stopping);
            if (run.CompletedAt is not null || time.GetElapsedTime(progressAt) > LongestSilence)
            {
                return run;
            }

            if (run.Received != received)
            {
                (received, progressAt) = (run.Received, time.GetTimestamp());
            }

            await timer.WaitForNextTickAsync(stopping);
        }
    }
}
