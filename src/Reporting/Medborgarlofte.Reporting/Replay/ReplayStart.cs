using Medborgarlofte.Contracts.Replay;

namespace Medborgarlofte.Reporting.Replay;

/// <summary>Empties the read models and requests all events from the other modules, in one transaction.</summary>
internal sealed class ReplayStart(ReportingDbContext db, ReadModelWriter writer, QueueCatalogue queues, TimeProvider time)
{
    /// <summary>Starts a replay on behalf of a party. Replaced texts, publications and meeting papers remain.</summary>
    public async Task<ReplayRun> RunAsync(string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var run = new ReplayRun { Id = Guid.CreateVersion7(now), StartedAt = now };
        var request = new ReplayRequested(
            run.Id, ReportingModule.Queue, queues.RoutesTo(ReportingModule.IncidentQueue, ReportingModule.Queue));
        await writer.WriteAsync(
            db,
            async () =>
            {
                await db.DeleteReadModelsAsync(cancellationToken);
                db.ReplayRuns.Add(run);
                db.Record(run.Id, request, actor, now);
                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        return run;
    }
}
