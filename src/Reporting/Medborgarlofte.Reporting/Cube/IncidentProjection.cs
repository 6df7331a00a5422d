using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Reporting.Replay;

namespace Medborgarlofte.Reporting.Cube;

/// <summary>Projects incidents in groups: the events that arrive during a commit share the next commit.</summary>
internal sealed class IncidentProjection : IAsyncDisposable
{
    private const int Capacity = 4096;
    private const int LargestGroup = 512;

    private readonly IServiceScopeFactory _scopes;
    private readonly ReadModelWriter _writer;
    private readonly TimeProvider _time;
    private readonly GroupCommit<Change> _group;

    public IncidentProjection(IServiceScopeFactory scopes, ReadModelWriter writer, TimeProvider time)
    {
        _scopes = scopes;
        _writer = writer;
        _time = time;
        _group = new GroupCommit<Change>(Capacity, LargestGroup, CommitAsync);
    }

    /// <summary>Projects a change. Completes when the change is committed.</summary>
    public Task ApplyAsync(IncidentChanged incident, Guid? replayId, CancellationToken cancellationToken) =>
        _group.SubmitAsync(new Change(new FactChange(IncidentFact.From(incident)), replayId), cancellationToken);

    /// <summary>Redacts an erased fact; the cube still counts it. Completes when the change is committed.</summary>
    public Task ApplyAsync(IncidentErased incident, Guid? replayId, CancellationToken cancellationToken) =>
        _group.SubmitAsync(new Change(new FactChange(IncidentFact.From(incident), Erased: true), replayId), cancellationToken);

    public ValueTask DisposeAsync() => _group.DisposeAsync();

    private async Task CommitAsync(IReadOnlyList<Change> changes)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportingDbContext>();
        await _writer.WriteAsync(
            db,
            async () =>
            {
                await IncidentBatch.ApplyAsync(db, changes.Select(change => change.Fact), CancellationToken.None);
                foreach (var replayed in changes.Where(change => change.ReplayId is not null).CountBy(change => change.ReplayId!.Value))
                {
                    await ReplayRun.CountAsync(db, replayed.Key, replayed.Value, _time.GetUtcNow(), CancellationToken.None);
                }
            },
            CancellationToken.None);
    }

    private sealed record Change(FactChange Fact, Guid? ReplayId);
}

/// <summary>Receives all events about incidents.</summary>
internal sealed class IncidentsProjector(IncidentProjection projection) : IConsumer<IncidentChanged>, IConsumer<IncidentErased>
{
    public Task Consume(ConsumeContext<IncidentChanged> context) =>
        projection.ApplyAsync(context.Message, context.ReplayId(), context.CancellationToken);

    public Task Consume(ConsumeContext<IncidentErased> context) =>
        projection.ApplyAsync(context.Message, context.ReplayId(), context.CancellationToken);
}
