using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.Pages;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>
/// Writes the first column of a follow-up. Every number and name comes from the cube or the reference data, and each
/// sentence carries the question that its figures answer. Where there is nothing to say nothing is said.
/// </summary>
internal sealed class ProblemTextWriter(Names names, CubeSlice slice)
{
    private const string CasesOf = "fall av ";
    private const int MostNouns = 5;
    private const int Several = 3;

    // "4 bränder, folksamlingar och …" would read as four fires: more than two sorts are counted one by one.
    private const int MostCategoriesInOne = 2;

    /// <summary>The sentences about a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="others">The other rows, in order.</param>
    public IReadOnlyList<Sentence> Write(ProblemAreaChanged row, IEnumerable<ProblemAreaChanged> others)
    {
        var total = slice.Count(slice.QueryFor(row));
        if (total == 0)
        {
            return [Nothing(row)];
        }

        return row.Kind == ProblemAreaKind.Place
            ? [HowMany(row, total), .. Areas(row, total), .. SharedCases(row, others, total)]
            : [HowMany(row, total), .. Forms(row), .. Areas(row, total), .. Targets(row), .. Goods(row), .. VictimGroups(row), .. SharedCases(row, others, total)];
    }

    private Sentence Nothing(ProblemAreaChanged row)
    {
        var nouns = InOneRow([.. row.Categories.Select(category => names.Cases(category).CasesSwedish).Distinct(StringComparer.Ordinal)]);
        var what = nouns.Count is 0 or > MostNouns ? "fall" : SwedishText.List(nouns, "eller");
        return new Sentence($"Inga {what} har rapporterats in.", slice.QueryFor(row), [new NamedCount("", "Fall", 0)]);
    }

    private Sentence HowMany(ProblemAreaChanged row, int total)
    {
        var categories = Names.Order(slice.Split(slice.QueryFor(row, SplitBy.Category)), names.Category);
        var nouns = NounsOf(row, categories);
        if (categories.Count > 1 && (row.Kind == ProblemAreaKind.Place || categories.Count > MostCategoriesInOne))
        {
            return new Sentence(
                $"{Few(total)} fall har rapporterats in: {CountedParts(categories)}.",
                slice.QueryFor(row, SplitBy.Category),
                categories);
        }

        var attempts = slice.Split(slice.QueryFor(row, SplitBy.Attempted)).SingleOrDefault(part => part.Code == SplitBy.IsAttempted).Count;
        var what = total == 1 && attempts == 0 && !SmallCells.IsSmall(total) ? names.Cases(categories[0].Code).CaseSwedish : SwedishText.List(nouns);
        if (attempts == 0)
        {
            return new Sentence(
                $"{Few(total)} {what} har rapporterats in.", slice.QueryFor(row), [new NamedCount("", "Fall", total)]);
        }

        var allNamedAttempts = attempts == total && categories.All(category => names.Cases(category.Code).AttemptsSwedish is not null);
        return new Sentence(
            $"{Few(total)} {what} har rapporterats in{(allNamedAttempts ? "" : $", varav {SmallCells.NumberOrFew(attempts)} försök")}.",
            slice.QueryFor(row, SplitBy.Attempted),
            [new NamedCount(SplitBy.IsCompleted, "Fullbordade", total - attempts), new NamedCount(SplitBy.IsAttempted, "Försök", attempts)]);
    }

    // Completed cases and attempts of a category have nouns of their own; a noun stands only where there are such cases.
    private List<string> NounsOf(ProblemAreaChanged row, IReadOnlyList<NamedCount> categories)
    {
        var nouns = new List<string>();
        foreach (var category in categories)
        {
            var name = names.Cases(category.Code);
            var attempts = slice.Split(slice.Query(SplitBy.Attempted, [category.Code], row.Areas))
                .SingleOrDefault(part => part.Code == SplitBy.IsAttempted).Count;
            if (attempts < category.Count || name.AttemptsSwedish is null)
            {
                nouns.Add(name.CasesSwedish);
            }

            if (attempts > 0 && name.AttemptsSwedish is not null)
            {
                nouns.Add(name.AttemptsSwedish);
            }
        }

        return InOneRow([.. nouns.Distinct(StringComparer.Ordinal)]);
    }

    // "fall av" is said once and last, since everything after it would otherwise seem to belong to it.
    private static List<string> InOneRow(List<string> nouns)
    {
        var others = nouns.FindAll(noun => !noun.StartsWith(CasesOf, StringComparison.Ordinal));
        var casesOf = nouns.FindAll(noun => noun.StartsWith(CasesOf, StringComparison.Ordinal));
        return [.. others, .. casesOf.Select((noun, index) => index == 0 ? noun : noun[CasesOf.Length..])];
    }

    private IEnumerable<Sentence> Areas(ProblemAreaChanged row, int total)
    {
        if (row.Areas.Count == 1)
        {
            return [];
        }

        var query = slice.QueryFor(row, SplitBy.Area);
        var areas = Names.Order(slice.Split(query), names.Area);
        var most = new List<NamedCount>();
        var inMost = 0;
        foreach (var area in areas.Where(area => area.Code.Length > 0))
        {
            most.Add(area);
            inMost += area.Count;
            if (inMost * 2 > total)
            {
                break;
            }
        }

        if (inMost * 2 <= total)
        {
            return [];
        }

        var places = SwedishText.InAreas(most.ConvertAll(area => area.Name));
        // How many they are would give away a small area among them or among the rest.
        var isHidden = SmallCells.IsSmall(total) || GivesAway([.. areas.Select(area => (area.Count, most.Contains(area)))]);
        var who = (inMost == total, isHidden) switch
        {
            (true, _) => "Alla",
            (_, true) => "De flesta",
            _ => $"De flesta, {SwedishText.Number(inMost)} av {SwedishText.Number(total)} ({SwedishText.Percent(inMost, total)}),",
        };
        return [new Sentence($"{who} har inträffat {places}.", query, areas)];
    }

