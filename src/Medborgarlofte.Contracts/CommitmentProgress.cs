namespace Medborgarlofte.Contracts.Measures;

/// <summary>How it goes with a commitment, or how it went.</summary>
public enum CommitmentOutcome
{
    /// <summary>Its time is not over and what was promised is not reached yet (pågår).</summary>
    Ongoing,

    /// <summary>Kept (hållet).</summary>
    Kept,

    /// <summary>More was done than promised (överträffat).</summary>
    Exceeded,

    /// <summary>Partly kept (delvis hållet).</summary>
    Partly,

    /// <summary>Not kept (inte hållet).</summary>
    NotKept,

    /// <summary>Its time is over, it is uncounted and no office has judged it (ej bedömt).</summary>
    NotAssessed,
}

/// <summary>Occasions on a day, by the party that performed them.</summary>
/// <param name="Party">Code of the party.</param>
/// <param name="On">The day.</param>
/// <param name="Count">Number of occasions.</param>
public readonly record struct Performed(string Party, DateOnly On, int Count);

/// <summary>How far a commitment has come; the one rule that the live answer and the follow-up share.</summary>
/// <param name="Outcome">How it goes.</param>
/// <param name="Count">Occasions so far.</param>
/// <param name="AsOf">Last day that is counted.</param>
/// <param name="ReachedOn">Day on which the promised number was reached, or null.</param>
/// <param name="ByParty">Occasions by performing party, in the order of their codes.</param>
public sealed record CommitmentProgress(
    CommitmentOutcome Outcome, int Count, DateOnly AsOf, DateOnly? ReachedOn, IReadOnlyList<KeyValuePair<string, int>> ByParty)
{
    /// <summary>Counts what was performed.</summary>
    /// <param name="commitment">The commitment.</param>
    /// <param name="performed">What its measures' activity logs hold of its activities in its areas; other days are left out.</param>
    /// <param name="through">Last day to count: the last one of a follow-up's period, or today.</param>
    /// <param name="today">The day of counting: a day that is not over decides nothing.</param>
    public static CommitmentProgress Of(CommitmentChanged commitment, IEnumerable<Performed> performed, DateOnly through, DateOnly today)
    {
        var asOf = Earliest(commitment.LastDay, Earliest(through, today));
        var counted = performed.Where(day => day.On >= commitment.FirstDay && day.On <= asOf && day.Count > 0).OrderBy(day => day.On).ToList();
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

    // A judgement of the whole time counts in the follow-up of its end, however late it came, and in no earlier one.
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
