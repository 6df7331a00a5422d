namespace Medborgarlofte.Measures.Meetings;

/// <summary>Finds the decisions of a meeting.</summary>
internal interface IMeetingDecisions
{
    /// <summary>The decisions that the meeting has taken so far.</summary>
    Task<MeetingDecisions> OfAsync(Meeting meeting, CancellationToken cancellationToken);
}
