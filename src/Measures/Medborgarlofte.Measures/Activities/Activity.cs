using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Measures.Activities;

/// <summary>An entry in a measure's activity log: something that a party has done. It holds no free text.</summary>
internal sealed class Activity : Aggregate
{
    public const int ExternalIdLength = 100;
    public const int MaxOccasions = 10_000;
    public const int MaxResultCount = 100_000;

    /// <summary>Longest time that one entry may span.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromHours(24);

    public Guid MeasureId { get; init; }

    public required string Party { get; init; }

    /// <summary>The party's own number for it, by which the same report is known again; null where it gave none.</summary>
    public string? ExternalId { get; init; }

    public ActivityKind Kind { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The municipality's calendar day on which it began: what it counts for.</summary>
    public DateOnly On { get; set; }

    public string? Area { get; set; }

    /// <summary>On how many occasions; 0 once the entry is taken back.</summary>
    public int Occasions { get; set; }

    public required List<ActivityResult> Results { get; set; }

    /// <summary>Whether another entry says the same.</summary>
    public bool SaysAs(Activity other) =>
        MeasureId == other.MeasureId && Kind == other.Kind && StartedAt == other.StartedAt && EndedAt == other.EndedAt && Area == other.Area
        && Occasions == other.Occasions && Results.SequenceEqual(other.Results);

    public override object ToEvent() => new ActivityChanged(
        PublicId, Version, Municipality, MeasureId, Kind, Party, On, Area, Occasions, Results);
}
