using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Domain;

/// <summary>Occasions of a party on a day.</summary>
/// <param name="Party">Code of the party.</param>
/// <param name="On">The day.</param>
/// <param name="Count">Number of occasions.</param>
public readonly record struct Performed(string Party, DateOnly On, int Count);

/// <summary>Progress of a commitment, calculated by the same rule for the API and the follow-up.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Count">Number of occasions.</param>
/// <param name="AsOf">Last counted day.</param>
/// <param name="ReachedOn">Day on which the promised number was reached, or null.</param>
/// <param name="ByParty">Occasions by party, in order of party codes.</param>
public sealed record CommitmentProgress(
    CommitmentOutcome Outcome, int Count, DateOnly AsOf, DateOnly? ReachedOn, IReadOnlyList<KeyValuePair<string, int>> ByParty)
{
    /// <summary>Calculates the progress of a commitment.</summary>
    /// <param name="commitment">The commitment.</param>
    /// <param name="performed">Logged activities of the commitment's measures, of its kinds and in its areas; other days are
    /// ignored.</param>
    /// <param name="through">Last day to count: the end of a follow-up's period, or today.</param>
    /// <param name="today">The current day; a period that includes it is not over.</param>
    public static CommitmentProgress Of(CommitmentChanged commitment, IEnumerable<Performed> performed, DateOnly through, DateOnly today)
    {
        var asOf = Earliest(commitment.LastDay, Earliest(through, today));
        var counted = performed
            .Where(day => day.On >= commitment.FirstDay && day.On <= asOf && day.Count > 0)
            .OrderBy(day => day.On)
            .ToList();
        var count = counted.Sum(day => day.Count);
        var isOver = asOf == commitment.LastDay && today > commitment.LastDay;
        return new CommitmentProgress(
            commitment.AtLeast is { } atLeast ? Counted(atLeast, count, isOver) : Judged(commitment.Assessment, asOf, isOver),
            count,
            asOf,
            DayReached(commitment.AtLeast, counted),
            [.. counted.GroupBy(day => day.Party, StringComparer.Ordinal)
                .Select(party => KeyValuePair.Create(party.Key, party.Sum(day => day.Count)))
                .OrderBy(party => party.Key, StringComparer.Ordinal)]);
    }

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

    private static DateOnly? DayReached(int? atLeast, List<Performed> inOrder)
    {
        var sum = 0;
        foreach (var day in inOrder)
        {
            sum += day.Count;
            if (sum >= atLeast)
            {
                return day.On;
            }
        }

        return null;
    }

    private static DateOnly Earliest(DateOnly one, DateOnly other) => one < other ? one : other;
}
