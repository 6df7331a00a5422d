namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>Erases due documents once a night in each municipality that has a decision; one of several replicas performs the run.</summary>
internal sealed class RetentionWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<RetentionWorker> logger) : BackgroundService
{
    private const int FirstHour = 2;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await Task.Delay(Interval, time, stoppingToken);
                await RunDueAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The worker survives every failure; the documents are still due the next time.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.LogWarning(exception, "Erasing due documents failed; it is retried in {Interval}", Interval);
            }
        }
    }

    private async Task RunDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IncidentIntakeDbContext>();
        var municipalities = await db.Municipalities.AsNoTracking()
            .Where(municipality => db.RetentionRules.Any(rule => rule.Municipality == municipality.Code && rule.DecisionNumber != null))
            .Select(municipality => new { municipality.Code, municipality.TimeZone })
            .ToListAsync(cancellationToken);
        foreach (var municipality in municipalities)
        {
            var timeZone = TimeZoneInfo.FindSystemTimeZoneById(municipality.TimeZone);
            var local = TimeZoneInfo.ConvertTime(time.GetUtcNow(), timeZone);
            var night = DateOnly.FromDateTime(local.DateTime);
            if (local.Hour < FirstHour
                || await db.RetentionRuns.AnyAsync(run => run.Municipality == municipality.Code && run.Night == night, cancellationToken))
            {
                continue;
            }

            await RunAsync(municipality.Code, timeZone, night, cancellationToken);
        }
    }

    private async Task RunAsync(string municipality, TimeZoneInfo timeZone, DateOnly night, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var runner = scope.ServiceProvider.GetRequiredService<RetentionRunner>();
        try
        {
            await runner.RunAsync(municipality, timeZone, RetentionRun.Nightly, night, cancellationToken);
        }
        catch (DbUpdateException exception) when (UniqueViolation.IsBehind(exception))
        {
            // Another replica performs this night's run.
        }
    }
}
