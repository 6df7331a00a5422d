using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Domain;

/// <summary>Progress of a commitment that promises occasions in every week or month.</summary>
/// <param name="Expected">Number of weeks or months in the commitment's time.</param>
/// <param name="Settled">Number of those that are over, or already kept.</param>
/// <param name="Kept">Those with the promised number of occasions.</param>
/// <param name="Missed">Those that are over with fewer occasions.</param>
/// <param name="Unknown">Those that are over with fewer known occasions, in the period of a total whose days are not known.</param>
public sealed record RhythmProgress(
    int Expected, int Settled, int Kept, IReadOnlyList<RhythmSpan> Missed, IReadOnlyList<RhythmSpan> Unknown)
{
    /// <summary>Calculates the progress from activities until a day.</summary>
    /// <param name="commitment">The commitment.</param>
    /// <param name="performed">Its activities and totals that are in its time or overlap it.</param>
    /// <param name="asOf">Last counted day.</param>
    /// <param name="today">The current day.</param>
    internal static RhythmProgress? Of(
        CommitmentChanged commitment, IReadOnlyList<Performed> performed, DateOnly asOf, DateOnly today)
    {
        if (commitment is not { Rhythm: { } rhythm, AtLeast: { } atLeast })
        {
            return null;
        }

        var spans = RhythmSpan.Of(rhythm, commitment.FirstDay, commitment.LastDay);
        var kept = 0;
        var (missed, unknown) = (new List<RhythmSpan>(), new List<RhythmSpan>());
        foreach (var span in spans)
        {
            var last = span.LastDay < commitment.LastDay ? span.LastDay : commitment.LastDay;
            if (performed.Where(one => one.IsWithin(span.FirstDay, last)).Sum(one => one.Count) >= atLeast)
            {
                kept++;
            }
            else if (last <= asOf && last < today)
            {
                (performed.Any(one => one.Overlaps(span.FirstDay, last) && !one.IsWithin(span.FirstDay, last)) ? unknown : missed)
                    .Add(span);
            }
        }

        return new RhythmProgress(spans.Count, kept + missed.Count + unknown.Count, kept, missed, unknown);
    }

    /// <summary>The outcome after the commitment's time.</summary>
    /// <param name="atLeast">Promised number in every week or month.</param>
    /// <param name="count">Counted occasions.</param>
    /// <param name="outside">Occasions of totals that lie partly in the commitment's time.</param>
    internal CommitmentOutcome Outcome(int atLeast, int count, int outside)
    {
        if (Kept == Expected)
        {
            return CommitmentOutcome.Kept;
        }

        if (Missed.Count == 0 && count + outside >= Expected * atLeast)
        {
            return CommitmentOutcome.Undetermined;
        }

        return count > 0 || Unknown.Count > 0 ? CommitmentOutcome.Partly : CommitmentOutcome.NotKept;
    }
}
