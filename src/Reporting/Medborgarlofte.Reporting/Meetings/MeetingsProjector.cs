using Medborgarlofte.Reporting.Projections;

namespace Medborgarlofte.Reporting.Meetings;

/// <summary>Projects meetings and freezes their papers in the same transaction.</summary>
internal sealed class MeetingsProjector(ProjectionWriter projections, MeetingPapers papers) : IConsumer<MeetingChanged>
{
    public Task Consume(ConsumeContext<MeetingChanged> context) => projections.WriteAsync(
        context,
        meeting => new(meeting.MeetingId, meeting.Version, meeting.Municipality, meeting.On),
        afterwards: () => papers.FreezeAsync(context.Message, context.CancellationToken));
}
