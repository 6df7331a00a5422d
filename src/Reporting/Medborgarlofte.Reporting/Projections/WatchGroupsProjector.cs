using Medborgarlofte.Contracts.NeighbourhoodWatch;

namespace Medborgarlofte.Reporting.Projections;

/// <summary>Projects watch groups and training restrictions.</summary>
internal sealed class WatchGroupsProjector(ProjectionWriter projections) : IConsumer<WatchGroupChanged>, IConsumer<RestrictionDeclared>
{
    public Task Consume(ConsumeContext<WatchGroupChanged> context) => projections.WriteAsync(
        context, group => new(group.GroupId, group.Version, group.Municipality, group.RegisteredOn));

    public Task Consume(ConsumeContext<RestrictionDeclared> context) => projections.WriteAsync(
        context, restriction => new(restriction.RestrictionId, restriction.Version, restriction.Municipality, restriction.From));
}
