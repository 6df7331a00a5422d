using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Domain;

/// <summary>Occasions of a party on a day, or in a period in which their days are not known.</summary>
/// <param name="Party">Code of the party.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Count">Number of occasions.</param>
public readonly record struct Performed(string Party, DateOnly From, DateOnly To, int Count)
{
    /// <summary>Whether it is a total of several days.</summary>
    public bool IsTotal => From != To;

    /// <summary>Whether all of it lies between two days.</summary>
    public bool IsWithin(DateOnly first, DateOnly last) => From >= first && To <= last;

    /// <summary>Whether some of it may lie between two days.</summary>
    public bool Overlaps(DateOnly first, DateOnly last) => From <= last && To >= first;
}

/// <summary>Progress of a commitment, calculated by the same rule for the API and the follow-up.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Count">Number of occasions, with the totals whose whole period is counted.</param>
/// <param name="AsOf">Last counted day.</param>
/// <param name="ReachedOn">Day on which the promised number was reached; null if it is not reached, or the day is not known.</param>
/// <param name="ByParty">Occasions by party, in order of party codes.</param>
/// <param name="Totals">The counted totals, whose days are not known.</param>
/// <param name="NotCounted">Totals that do not count, because only a part of their period does.</param>
/// <param name="Rhythm">The weeks or months; null if the commitment promises a number in all.</param>
public sealed record CommitmentProgress(
    CommitmentOutcome Outcome,
    int Count,
    DateOnly AsOf,
    DateOnly? ReachedOn,
    IReadOnlyList<KeyValuePair<string, int>> ByParty,
    IReadOnlyList<Performed> Totals,
    IReadOnlyList<Performed> NotCounted,
    RhythmProgress? Rhythm)
{
    /// <summary>Calculates the progress of a commitment.</summary>
    /// <param name="commitment">The commitment.</param>
    /// <param name="performed">Logged activities of the commitment's measures, of its kinds and in its areas; other days are
    /// ignored.</param>
    /// <param name="through">Last day to count: the end of a follow-up's period, or today.</param>
    /// <param name="today">The current day; a period that includes it is not over.</param>
    public static CommitmentProgress Of(CommitmentChanged commitment, IEnumerable<Performed> performed, DateOnly through, DateOnly today)
    {
        var asOf = AsOfDay(commitment, through, today);
        var overlapping = performed
            .Where(one => one.Count > 0 && one.Overlaps(commitment.FirstDay, asOf))
            .OrderBy(one => one.From)
            .ThenBy(one => one.To)
            .ToList();
        var counted = overlapping.FindAll(one => one.IsWithin(commitment.FirstDay, asOf));
        var notCounted = overlapping.FindAll(one => !one.IsWithin(commitment.FirstDay, asOf));
        var count = counted.Sum(one => one.Count);
        var isOver = asOf == commitment.LastDay && today > commitment.LastDay;
        var rhythm = RhythmProgress.Of(commitment, overlapping, asOf, today);
        var outcome = (commitment.AtLeast, rhythm) switch
        {
            ({ } atLeast, { } weeks) => isOver
                ? weeks.Outcome(atLeast, count, notCounted.Sum(one => one.Count))
                : CommitmentOutcome.Ongoing,
            ({ } atLeast, null) => Counted(atLeast, count, isOver),
            _ => Judged(commitment.Assessment, asOf, isOver),
        };
        return new CommitmentProgress(
            outcome,
            count,
            asOf,
            rhythm is null ? DayReached(commitment.AtLeast, counted) : null,
            [.. counted.GroupBy(one => one.Party, StringComparer.Ordinal)
                .Select(party => KeyValuePair.Create(party.Key, party.Sum(one => one.Count)))
                .OrderBy(party => party.Key, StringComparer.Ordinal)],
            counted.FindAll(one => one.IsTotal),
            notCounted,
            rhythm);
    }

    /// <summary>The last day that counts.</summary>
    public static DateOnly AsOfDay(CommitmentChanged commitment, DateOnly through, DateOnly today) =>
        Earliest(commitment.LastDay, Earliest(through, today));

    private static CommitmentOutcome Counted(int atLeast, int count, bool isOver) => (count - atLeast, isOver) switch
    {
        ( > 0, _) => CommitmentOutcome.Exceeded,
        (0, _) => CommitmentOutcome.Kept,
        (_, false) => CommitmentOutcome.Ongoing,
        _ => count > 0 ? CommitmentOutcome.Partly : CommitmentOutcome.NotKept,
    };

    // An assessment of the whole period, however late, counts in the follow-up of its last day and in no earlier one.
    private static CommitmentOutcome Judged(CommitmentAssessment? assessment, DateOnly asOf, bool isOver) => assessment switch
    {
        not null when isOver || assessment.On <= asOf => assessment.Outcome,
        _ => isOver ? CommitmentOutcome.NotAssessed : CommitmentOutcome.Ongoing,
    };

    // A total that has begun by then may have reached the number earlier.
    private static DateOnly? DayReached(int? atLeast, List<Performed> inOrder)
    {
        var sum = 0;
        foreach (var one in inOrder)
        {
            if (one.IsTotal)
            {
                return null;
            }

            sum += one.Count;
            if (sum >= atLeast)
            {
                return one.To;
            }
        }

        return null;
    }

    private static DateOnly Earliest(DateOnly one, DateOnly other) => one < other ? one : other;
}
