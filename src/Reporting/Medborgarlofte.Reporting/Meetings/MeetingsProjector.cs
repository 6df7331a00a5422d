using MassTransit;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Reporting.Projections;

namespace Medborgarlofte.Reporting.Meetings;

/// <summary>Projects meetings and freezes their papers in the same transaction.</summary>
internal sealed class MeetingsProjector(ProjectionWriter projections, MeetingPapers papers) : IConsumer<MeetingChanged>
{
    public Task Consume(ConsumeContext<MeetingChanged> context)
    {
        var meeting = context.Message;
        return projections.WriteAsync(
            context,
            new(meeting.MeetingId, meeting.Version, meeting.Municipality, meeting.On),
            afterwards: () => papers.FreezeAsync(meeting, context.CancellationToken));
    }
}
