namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>Suppresses the small counts of a situational picture.</summary>
internal static class SituationalPictureSuppression
{
    /// <summary>The picture that everyone may read.</summary>
    public static SituationalPicture Suppress(this SmallCellSuppression smallCells, SituationalPicture picture) => picture with
    {
        Total = smallCells.SuppressTotal(picture.Total),
        ByArea = smallCells.SuppressLines(picture.ByArea, totalIsShown: true),
        ByCategory = smallCells.SuppressLines(picture.ByCategory, totalIsShown: true),
        ByForm = smallCells.SuppressLines(picture.ByForm, totalIsShown: false),
        ByTarget = smallCells.SuppressLines(picture.ByTarget, totalIsShown: false),
        ByGoods = smallCells.SuppressLines(picture.ByGoods, totalIsShown: false),
        CitizenViews = new CitizenViewSummary(
            smallCells.Suppress(picture.CitizenViews.Count),
            smallCells.Suppress(picture.CitizenViews.ByArea, totalIsShown: true),
            smallCells.Suppress(picture.CitizenViews.ByReason, totalIsShown: false)),
    };

    /// <summary>Decides how to show the counts of lines, including earlier counts, because a change reveals them.</summary>
    public static LineCells CellsOf(this SmallCellSuppression smallCells, IReadOnlyList<CountLine> lines, bool totalIsShown) => new(
        smallCells.CellsOf([.. lines.Select(line => line.Count ?? 0)], totalIsShown),
        smallCells.CellsOf([.. lines.Select(line => line.PreviousPeriod ?? 0)], totalIsShown),
        smallCells.CellsOf([.. lines.Select(line => line.SamePeriodLastYear ?? 0)], totalIsShown));

    private static CountLine SuppressTotal(this SmallCellSuppression smallCells, CountLine line) => CountLine.Of(
        line.Code,
        line.Name,
        smallCells.Suppress(line.Count),
        smallCells.Suppress(line.PreviousPeriod),
        smallCells.Suppress(line.SamePeriodLastYear));

    private static List<CountLine> SuppressLines(
        this SmallCellSuppression smallCells, IReadOnlyList<CountLine> lines, bool totalIsShown)
    {
        var cells = smallCells.CellsOf(lines, totalIsShown);
        return
        [
            .. lines.Select((line, index) => CountLine.Of(
                line.Code,
                line.Name,
                ShownOrNull(line.Count, cells.Now[index]),
                ShownOrNull(line.PreviousPeriod, cells.Previous[index]),
                ShownOrNull(line.SamePeriodLastYear, cells.LastYear[index])))
        ];
    }

    private static int? ShownOrNull(int? count, CellDisplay cell) => cell == CellDisplay.Shown ? count : null;
}

/// <summary>How to show the counts of lines.</summary>
/// <param name="Now">The counts of the period.</param>
/// <param name="Previous">The counts of the previous period.</param>
/// <param name="LastYear">The counts of the same period one year earlier.</param>
internal sealed record LineCells(
    IReadOnlyList<CellDisplay> Now, IReadOnlyList<CellDisplay> Previous, IReadOnlyList<CellDisplay> LastYear);
