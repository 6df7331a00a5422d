namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>Lists names with their counts. A suppressed count leaves the name alone, because the text is public.</summary>
internal static class CountedList
{
    /// <summary>"klotter (11), stenkastning (7) och vandalisering".</summary>
    public static string List(this SmallCellSuppression smallCells, IReadOnlyList<NamedCount> counts) =>
        Write(smallCells, counts, totalIsShown: false, count => count.Name);

    /// <summary>Lists the parts of a total that precedes them: "skadegörelse (6), ordningsstörning och inbrott".</summary>
    public static string ListParts(this SmallCellSuppression smallCells, IReadOnlyList<NamedCount> counts) =>
        Write(smallCells, counts, totalIsShown: true, count => SwedishText.InSentence(count.Name));

    private static string Write(
        SmallCellSuppression smallCells, IReadOnlyList<NamedCount> counts, bool totalIsShown, Func<NamedCount, string> nameOf)
    {
        var cells = smallCells.CellsOf([.. counts.Select(count => count.Count)], totalIsShown);
        return SwedishText.List([.. counts.Select((count, index) =>
            cells[index] == CellDisplay.Shown ? $"{nameOf(count)} ({SwedishText.Number(count.Count)})" : nameOf(count))]);
    }
}
