using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Reporting.Projections;

namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>Decides which counts of the pictures of a calendar year are hidden, all periods and tables together.</summary>
internal sealed class PictureDisclosure(ReportingDbContext db, CubeReader cube, SmallCellSuppression smallCells)
{
    private const int MonthWeight = 1;
    private const int TertialWeight = 3;
    private const int YearWeight = 5;

    // A hidden total makes the whole picture hard to read.
    private const int TotalWeight = 10;

    private static readonly (string Key, PublicTable Table)[] OfCases =
        [(PictureCounts.Total, PublicTable.Total), (PictureCounts.Area, PublicTable.Area), (PictureCounts.Category, PublicTable.Category)];

    private static readonly (string Key, PublicTable Table)[] OfViews =
        [(PictureCounts.Views, PublicTable.Total), (PictureCounts.ViewArea, PublicTable.Area)];

    /// <summary>The hidden counts by period and key.</summary>
    /// <param name="municipality">SCB municipality code.</param>
    /// <param name="periods">The closed periods of one calendar year.</param>
    /// <param name="wasShown">Whether a count of a period was shown when it was released; null if it is to be decided.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public async Task<IReadOnlySet<(string Period, string Key)>> HideAsync(
        string municipality,
        IReadOnlyList<Period> periods,
        Func<Period, string, bool?> wasShown,
        CancellationToken cancellationToken)
    {
        var rows = new List<(DateOnly Month, CubeRow Row)>();
        var views = new List<(DateOnly Month, CitizenViewReceived View)>();
        foreach (var month in periods.Where(period => period.IsMonth()))
        {
            var slice = await cube.ReadAsync(municipality, CubeBasis.Reported, month.FirstDay, month.LastDay, cancellationToken);
            rows.AddRange(slice.Rows.Select(row => (month.FirstDay, row)));
            var received = await db.ReadProjectedAsync<CitizenViewReceived>(
                municipality, cancellationToken, month.FirstDay, month.LastDay);
            views.AddRange(received.Select(view => (month.FirstDay, view)));
        }

        var hidden = new HashSet<(string Period, string Key)>();
        Hide(OfCases, Cases(CubeDimension.Cases, row => new(default, row.Area, row.Category, "")));
        Hide([(PictureCounts.Form, PublicTable.Value)], Values(CubeDimension.Form));
        Hide([(PictureCounts.Target, PublicTable.Value)], Values(CubeDimension.Target));
        Hide([(PictureCounts.Goods, PublicTable.Value)], Values(CubeDimension.Goods));
        Hide(OfViews, views.Select(view => (new CaseGroup(view.Month, view.View.Area ?? "", "", ""), 1)));
        Hide(
            [(PictureCounts.ViewReason, PublicTable.Value)],
            views.SelectMany(view => view.View.Reasons.Distinct(StringComparer.Ordinal)
                .Select(reason => (new CaseGroup(view.Month, "", "", reason), 1))));
        return hidden;

        IEnumerable<(CaseGroup Group, int Count)> Cases(CubeDimension dimension, Func<CubeRow, CaseGroup> groupOf) =>
            rows.Where(row => row.Row.Dimension == dimension)
                .Select(row => (groupOf(row.Row) with { Month = row.Month }, row.Row.Count));

        IEnumerable<(CaseGroup Group, int Count)> Values(CubeDimension dimension) =>
            Cases(dimension, row => new(default, "", "", row.Value));

        void Hide((string Key, PublicTable Table)[] tables, IEnumerable<(CaseGroup Group, int Count)> cases)
        {
            var byGroup = cases.GroupBy(group => group.Group).ToDictionary(group => group.Key, group => group.Sum(part => part.Count));
            var counts =
                from table in tables
                from code in CodesOf(table.Table, byGroup.Keys)
                from period in periods
                select Count(period, table, code);
            foreach (var key in DisclosureAudit.Hide(byGroup, counts, smallCells.Threshold))
            {
                hidden.Add((key.Period, Array.Find(tables, table => table.Table == key.Table).Key + key.Code));
            }
        }

        PublicCount Count(Period period, (string Key, PublicTable Table) table, string code) =>
            new(new CountKey(period.Code, table.Table, code), period, WeightOf(period, table.Table))
            {
                WasShown = wasShown(period, table.Key + code),
            };
    }

    private static IEnumerable<string> CodesOf(PublicTable table, IEnumerable<CaseGroup> groups) => groups.Select(group => table switch
    {
        PublicTable.Total => "",
        PublicTable.Area => group.Area,
        PublicTable.Category => group.Category,
        _ => group.Value,
    }).Distinct(StringComparer.Ordinal);

    private static int WeightOf(Period period, PublicTable table)
    {
        var weight = period.IsMonth() ? MonthWeight : period.IsTertial() ? TertialWeight : YearWeight;
        return table == PublicTable.Total ? weight * TotalWeight : weight;
    }
}
