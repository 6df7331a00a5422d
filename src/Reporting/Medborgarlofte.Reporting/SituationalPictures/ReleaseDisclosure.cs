using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Reporting.Activities;
using Medborgarlofte.Reporting.Projections;

namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>
/// Decides which public counts of a municipality are hidden: those of the pictures and the published follow-ups of a calendar year
/// together, and of all years that the period of a count links.
/// </summary>
internal sealed class ReleaseDisclosure(ReportingDbContext db, CubeReader cube, SmallCellSuppression smallCells)
{
    private const int MonthWeight = 1;
    private const int TertialWeight = 3;
    private const int YearWeight = 5;

    // A hidden total makes the whole picture hard to read.
    private const int TotalWeight = 10;

    private static readonly (string Prefix, PublicTable Table, Func<string, CaseSelection> Of, Func<CaseGroup, string> CodeOf)[] Pictures =
    [
        (PictureCounts.Total, PublicTable.Cases, _ => CaseSelection.All, _ => ""),
        (PictureCounts.Area, PublicTable.Cases, code => new([code], []), group => group.Area),
        (PictureCounts.Category, PublicTable.Cases, code => new([], [code]), group => group.Category),
        (PictureCounts.Form, PublicTable.Form, code => new([], [], code), group => group.Value),
        (PictureCounts.Target, PublicTable.Target, code => new([], [], code), group => group.Value),
        (PictureCounts.Goods, PublicTable.Goods, code => new([], [], code), group => group.Value),
        (PictureCounts.Views, PublicTable.Views, _ => CaseSelection.All, _ => ""),
        (PictureCounts.ViewArea, PublicTable.Views, code => new([code], []), group => group.Area),
        (PictureCounts.ViewReason, PublicTable.ViewReason, code => new([], [], code), group => group.Value),
    ];

    /// <summary>The cell of a count of a picture.</summary>
    public static PublicCell CellOf(Period period, string key)
    {
        var (prefix, table, selectionOf, _) = Array.Find(Pictures, one => key.StartsWith(one.Prefix, StringComparison.Ordinal));
        return PublicCell.Of(table, period.FirstDay, period.LastDay, selectionOf(key[prefix.Length..]));
    }

    /// <summary>Decides the counts of the pictures of a year.</summary>
    /// <param name="municipality">SCB municipality code.</param>
    /// <param name="year">The calendar year.</param>
    /// <param name="through">The last day of which pictures are public.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <returns>All linked counts by key.</returns>
    public async Task<IReadOnlyDictionary<string, ReleasedCell>> DecidePicturesAsync(
        string municipality, int year, DateOnly through, CancellationToken cancellationToken)
    {
        var days = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var tables = Pictures.Select(one => one.Table).Distinct().Select(table => (table, days));
        return (await DecideAsync(municipality, tables, [], through, cancellationToken))!;
    }

    /// <summary>Decides the counts of a follow-up.</summary>
    /// <param name="municipality">SCB municipality code.</param>
    /// <param name="counts">The counts of the follow-up.</param>
    /// <param name="through">The last day of which pictures are public soon.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <returns>All linked counts by key, or null if no count of the follow-up can be public.</returns>
    public Task<IReadOnlyDictionary<string, ReleasedCell>?> DecideFollowUpAsync(
        string municipality, IReadOnlyCollection<PublicCount> counts, DateOnly through, CancellationToken cancellationToken) => DecideAsync(
            municipality,
            counts.GroupBy(count => count.Cell.Table).Select(table => (
                table.Key, (table.Min(count => count.Cell.FirstDay), table.Max(count => count.Cell.LastDay)))),
            counts,
            through,
            cancellationToken);

