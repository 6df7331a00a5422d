namespace Medborgarlofte.Measures.Measures;

/// <summary>A change of a measure.</summary>
/// <param name="Event">The event to record.</param>
/// <param name="News">The news to mail, or null if the change concerns nobody else.</param>
/// <param name="On">Day on which it happened, or null if that is unknown.</param>
internal sealed record MeasureChange(MeasureChanged Event, MeasureNews? News, DateOnly? On);

/// <summary>News about a measure.</summary>
internal enum MeasureNews
{
    Decided,
    Changed,
    Completed,
}
