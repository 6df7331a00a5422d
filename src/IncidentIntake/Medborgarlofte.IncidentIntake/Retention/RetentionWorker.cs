using Medborgarlofte.Events;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>Erases what is due once a night in each municipality that has a decision; one of several replicas does it.</summary>
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
#pragma warning disable CA1031 // The worker outlives every failure; what is due is due still the next time.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.LogWarning(exception, "What is due could not be erased; trying again");
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
            var zone = TimeZoneInfo.FindSystemTimeZoneById(municipality.TimeZone);
            var local = TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone);
            var night = DateOnly.FromDateTime(local.DateTime);
            if (local.Hour < FirstHour
                || await db.RetentionRuns.AnyAsync(run => run.Municipality == municipality.Code && run.Night == night, cancellationToken))
            {
                continue;
            }

            await RunAsync(municipality.Code, zone, night, cancellationToken);
        }
    }

    private async Task RunAsync(string municipality, TimeZoneInfo zone, DateOnly night, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<Erasure>().RunAsync(municipality, zone, RetentionRun.Nightly, night, cancellationToken);
        }
        catch (DbUpdateException exception) when (UniqueViolation.IsBehind(exception))
        {
            // Another replica does this night's run.
        }
    }
}
