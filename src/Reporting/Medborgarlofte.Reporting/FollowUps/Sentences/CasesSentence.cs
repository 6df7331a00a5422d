namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>Writes the sentence about the number of cases: "23 fall av skadegörelse har rapporterats in."</summary>
internal sealed class CasesSentence(ReferenceNames names, CubeSlice slice, CountView view)
{
    private const string CasesOf = "fall av ";
    private const int MaxNouns = 5;

    // "4 bränder, folksamlingar och …" could mean four fires, so more than two categories are counted separately.
    private const int MaxCategoriesInOneNumber = 2;

    // The number of a row says more than its parts.
    private const int RowWeight = 5;

    /// <summary>Nouns as alternatives, e.g. "inbrott eller stölder"; "fall" for no nouns or too many.</summary>
    public static string NounsOrCases(IReadOnlyList<string> nouns) =>
        nouns.Count is 0 or > MaxNouns ? "fall" : SwedishText.List(nouns, "eller");

    /// <summary>Nouns together, e.g. "inbrott och fall av skadegörelse".</summary>
    public static string NounsTogether(List<string> nouns) => SwedishText.List(WithCasesOfOnce(nouns));

    /// <summary>The sentence about a row without cases.</summary>
    /// <param name="row">The row.</param>
    /// <param name="categories">Those of its categories that are collected; empty for all.</param>
    public Sentence None(ProblemAreaChanged row, IReadOnlyList<string> categories)
    {
        var nouns = categories.Select(category => names.Cases(category).CasesSwedish).Distinct(StringComparer.Ordinal);
        return new Sentence(
            $"Inga {NounsOrCases(WithCasesOfOnce([.. nouns]))} har rapporterats in.",
            slice.QueryFor(row),
            [new NamedCount("", "Fall", 0)]);
    }

    /// <summary>The sentence about a row with cases.</summary>
    public Sentence Write(ProblemAreaChanged row, int total)
    {
        var query = slice.QueryFor(row, SplitBy.Category);
        var categories = view.See(query, NamedCount.Sort(slice.Split(query), names.Category));
        var seen = view.Find(PublicCell.Of(slice.QueryFor(row)), total, RowWeight);
        var isCountedSeparately = row.Kind == ProblemAreaKind.Place || categories.Count > MaxCategoriesInOneNumber;
        return categories.Count > 1 && isCountedSeparately
            ? new Sentence(
                $"{Number(seen)} fall har rapporterats in: {categories.List(SwedishText.InSentence)}.", query, categories.Shown())
            : WithOneNumber(row, total, seen, categories);
    }

    private Sentence WithOneNumber(ProblemAreaChanged row, int total, int? seen, IReadOnlyList<SeenCount> categories)
    {
        var query = slice.QueryFor(row, SplitBy.Attempted);
        var attempts = AttemptsIn(query);
        IReadOnlyList<NamedCount> parts =
        [
            new(SplitBy.IsCompleted, "Fullbordade", total - attempts), new(SplitBy.IsAttempted, "Försök", attempts),
        ];
        var seenParts = view.See(query, parts).ToDictionary(part => part.Code, StringComparer.Ordinal);
        if (attempts == 0)
        {
            var what = seen == 1 ? names.Cases(categories[0].Code).CaseSwedish : SwedishText.List(NounsOf(row, categories));
            return new Sentence(
                $"{Number(seen)} {what} har rapporterats in.",
                slice.QueryFor(row),
                seen is { } shown ? [new NamedCount("", "Fall", shown)] : []);
        }

        var nounsNameAttempts = attempts == total
            && categories.All(category => names.Cases(category.Code).AttemptsSwedish is not null);
        var ofWhich = nounsNameAttempts ? "" : $", varav {seenParts[SplitBy.IsAttempted].Count.NumberOrSome()} försök";
        return new Sentence(
            $"{Number(seen)} {SwedishText.List(NounsOf(row, categories))} har rapporterats in{ofWhich}.",
            query,
            parts.Select(part => seenParts[part.Code]).Shown());
    }

    // The completed cases and the attempts of a category may have different nouns.
    private List<string> NounsOf(ProblemAreaChanged row, IReadOnlyList<SeenCount> categories)
    {
        var nouns = new List<string>();
        foreach (var category in categories)
        {
            var name = names.Cases(category.Code);
            var query = slice.Query(SplitBy.Attempted, [category.Code], row.Areas);
            var attempts = AttemptsIn(query);
            if (attempts < slice.Count(query) || name.AttemptsSwedish is null)
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

    private static string Number(int? count) => SwedishText.Capitalised(count.NumberOrSome());
}
