using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Measures.Commitments;

/// <summary>A commitment (åtagande): what a promise really promises, most often so many times of something within a time.</summary>
internal sealed class Commitment : Aggregate
{
    public const int TitleLength = 300;
    public const int MaxAtLeast = 100_000;

    public Guid PromiseId { get; set; }

    public required string Title { get; set; }

    public required List<string> Parties { get; set; }

    public required List<ActivityKind> Activities { get; set; }

    /// <summary>Occasions promised, or null where it is uncounted.</summary>
    public int? AtLeast { get; set; }

    public required List<string> Areas { get; set; }

    public DateOnly FirstDay { get; set; }

    public DateOnly LastDay { get; set; }

    public required List<Guid> MeasureIds { get; set; }

    public CommitmentAssessment? Assessment { get; set; }

    /// <summary>What the method asks of a commitment and this one lacks.</summary>
    public IEnumerable<string> Warnings()
    {
        if (MeasureIds is [])
        {
            yield return "Åtagandet har ingen åtgärd bakom sig.";
        }
    }

    public CommitmentChanged State() => new(
        PublicId, Version, Municipality, PromiseId, Title, Parties, Activities, AtLeast, Areas, FirstDay, LastDay, MeasureIds, Assessment);

    public override object ToEvent() => State();
}
