namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>Writes the sentences about cases that also belong to other rows: "Av fallen står 9 även under Ramdalsområdet."</summary>
internal sealed class SharedCasesSentence(CubeSlice slice, SmallCellSuppression smallCells)
{
    /// <summary>One sentence for each other row with shared cases.</summary>
    public IEnumerable<Sentence> Write(ProblemAreaChanged row, IEnumerable<ProblemAreaChanged> others, int total)
    {
        foreach (var other in others)
        {
            if (slice.QueryForBoth(row, other) is { } query && slice.Count(query) is var shared and > 0)
            {
                var isHidden = IsHidden(row, query, shared, total);
                yield return new Sentence(
                    $"{Beginning(shared, total, isHidden)} även under {other.Name}.",
                    query,
                    isHidden ? [] : [new NamedCount("", "Fall", shared)]);
            }
        }
    }

    private string Beginning(int shared, int total, bool isHidden)
    {
        if (shared == total)
        {
            return "Alla fallen står";
        }

        if (isHidden)
        {
            return shared * 2 > total ? "De flesta av fallen står" : "Flera av fallen står";
        }

        return $"Av fallen står {smallCells.NumberOrFew(shared)}";
    }

    // The number may reveal the small count of the remaining cases, or of a part that the row hides.
    private bool IsHidden(ProblemAreaChanged row, CubeQuery both, int shared, int total) =>
        shared < total
        && !smallCells.IsSmall(shared)
        && (smallCells.IsSmall(total - shared) || smallCells.SumRevealsPart(PartsOf(row, both)));

    // The parts that the text of the row lists, and whether the other row has them too.
    private List<(int Count, bool IsShared)> PartsOf(ProblemAreaChanged row, CubeQuery both)
    {
        var isPlace = row.Kind == ProblemAreaKind.Place;
        var codes = isPlace ? both.Categories : both.Areas;
        var parts = slice.Split(slice.QueryFor(row, isPlace ? SplitBy.Category : SplitBy.Area));
        return [.. parts.Select(part => (part.Count, codes.Contains(part.Code, StringComparer.Ordinal)))];
    }
}
