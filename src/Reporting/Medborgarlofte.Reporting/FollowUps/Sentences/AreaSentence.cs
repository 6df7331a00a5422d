namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>Writes the sentences about areas: "De flesta, 15 av 23 (65 procent), har inträffat i områdena Centrum och Ramdal."</summary>
internal sealed class AreaSentence(ReferenceNames names, CubeSlice slice, CountView view)
{
    /// <summary>The areas with a leading space, e.g. " i området Ramdal"; "" for no areas.</summary>
    public static string In(IReadOnlyList<string> areas, ReferenceNames names) =>
        areas.Count == 0 ? "" : " " + SwedishText.InAreas([.. areas.Select(names.Area).Order(SwedishText.Alphabet)]);

    /// <summary>
    /// The sentence, or nothing for a row of one area and for cases without a majority in known areas. It follows from the counts that the
    /// reader sees.
    /// </summary>
    public IEnumerable<Sentence> Write(ProblemAreaChanged row, int? total)
    {
        if (row.Areas.Count == 1)
        {
            return [];
        }

        var query = slice.QueryFor(row, SplitBy.Area);
        var areas = view.See(query, NamedCount.Sort(slice.Split(query), names.Area));
        if (areas is [{ Code.Length: > 0 } only])
        {
            return [Sentence("Alla", [only])];
        }

        var (most, inMost) = MajorityOf(areas, total);
        if (total is not { } all || inMost * 2 <= all)
        {
            return [];
        }

        var majority = inMost == all
            ? "Alla"
            : $"De flesta, {SwedishText.Number(inMost)} av {SwedishText.Number(all)} ({SwedishText.Percent(inMost, all)}),";
        return [Sentence(majority, most)];

        Sentence Sentence(string cases, List<SeenCount> where) => new(
            $"{cases} har inträffat {SwedishText.InAreas(where.ConvertAll(area => area.Name))}.", query, areas.Shown());
    }

    // The fewest areas with more than half of the cases.
    private static (List<SeenCount> Areas, int Count) MajorityOf(IReadOnlyList<SeenCount> areas, int? total)
    {
        var most = new List<SeenCount>();
        var inMost = 0;
        foreach (var area in areas.Where(area => area is { Code.Length: > 0, Count: not null }))
        {
            most.Add(area);
            inMost += area.Count!.Value;
            if (inMost * 2 > total)
            {
                break;
            }
        }

        return (most, inMost);
    }
}
