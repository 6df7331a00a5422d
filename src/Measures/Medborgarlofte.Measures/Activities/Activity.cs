using Medborgarlofte.Measures.Measures;

namespace Medborgarlofte.Measures.Activities;

/// <summary>An entry in the activity log of a measure: an activity of a party. It has no free text.</summary>
internal sealed class Activity : MeasureEntry
{
    public const int ExternalIdLength = 100;
    public const int MaxOccasions = 10_000;
    public const int MaxResultCount = 100_000;

    /// <summary>Longest duration of one entry.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromHours(24);

    /// <summary>The party's own number for it, which identifies repeated reports, or null.</summary>
    public string? ExternalId { get; init; }

    public ActivityKind Kind { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The calendar day in the municipality on which it started, and for which it counts.</summary>
    public DateOnly On { get; set; }

    public string? Area { get; set; }

    /// <summary>Number of occasions; 0 if the entry has been withdrawn.</summary>
    public int Occasions { get; set; }

    public required List<ActivityResult> Results { get; set; }

    /// <summary>Whether another entry reports the same.</summary>
    public bool ReportsSameAs(Activity other) =>
        MeasureId == other.MeasureId && Kind == other.Kind && StartedAt == other.StartedAt && EndedAt == other.EndedAt && Area == other.Area
        && Occasions == other.Occasions && Results.SequenceEqual(other.Results);

    /// <summary>Completes a change of the properties: begins the next version and returns its event.</summary>
    public ActivityChanged Changed()
    {
        BeginNextVersion();
        return ToEvent();
    }

    /// <summary>The event of the current version.</summary>
    public ActivityChanged ToEvent() => new(
        PublicId, Version, Municipality, MeasureId, Kind, Party, On, Area, Occasions, Results);
}