    private IEnumerable<Sentence> Forms(ProblemAreaChanged row)
    {
        var query = slice.QueryFor(row, SplitBy.Form);
        var forms = Names.Order(slice.Split(query), names.Form);
        return forms.Count switch
        {
            0 => [],
            1 => [new Sentence($"Formen är {Counted(forms)}.", query, forms)],
            _ => [new Sentence($"Formerna är, vanligast först: {Counted(forms)}.", query, forms)],
        };
    }

    private IEnumerable<Sentence> Targets(ProblemAreaChanged row)
    {
        var query = slice.QueryFor(row, SplitBy.Target);
        var targets = Names.Order(slice.Split(query), names.Target);
        return targets.Count == 0 ? [] : [new Sentence($"Drabbade objekt är {Counted(targets)}.", query, targets)];
    }

    private IEnumerable<Sentence> Goods(ProblemAreaChanged row)
    {
        var query = slice.QueryFor(row, SplitBy.Goods);
        var goods = Names.Order(slice.Split(query), names.Goods);
        return goods.Count == 0 ? [] : [new Sentence($"Stulet gods är {Counted(goods)}.", query, goods)];
    }

    private IEnumerable<Sentence> VictimGroups(ProblemAreaChanged row)
    {
        var query = slice.QueryFor(row, SplitBy.VictimGroup);
        return Names.Order(slice.Split(query), group => group).Select(group =>
        {
            var many = group.Count switch
            {
                < Several => "Enstaka fall",
                _ when SmallCells.IsSmall(group.Count) => "Flera fall",
                _ => $"Flera fall, {SwedishText.Number(group.Count)} stycken,",
            };
            return new Sentence($"{many} har drabbat {group.Name}.", query, [group]);
        });
    }

    // Who reads one row alone is told which of its cases the table shows elsewhere too.
    private IEnumerable<Sentence> SharedCases(ProblemAreaChanged row, IEnumerable<ProblemAreaChanged> others, int total)
    {
        foreach (var other in others)
        {
            if (slice.QueryForBoth(row, other) is not { } query || slice.Count(query) is not (var shared and > 0))
            {
                continue;
            }

            // The number would give away how few are left, or a count that the row holds back.
            var isHidden = shared < total && !SmallCells.IsSmall(shared) && (SmallCells.IsSmall(total - shared) || GivesAway(PartsOf(row, query)));
            var who = shared == total ? "Alla fallen står"
                : isHidden ? $"{(shared * 2 > total ? "De flesta" : "Flera")} av fallen står"
                : $"Av fallen står {SmallCells.NumberOrFew(shared)}";
            yield return new Sentence($"{who} även under {other.Name}.", query, isHidden ? [] : [new NamedCount("", "Fall", shared)]);
        }
    }

    // What a row is split into elsewhere in its text, and which of it another row has too.
    private List<(int Count, bool IsTold)> PartsOf(ProblemAreaChanged row, CubeQuery both) => row.Kind == ProblemAreaKind.Place
        ? [.. slice.Split(slice.QueryFor(row, SplitBy.Category)).Select(part => (part.Count, both.Categories.Contains(part.Code, StringComparer.Ordinal)))]
        : [.. slice.Split(slice.QueryFor(row, SplitBy.Area)).Select(part => (part.Count, both.Areas.Contains(part.Code, StringComparer.Ordinal)))];

    // Whether the sum of some parts gives a small one away, among them or among the rest.
    private static bool GivesAway(IReadOnlyList<(int Count, bool IsTold)> parts)
    {
        var cells = parts.Zip(SmallCells.Of([.. parts.Select(part => part.Count)], totalIsShown: true))
            .ToLookup(shown => shown.First.IsTold, shown => (shown.First.Count, shown.Second));
        return SmallCells.GiveAway(cells[true]) || SmallCells.GiveAway(cells[false]);
    }

    private static string Few(int count) => SwedishText.Capitalised(SmallCells.NumberOrFew(count));

    // The text is public: a few cases are named, but not counted.
    private static string Counted(IReadOnlyList<NamedCount> counts) => Counted(counts, totalIsShown: false, count => count.Name);

    // Parts that add up to the total before them: what would give a hidden one away is not counted either.
    private static string CountedParts(IReadOnlyList<NamedCount> counts) => Counted(counts, totalIsShown: true, count => SwedishText.InSentence(count.Name));

    private static string Counted(IReadOnlyList<NamedCount> counts, bool totalIsShown, Func<NamedCount, string> name)
    {
        var cells = SmallCells.Of([.. counts.Select(count => count.Count)], totalIsShown);
        return SwedishText.List([.. counts.Select((count, index) => cells[index] == CellDisplay.Shown ? $"{name(count)} ({SwedishText.Number(count.Count)})" : name(count))]);
    }
}
