namespace Medborgarlofte.Reporting.Replay;

/// <summary>Runs a process with Reporting, or rebuilds the read models and exits.</summary>
public static class ReplayCommand
{
    private static readonly TimeSpan PollingInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ProgressTimeout = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Serves until the process is stopped. The first argument "replay" rebuilds the read models instead, and "migrate" migrates the
    /// databases.
    /// </summary>
    public static Task RunOrReplayAsync(this WebApplication app, string[] args) =>
        args is ["replay", ..] ? app.RunCommandAsync(stopping => ReplayAsync(app.Services, stopping)) : app.RunOrMigrateAsync(args);

    private static async Task ReplayAsync(IServiceProvider services, CancellationToken stopping)
    {
        var run = await RunToEndAsync(services, stopping);
        if (run.CompletedAt is { } completedAt)
        {
            var seconds = (completedAt - run.StartedAt).TotalSeconds;
            await Console.Out.WriteLineAsync(
                $"Lägesbilden är ombyggd: {SwedishText.Number((int)run.Received)} händelser har lästs in på nytt på {seconds:0.0} s.");
        }
        else
        {
            var modules = run.Modules.Length == 0 ? "ingen modul" : run.Modules;
            await Console.Error.WriteLineAsync(
                $"Ombyggnaden står still: {run.Received} av {run.Expected} händelser har kommit, från {modules}."
                + " Se felköerna och att alla tjänster är igång, och kör sedan replay igen.");
            Environment.ExitCode = 1;
        }
    }

    // Returns the run even if it is incomplete: a run without progress for a minute does not complete by itself.
    private static async Task<ReplayRun> RunToEndAsync(IServiceProvider services, CancellationToken stopping)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportingDbContext>();
        var started = await scope.ServiceProvider.GetRequiredService<ReplayStart>().RunAsync("operator", stopping);
        var time = services.GetRequiredService<TimeProvider>();
        using var timer = new PeriodicTimer(PollingInterval, time);
        var (received, progressAt) = (-1L, time.GetTimestamp());
        while (true)
        {
            var run = await db.ReplayRuns.AsNoTracking().SingleAsync(r => r.Id == started.Id, stopping);
            if (run.CompletedAt is not null || time.GetElapsedTime(progressAt) > ProgressTimeout)
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
