namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>The public counts of a picture by key: the table, and the code within it, e.g. "area/centrum" or "total/".</summary>
internal static class PictureCounts
{
    public const string Total = "total/";
    public const string Area = "area/";
    public const string Category = "category/";
    public const string Form = "form/";
    public const string Target = "target/";
    public const string Goods = "goods/";
    public const string Views = "views/";
    public const string ViewArea = "view-area/";
    public const string ViewReason = "view-reason/";

    /// <summary>The counts of a picture with all counts.</summary>
    public static IReadOnlyDictionary<string, int> Of(SituationalPicture picture)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            [Total] = picture.Total.Count ?? 0,
            [Views] = picture.CitizenViews.Count ?? 0,
        };
        foreach (var (table, lines) in TablesOf(picture))
        {
            foreach (var line in lines)
            {
                counts[table + line.Code] = line.Count ?? 0;
            }
        }

        foreach (var (table, lines) in new[] { (ViewArea, picture.CitizenViews.ByArea), (ViewReason, picture.CitizenViews.ByReason) })
        {
            foreach (var line in lines)
            {
                counts[table + line.Code] = line.Count;
            }
        }

        return counts.Where(count => count.Value > 0).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>A picture with released counts instead of its own.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="now">The counts of the period; hidden or shown.</param>
    /// <param name="previous">The counts of the previous period, or null if it is not released.</param>
    /// <param name="lastYear">The counts of the same period one year earlier, or null if it is not released.</param>
    public static SituationalPicture With(
        SituationalPicture picture, ReleasedCounts now, ReleasedCounts? previous, ReleasedCounts? lastYear)
    {
        return picture with
        {
            Total = Line(Total, picture.Total),
            ByArea = Lines(Area, picture.ByArea),
            ByCategory = Lines(Category, picture.ByCategory),
            ByForm = Lines(Form, picture.ByForm),
            ByTarget = Lines(Target, picture.ByTarget),
            ByGoods = Lines(Goods, picture.ByGoods),
            CitizenViews = new CitizenViewSummary(
                now.Find(Views), Shown(ViewArea, picture.CitizenViews.ByArea), Shown(ViewReason, picture.CitizenViews.ByReason)),
        };

        CountLine Line(string table, CountLine line) => CountLine.Of(
            line.Code,
            line.Name,
            now.Find(table + line.Code),
            previous?.Find(table + line.Code),
            lastYear?.Find(table + line.Code));

        // Hidden counts come last by name: their order would reveal which is larger.
        List<CountLine> Lines(string table, IReadOnlyList<CountLine> lines) =>
        [
            .. lines.Select(line => Line(table, line))
                .OrderByDescending(line => line.Count ?? -1)
                .ThenBy(line => line.Name, SwedishText.Alphabet)
        ];

        List<NamedCount> Shown(string table, IReadOnlyList<NamedCount> counts) =>
        [
            .. counts.Select(count => (count, Shown: now.Find(table + count.Code)))
                .Where(count => count.Shown is not null)
                .Select(count => count.count with { Count = count.Shown!.Value })
                .OrderByDescending(count => count.Count)
                .ThenBy(count => count.Name, SwedishText.Alphabet)
        ];
    }

    private static IEnumerable<(string Table, IReadOnlyList<CountLine> Lines)> TablesOf(SituationalPicture picture) =>
    [
        (Area, picture.ByArea), (Category, picture.ByCategory), (Form, picture.ByForm), (Target, picture.ByTarget),
        (Goods, picture.ByGoods),
    ];
}

/// <summary>Released counts by key. A hidden count is stored as a negative number; an absent count is 0.</summary>
/// <param name="Counts">The counts.</param>
internal sealed record ReleasedCounts(IReadOnlyDictionary<string, int> Counts)
{
    /// <summary>The count with a key, or null if it is hidden.</summary>
    public int? Find(string key) => Counts.GetValueOrDefault(key) is >= 0 and var count ? count : null;

    /// <summary>The count with a key when it was released, whether it is hidden or not.</summary>
    public int Exact(string key) => Math.Abs(Counts.GetValueOrDefault(key));
}
