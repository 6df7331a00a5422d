namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>Writes the sentence about areas: "De flesta, 15 av 23 (65 procent), har inträffat i områdena Centrum och Ramdal."</summary>
internal sealed class AreaSentence(ReferenceNames names, CubeSlice slice, SmallCellSuppression smallCells)
{
    /// <summary>The areas with a leading space, e.g. " i området Ramdal"; "" for no areas.</summary>
    public static string In(IReadOnlyList<string> areas, ReferenceNames names) =>
        areas.Count == 0 ? "" : " " + SwedishText.InAreas([.. areas.Select(names.Area).Order(SwedishText.Alphabet)]);

    /// <summary>The sentence, or nothing for a row of one area and for cases without a majority in known areas.</summary>
    public IEnumerable<Sentence> Write(ProblemAreaChanged row, int total)
    {
        if (row.Areas.Count == 1)
        {
            return [];
        }

        var query = slice.QueryFor(row, SplitBy.Area);
        var areas = NamedCount.Sort(slice.Split(query), names.Area);
        var (most, inMost) = MajorityOf(areas, total);
        if (inMost * 2 <= total)
        {
            return [];
        }

        var places = SwedishText.InAreas(most.ConvertAll(area => area.Name));
        return [new Sentence($"{Majority(areas, most, inMost, total)} har inträffat {places}.", query, areas)];
    }

    // The fewest areas with more than half of the cases.
    private static (List<NamedCount> Areas, int Count) MajorityOf(IReadOnlyList<NamedCount> areas, int total)
    {
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

        return (most, inMost);
    }

    // The number may reveal the small count of an area, in the majority or outside it.
    private string Majority(IReadOnlyList<NamedCount> areas, List<NamedCount> most, int inMost, int total)
    {
        if (inMost == total)
        {
            return "Alla";
        }

        return smallCells.IsSmall(total) || smallCells.SumRevealsPart([.. areas.Select(area => (area.Count, most.Contains(area)))])
            ? "De flesta"
            : $"De flesta, {SwedishText.Number(inMost)} av {SwedishText.Number(total)} ({SwedishText.Percent(inMost, total)}),";
    }
}
