using MassTransit;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Reporting.Replays;

namespace Medborgarlofte.Reporting.Projections;

/// <summary>Keeps the copy of the reference data, by turn with all other writers, and counts what a replay brings.</summary>
internal sealed class KeepNames(ReportingDbContext db, OneWriter writer, TimeProvider time) :
    IConsumer<MunicipalityChanged>, IConsumer<AreaChanged>, IConsumer<CategoryChanged>
{
    private readonly ReferenceDataProjector<ReportingDbContext> _copy = new(db);

    public Task Consume(ConsumeContext<MunicipalityChanged> context) => KeepAsync(context, () => _copy.Consume(context));

    public Task Consume(ConsumeContext<AreaChanged> context) => KeepAsync(context, () => _copy.Consume(context));

    public Task Consume(ConsumeContext<CategoryChanged> context) => KeepAsync(context, () => _copy.Consume(context));

    private Task KeepAsync(ConsumeContext context, Func<Task> keep) => writer.WriteAsync(
        db,
        async () =>
        {
            await keep();
            await ReplayRun.CountAsync(db, context.ReplayId(), 1, time.GetUtcNow(), context.CancellationToken);
        },
        context.CancellationToken);
}