    private async Task<IReadOnlyDictionary<string, ReleasedCell>?> DecideAsync(
        string municipality,
        IEnumerable<(PublicTable Table, (DateOnly First, DateOnly Last) Days)> tables,
        IReadOnlyCollection<PublicCount> followUp,
        DateOnly through,
        CancellationToken cancellationToken)
    {
        var all = (await db.ReleasedCells.AsNoTracking()
            .Where(released => released.Municipality == municipality)
            .OrderBy(released => released.Release)
            .Select(released => released.Cells)
            .ToListAsync(cancellationToken)).SelectMany(SnapshotJson.Read<List<ReleasedCell>>).ToList();
        var slices = new Dictionary<(CubeBasis, DateOnly, DateOnly), CubeSlice>();
        var decided = new Dictionary<string, ReleasedCell>(StringComparer.Ordinal);
        foreach (var (table, days) in tables)
        {
            var (first, last) = LinkedYears(days, all.Where(cell => cell.Cell.Table == table).Select(cell => cell.Cell));
            var pictures = await db.ReleasedPictures.AsNoTracking()
                .Where(picture => picture.Municipality == municipality && picture.FirstDay >= first && picture.FirstDay <= last)
                .ToDictionaryAsync(picture => picture.Period, cancellationToken);
            List<Period> periods =
            [
                .. Enumerable.Range(first.Year, last.Year - first.Year + 1)
                    .SelectMany(Period.MonthsTertialsAndYear)
                    .Where(period => period.LastDay <= through && Array.Exists(Pictures, one => one.Table == table))
            ];
            var linked = all.FindAll(cell =>
                cell.Cell.Table == table && cell.Cell.FirstDay >= first && cell.Cell.LastDay <= last);
            var cuts = CutsOf(
            [
                .. periods.Select(period => (period.FirstDay, period.LastDay)),
                .. linked.Select(cell => (cell.Cell.FirstDay, cell.Cell.LastDay)),
                .. OfFollowUp().Select(count => (count.Cell.FirstDay, count.Cell.LastDay)),
            ]);
            var cases = await ReadAsync(municipality, table, cuts, slices, cancellationToken);
            var ofPictures = PicturesOf(table, periods, cases.Keys);
            var published = followUp.Count > 0
                ? OfFollowUp().Select(count => count.Cell.Key)
                : ofPictures.Where(one => one.Period.FirstDay >= days.First && one.Period.LastDay <= days.Last)
                    .Select(one => one.Count.Cell.Key);
            var earlier = ofPictures.Where(one => pictures.ContainsKey(one.Period.Code))
                .Select(one => ReleasedIn(pictures[one.Period.Code], one.Count.Cell, one.Key));
            var decision = DisclosureAudit.Decide(
                cases,
                [.. ofPictures.Select(one => one.Count), .. OfFollowUp()],
                [.. earlier, .. linked],
                published.ToHashSet(StringComparer.Ordinal),
                smallCells);
            if (followUp.Count > 0 && !decision.IsSafe)
            {
                return null;
            }

            foreach (var cell in decision.Cells)
            {
                decided[cell.Cell.Key] = cell;
            }

            IEnumerable<PublicCount> OfFollowUp() => followUp.Where(count => count.Cell.Table == table);
        }

        return decided;
    }

    // A count of two years links them, and the counts of either.
    private static (DateOnly First, DateOnly Last) LinkedYears((DateOnly First, DateOnly Last) days, IEnumerable<PublicCell> published)
    {
        var cells = published.ToList();
        var (first, last) = (days.First.Year, days.Last.Year);
        while (true)
        {
            var overlapping = cells.FindAll(cell => cell.FirstDay.Year <= last && cell.LastDay.Year >= first);
            var from = overlapping.Select(cell => cell.FirstDay.Year).Append(first).Min();
            var to = overlapping.Select(cell => cell.LastDay.Year).Append(last).Max();
            if ((from, to) == (first, last))
            {
                return (new DateOnly(first, 1, 1), new DateOnly(last, 12, 31));
            }

            (first, last) = (from, to);
        }
    }

    /// <summary>The days on which a period begins, or the day after one ends.</summary>
    internal static List<DateOnly> CutsOf(IEnumerable<(DateOnly First, DateOnly Last)> periods) =>
        [.. periods.SelectMany(period => new[] { period.First, period.Last.AddDays(1) }).Distinct().Order()];

    private static ReleasedCell ReleasedIn(ReleasedPicture picture, PublicCell cell, string key)
    {
        var counts = new ReleasedCounts(SnapshotJson.Read<Dictionary<string, int>>(picture.Counts));
        return new ReleasedCell(cell, counts.Exact(key), counts.Find(key) is not null, IsListed: true);
    }

