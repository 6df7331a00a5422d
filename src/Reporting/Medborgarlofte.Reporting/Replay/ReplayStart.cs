using Medborgarlofte.Contracts.Replay;

namespace Medborgarlofte.Reporting.Replay;

/// <summary>
/// Empties the read models in batches, so that no transaction is long, and then requests all events from the other modules. The last
/// transaction deletes the remaining rows, such as those of events that arrived meanwhile, and records the request.
/// </summary>
internal sealed class ReplayStart(ReportingDbContext db, ReadModelWriter writer, QueueCatalogue queues, TimeProvider time)
{
    /// <summary>Number of facts that one transaction deletes.</summary>
    public int BatchSize { get; init; } = 10_000;

    // Replays that have not requested the events yet, except those that a later one replaces.
    private IQueryable<ReplayRun> Pending => db.ReplayRuns.AsNoTracking()
        .Where(run => run.CompletedAt == null && !db.EventLog.Any(entry => entry.Subject == run.Id))
        .Where(run => !db.ReplayRuns.Any(later => later.StartedAt > run.StartedAt));

    /// <summary>Starts a replay on behalf of a party. Replaced texts, publications and meeting papers remain.</summary>
    public async Task<ReplayRun> RunAsync(string actor, CancellationToken cancellationToken)
    {
        var run = await BeginAsync(cancellationToken);
        await FinishAsync(run.Id, actor, cancellationToken);
        return run;
    }

    /// <summary>Continues the latest replay if it was interrupted before it requested the events.</summary>
    public async Task ContinueAsync(string actor, CancellationToken cancellationToken)
    {
        if (await Pending.FirstOrDefaultAsync(cancellationToken) is { } run)
        {
            await FinishAsync(run.Id, actor, cancellationToken);
        }
    }

    /// <summary>Records a replay, so that the counts are known to be incomplete.</summary>
    public async Task<ReplayRun> BeginAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var run = new ReplayRun { Id = Guid.CreateVersion7(now), StartedAt = now };
        await writer.WriteAsync(
            db,
            () =>
            {
                db.ReplayRuns.Add(run);
                return db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        return run;
    }

    /// <summary>Deletes a batch in one transaction.</summary>
    /// <returns>Whether there may be more rows to delete.</returns>
    public async Task<bool> DeleteBatchAsync(Guid run, CancellationToken cancellationToken)
    {
        var more = false;
        await writer.WriteAsync(
            db,
            async () => more = await IsPendingAsync(run, cancellationToken)
                && await db.DeleteSomeReadModelsAsync(BatchSize, cancellationToken),
            cancellationToken);
        return more;
    }

    private async Task FinishAsync(Guid run, string actor, CancellationToken cancellationToken)
    {
        while (await DeleteBatchAsync(run, cancellationToken))
        {
            // Events of the other modules are handled between the batches.
        }

        var request = new ReplayRequested(
            run, ReportingModule.Queue, queues.RoutesTo(ReportingModule.IncidentQueue, ReportingModule.Queue));
        await writer.WriteAsync(
            db,
            async () =>
            {
                if (await IsPendingAsync(run, cancellationToken))
                {
                    await db.DeleteReadModelsAsync(cancellationToken);
                    db.Record(run, request, actor, time.GetUtcNow());
                    await db.SaveChangesAsync(cancellationToken);
                }
            },
            cancellationToken);
    }

    // False if another process has requested the events of this run, or a later run replaces it.
    private Task<bool> IsPendingAsync(Guid id, CancellationToken cancellationToken) =>
        Pending.AnyAsync(run => run.Id == id, cancellationToken);
}

/// <summary>Continues a replay whose process ended before it had requested the events.</summary>
internal sealed class ReplayResumption(
    DatabaseMigration<ReportingDbContext> database, IServiceScopeFactory scopes, TimeProvider time, ILogger<ReplayResumption> logger)
    : HourlyJob<ReportingDbContext>(database, scopes, time, logger)
{
    private const string Actor = "reporting";

    public override Task RunAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<ReplayStart>().ContinueAsync(Actor, cancellationToken);
}
