using Medborgarlofte.Contracts.Incidents;

namespace Medborgarlofte.Reporting.Projections;

/// <summary>Projects citizens' views.</summary>
internal sealed class CitizenViewsProjector(ProjectionWriter projections) : IConsumer<CitizenViewReceived>
{
    public Task Consume(ConsumeContext<CitizenViewReceived> context) => projections.WriteAsync(
        context, view => new(view.ViewId, view.Version, view.Municipality, view.ReceivedOn));
}
