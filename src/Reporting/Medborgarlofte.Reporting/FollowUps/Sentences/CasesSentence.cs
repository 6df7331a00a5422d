namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>Writes the sentence about the number of cases: "23 fall av skadegörelse har rapporterats in."</summary>
internal sealed class CasesSentence(ReferenceNames names, CubeSlice slice, SmallCellSuppression smallCells)
{
    private const string CasesOf = "fall av ";
    private const int MaxNouns = 5;

    // "4 bränder, folksamlingar och …" could mean four fires, so more than two categories are counted separately.
    private const int MaxCategoriesInOneNumber = 2;

    /// <summary>Nouns as alternatives, e.g. "inbrott eller stölder"; "fall" for no nouns or too many.</summary>
    public static string NounsOrCases(IReadOnlyList<string> nouns) =>
        nouns.Count is 0 or > MaxNouns ? "fall" : SwedishText.List(nouns, "eller");

    /// <summary>The sentence about a row without cases.</summary>
    public Sentence None(ProblemAreaChanged row)
    {
        var nouns = row.Categories.Select(category => names.Cases(category).CasesSwedish).Distinct(StringComparer.Ordinal);
        return new Sentence(
            $"Inga {NounsOrCases(WithCasesOfOnce([.. nouns]))} har rapporterats in.",
            slice.QueryFor(row),
            [new NamedCount("", "Fall", 0)]);
    }

    /// <summary>The sentence about a row with cases.</summary>
    public Sentence Write(ProblemAreaChanged row, int total)
    {
        var query = slice.QueryFor(row, SplitBy.Category);
        var categories = NamedCount.Sort(slice.Split(query), names.Category);
        var isCountedSeparately = row.Kind == ProblemAreaKind.Place || categories.Count > MaxCategoriesInOneNumber;
        return categories.Count > 1 && isCountedSeparately
            ? new Sentence($"{Number(total)} fall har rapporterats in: {smallCells.ListParts(categories)}.", query, categories)
            : WithOneNumber(row, total, categories);
    }

    private Sentence WithOneNumber(ProblemAreaChanged row, int total, IReadOnlyList<NamedCount> categories)
    {
        var query = slice.QueryFor(row, SplitBy.Attempted);
        var attempts = AttemptsIn(query);
        if (attempts == 0)
        {
            var isOne = total == 1 && !smallCells.IsSmall(total);
            var what = isOne ? names.Cases(categories[0].Code).CaseSwedish : SwedishText.List(NounsOf(row, categories));
            return new Sentence(
                $"{Number(total)} {what} har rapporterats in.", slice.QueryFor(row), [new NamedCount("", "Fall", total)]);
        }

        var nounsNameAttempts = attempts == total
            && categories.All(category => names.Cases(category.Code).AttemptsSwedish is not null);
        var ofWhich = nounsNameAttempts ? "" : $", varav {smallCells.NumberOrFew(attempts)} försök";
        return new Sentence(
            $"{Number(total)} {SwedishText.List(NounsOf(row, categories))} har rapporterats in{ofWhich}.",
            query,
            [
                new NamedCount(SplitBy.IsCompleted, "Fullbordade", total - attempts),
                new NamedCount(SplitBy.IsAttempted, "Försök", attempts),
            ]);
    }

    // The completed cases and the attempts of a category may have different nouns.
    private List<string> NounsOf(ProblemAreaChanged row, IReadOnlyList<NamedCount> categories)
    {
        var nouns = new List<string>();
        foreach (var category in categories)
        {
            var name = names.Cases(category.Code);
            var attempts = AttemptsIn(slice.Query(SplitBy.Attempted, [category.Code], row.Areas));
            if (attempts < category.Count || name.AttemptsSwedish is null)
            {
                nouns.Add(name.CasesSwedish);
            }

            if (attempts > 0 && name.AttemptsSwedish is not null)
            {
                nouns.Add(name.AttemptsSwedish);
            }
        }

        return WithCasesOfOnce([.. nouns.Distinct(StringComparer.Ordinal)]);
    }

    private int AttemptsIn(CubeQuery query) => slice.Split(query).SingleOrDefault(part => part.Code == SplitBy.IsAttempted).Count;

    // Nouns with "fall av" come last, with "fall av" once, because it would seem to apply to every noun after it.
    private static List<string> WithCasesOfOnce(List<string> nouns)
    {
        var others = nouns.FindAll(noun => !noun.StartsWith(CasesOf, StringComparison.Ordinal));
        var casesOf = nouns.FindAll(noun => noun.StartsWith(CasesOf, StringComparison.Ordinal));
        return [.. others, .. casesOf.Select((noun, index) => index == 0 ? noun : noun[CasesOf.Length..])];
    }

    private string Number(int count) => SwedishText.Capitalised(smallCells.NumberOrFew(count));
}