    /// <summary>The counts of a table in the pictures of some periods, with the keys in <see cref="PictureCounts"/>.</summary>
    internal static List<(Period Period, string Key, PublicCount Count)> PicturesOf(
        PublicTable table, IReadOnlyList<Period> periods, IEnumerable<CaseGroup> groups) =>
    [
        .. from one in Pictures
           where one.Table == table
           from code in groups.Select(one.CodeOf).Distinct(StringComparer.Ordinal)
           from period in periods
           let cell = PublicCell.Of(table, period.FirstDay, period.LastDay, one.Of(code))
           select (period, one.Prefix + code, new PublicCount(cell, WeightOf(period, one.Prefix)))
    ];

    private static int WeightOf(Period period, string prefix) =>
        (period.IsMonth() ? MonthWeight : period.IsTertial() ? TertialWeight : YearWeight)
        * (prefix is PictureCounts.Total or PictureCounts.Views ? TotalWeight : 1);

    private async Task<IReadOnlyDictionary<CaseGroup, int>> ReadAsync(
        string municipality,
        PublicTable table,
        List<DateOnly> cuts,
        Dictionary<(CubeBasis, DateOnly, DateOnly), CubeSlice> slices,
        CancellationToken cancellationToken)
    {
        var cases = new Dictionary<CaseGroup, int>();
        switch (table)
        {
            case PublicTable.Views or PublicTable.ViewReason:
                foreach (var view in await ReadProjectedAsync<CitizenViewReceived>())
                {
                    foreach (var value in table == PublicTable.Views ? [""] : view.Reasons.Distinct(StringComparer.Ordinal))
                    {
                        Add(view.ReceivedOn, view.Area, ApiJson.CodeOf(view.Channel), value, 1);
                    }
                }

                break;
            case PublicTable.Outcome:
                foreach (var outcome in await ReadProjectedAsync<OutcomeEventChanged>())
                {
                    Add(outcome.On, "", outcome.MeasureId.ToString(), ApiJson.CodeOf(outcome.Code), outcome.Count);
                }

                break;
            case PublicTable.Result:
                LoggedWork[] work =
                [
                    .. (await ReadProjectedAsync<ActivityChanged>()).Select(LoggedWork.Of),
                    .. (await ReadProjectedAsync<ActivityTotalChanged>()).Select(LoggedWork.Of),
                ];
                foreach (var one in work)
                {
                    foreach (var result in one.Results)
                    {
                        Add(one.Performed.From, one.Area, one.ResultCategory, result.Code, result.Count);
                    }
                }

                break;
            default:
                foreach (var (from, to) in cuts.Zip(cuts.Skip(1), (from, next) => (from, next.AddDays(-1))))
                {
                    foreach (var row in (await SliceAsync(from, to)).Rows.Where(row => row.Dimension == DimensionOf(table)))
                    {
                        var value = row.Dimension == CubeDimension.Cases ? SplitBy.CodeOf(row.Attempted) : row.Value;
                        Add(from, row.Area, row.Category, value, row.Count);
                    }
                }

                break;
        }

        return cases;

        Task<List<T>> ReadProjectedAsync<T>() => cuts.Count == 0
            ? Task.FromResult(new List<T>())
            : db.ReadProjectedAsync<T>(municipality, cancellationToken, cuts[0], cuts[^1].AddDays(-1));

        async Task<CubeSlice> SliceAsync(DateOnly from, DateOnly to)
        {
            var basis = table is PublicTable.Occurred or PublicTable.OccurredTarget ? CubeBasis.Occurred : CubeBasis.Reported;
            if (!slices.TryGetValue((basis, from, to), out var slice))
            {
                slices.Add((basis, from, to), slice = await cube.ReadAsync(municipality, basis, from, to, cancellationToken));
            }

            return slice;
        }

        void Add(DateOnly day, string? area, string category, string value, int count)
        {
            var group = new CaseGroup(cuts.FindLast(cut => cut <= day), area ?? "", category, value);
            cases[group] = cases.GetValueOrDefault(group) + count;
        }
    }

    private static CubeDimension DimensionOf(PublicTable table) => table switch
    {
        PublicTable.Form => CubeDimension.Form,
        PublicTable.Target or PublicTable.OccurredTarget => CubeDimension.Target,
        PublicTable.Goods => CubeDimension.Goods,
        PublicTable.VictimGroup => CubeDimension.VictimGroup,
        _ => CubeDimension.Cases,
    };
}
