namespace Medborgarlofte.Measures.Measures;

/// <summary>A change of a measure.</summary>
/// <param name="Event">The event to record.</param>
/// <param name="News">The news to mail, or null if the change concerns nobody else.</param>
internal sealed record MeasureChange(MeasureChanged Event, MeasureNews? News);

/// <summary>News about a measure.</summary>
internal enum MeasureNews
{
    Decided,
    Changed,
    Completed,
}
