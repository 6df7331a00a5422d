using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Reporting.Replay;

namespace Medborgarlofte.Reporting.Names;

/// <summary>Projects the names of municipalities, areas, categories, parties and results, and counts the events of a replay.</summary>
internal sealed class ReferenceNamesProjector(ReportingDbContext db, ReadModelWriter writer, TimeProvider time) :
    IConsumer<MunicipalityChanged>, IConsumer<AreaChanged>, IConsumer<CategoryChanged>, IConsumer<PartyChanged>,
    IConsumer<ResultCodeChanged>
{
    private readonly ReferenceDataProjector<ReportingDbContext> _projector = new(db);

    public Task Consume(ConsumeContext<MunicipalityChanged> context) => ProjectAsync(context, () => _projector.Consume(context));

    public Task Consume(ConsumeContext<AreaChanged> context) => ProjectAsync(context, () => _projector.Consume(context));

    public Task Consume(ConsumeContext<CategoryChanged> context) => ProjectAsync(context, () => _projector.Consume(context));

    public Task Consume(ConsumeContext<PartyChanged> context) => ProjectAsync(context, () => _projector.Consume(context));

    public Task Consume(ConsumeContext<ResultCodeChanged> context) => ProjectAsync(context, () => _projector.Consume(context));

    private Task ProjectAsync(ConsumeContext context, Func<Task> project) => writer.WriteAsync(
        db,
        async () =>
        {
            await project();
            await ReplayRun.CountAsync(db, context.ReplayId(), 1, time.GetUtcNow(), context.CancellationToken);
        },
        context.CancellationToken);
}
