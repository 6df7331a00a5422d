namespace Medborgarlofte.Reporting.Projections;

/// <summary>Projects the events of Measures, except those about meetings.</summary>
internal sealed class MeasuresProjector(ProjectionWriter projections) :
    IConsumer<PromiseChanged>,
    IConsumer<ProblemAreaChanged>,
    IConsumer<MeasureChanged>,
    IConsumer<EffectChanged>,
    IConsumer<CommitmentChanged>,
    IConsumer<ActivityChanged>,
    IConsumer<ActivityTotalChanged>,
    IConsumer<OutcomeEventChanged>
{
    public Task Consume(ConsumeContext<PromiseChanged> context) => projections.WriteAsync(
        context, promise => new(promise.PromiseId, promise.Version, promise.Municipality, promise.FirstDay));

    public Task Consume(ConsumeContext<ProblemAreaChanged> context) => projections.WriteAsync(
        context, area => new(area.ProblemAreaId, area.Version, area.Municipality));

    public Task Consume(ConsumeContext<MeasureChanged> context) => projections.WriteAsync(
        context, measure => new(measure.MeasureId, measure.Version, measure.Municipality));

    public Task Consume(ConsumeContext<EffectChanged> context) => projections.WriteAsync(
        context, effect => new(effect.EffectId, effect.Version, effect.Municipality, effect.FirstDay));

    public Task Consume(ConsumeContext<CommitmentChanged> context) => projections.WriteAsync(
        context, commitment => new(commitment.CommitmentId, commitment.Version, commitment.Municipality, commitment.FirstDay));

    public Task Consume(ConsumeContext<ActivityChanged> context) => projections.WriteAsync(
        context, activity => new(activity.ActivityId, activity.Version, activity.Municipality, activity.On));

    public Task Consume(ConsumeContext<ActivityTotalChanged> context) => projections.WriteAsync(
        context, total => new(total.ActivityId, total.Version, total.Municipality, total.From));

    public Task Consume(ConsumeContext<OutcomeEventChanged> context) => projections.WriteAsync(
        context, outcome => new(outcome.OutcomeEventId, outcome.Version, outcome.Municipality, outcome.On));
}
