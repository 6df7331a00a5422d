using Medborgarlofte.Measures.Measures;

namespace Medborgarlofte.Measures.Activities;

/// <summary>
/// An entry in the activity log of a measure: an activity of a party with a start time, or a total of a period whose days are not known.
/// It has no free text.
/// </summary>
internal sealed class Activity : MeasureEntry
{
    public const int ExternalIdLength = 100;
    public const int MaxOccasions = 10_000;
    public const int MaxResultCount = 100_000;

    /// <summary>Longest period of a total: five years.</summary>
    public const int LongestDays = (5 * 365) + 2;

    /// <summary>Longest duration of one activity.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromHours(24);

    /// <summary>The party's own number for it, which identifies repeated reports, or null.</summary>
    public string? ExternalId { get; init; }

    public ActivityKind Kind { get; set; }

    /// <summary>Start time, or null for a total.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The calendar day in the municipality on which it started, and for which it counts; null for a total.</summary>
    public DateOnly? On { get; set; }

    /// <summary>First day of a total's period, otherwise null.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Last day of a total's period, otherwise null.</summary>
    public DateOnly? To { get; set; }

    public string? Area { get; set; }

    /// <summary>Number of occasions; 0 if the entry has been withdrawn.</summary>
    public int Occasions { get; set; }

    public required List<ActivityResult> Results { get; set; }

    /// <summary>Whether another entry reports the same.</summary>
    public bool ReportsSameAs(Activity other) =>
        MeasureId == other.MeasureId && Kind == other.Kind && StartedAt == other.StartedAt && EndedAt == other.EndedAt
        && From == other.From && To == other.To && Area == other.Area && Occasions == other.Occasions
        && Results.SequenceEqual(other.Results);

    /// <summary>Completes a change of the properties: begins the next version and returns its event.</summary>
    public object Changed()
    {
        BeginNextVersion();
        return ToEvent();
    }

    /// <summary>The event of the current version: <see cref="ActivityChanged"/> or <see cref="ActivityTotalChanged"/>.</summary>
    public object ToEvent() => this is { From: { } from, To: { } to }
        ? new ActivityTotalChanged(PublicId, Version, Municipality, MeasureId, Kind, Party, from, to, Area, Occasions, Results)
        : new ActivityChanged(
            PublicId, Version, Municipality, MeasureId, Kind, Party, On.GetValueOrDefault(), Area, Occasions, Results);
}
