using MassTransit;
using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Reporting.Projections;

/// <summary>Projects the events of Measures, except those about meetings.</summary>
internal sealed class MeasuresProjector(ProjectionWriter projections) :
    IConsumer<PromiseChanged>,
    IConsumer<ProblemAreaChanged>,
    IConsumer<MeasureChanged>,
    IConsumer<EffectChanged>,
    IConsumer<CommitmentChanged>,
    IConsumer<ActivityChanged>,
    IConsumer<OutcomeEventChanged>
{
    public Task Consume(ConsumeContext<PromiseChanged> context)
    {
        var promise = context.Message;
        return projections.WriteAsync(context, new(promise.PromiseId, promise.Version, promise.Municipality, promise.FirstDay));
    }

    public Task Consume(ConsumeContext<ProblemAreaChanged> context)
    {
        var area = context.Message;
        return projections.WriteAsync(context, new(area.ProblemAreaId, area.Version, area.Municipality));
    }

    public Task Consume(ConsumeContext<MeasureChanged> context)
    {
        var measure = context.Message;
        return projections.WriteAsync(context, new(measure.MeasureId, measure.Version, measure.Municipality));
    }

    public Task Consume(ConsumeContext<EffectChanged> context)
    {
        var effect = context.Message;
        return projections.WriteAsync(context, new(effect.EffectId, effect.Version, effect.Municipality, effect.FirstDay));
    }

    public Task Consume(ConsumeContext<CommitmentChanged> context)
    {
        var commitment = context.Message;
        return projections.WriteAsync(context, new(commitment.CommitmentId, commitment.Version, commitment.Municipality, commitment.FirstDay));
    }

    public Task Consume(ConsumeContext<ActivityChanged> context)
    {
        var activity = context.Message;
        return projections.WriteAsync(context, new(activity.ActivityId, activity.Version, activity.Municipality, activity.On));
    }

    public Task Consume(ConsumeContext<OutcomeEventChanged> context)
    {
        var outcome = context.Message;
        return projections.WriteAsync(context, new(outcome.OutcomeEventId, outcome.Version, outcome.Municipality, outcome.On));
    }
}
