namespace Medborgarlofte.Measures.Commitments;

/// <summary>A commitment (åtagande) of a promise, usually a number of activities within a period.</summary>
internal sealed class Commitment : Aggregate<CommitmentChanged>
{
    public const int TitleLength = 300;
    public const int MaxAtLeast = 100_000;

    /// <summary>Longest time of a rhythm: five years.</summary>
    public const int LongestRhythmDays = (5 * 365) + 2;

    public Guid PromiseId { get; set; }

    public required string Title { get; set; }

    public required List<string> Parties { get; set; }

    public required List<ActivityKind> Activities { get; set; }

    /// <summary>Number of occasions promised, or null if the commitment is not counted.</summary>
    public int? AtLeast { get; set; }

    /// <summary>Whether the number is promised for every week or month; null if it is promised in all.</summary>
    public CommitmentRhythm? Rhythm { get; set; }

    public required List<string> Areas { get; set; }

    public DateOnly FirstDay { get; set; }

    public DateOnly LastDay { get; set; }

    public required List<Guid> MeasureIds { get; set; }

    public CommitmentAssessment? Assessment { get; set; }

    public override CommitmentChanged ToEvent() => new(
        PublicId, Version, Municipality, PromiseId, Title, Parties, Activities, AtLeast, Areas, FirstDay, LastDay, MeasureIds, Assessment,
        Rhythm);
}
