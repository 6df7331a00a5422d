using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Domain;
using Medborgarlofte.Reporting.Collection;
using Medborgarlofte.Reporting.Projections;

namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>Reads the situational picture from the cube and the projections.</summary>
internal sealed class SituationalPictureQuery(ReportingDbContext db, CubeReader cube, TimeProvider time)
{
    private const string Total = "Alla fall";
    private const string Basis = "reported";

    /// <summary>The picture of a municipality in a period, with all counts that are collected.</summary>
    public async Task<SituationalPicture> ReadAsync(
        MunicipalityReference reference, Period period, CancellationToken cancellationToken) =>
        new PictureCollection(await CollectedCategories.ReadAsync(cube, reference, cancellationToken), reference)
            .ApplyTo(await ReadAllCountsAsync(reference, period, cancellationToken));

    /// <summary>The picture of a municipality in a period, with all counts.</summary>
    public async Task<SituationalPicture> ReadAllCountsAsync(
        MunicipalityReference reference, Period period, CancellationToken cancellationToken)
    {
        var municipality = reference.Municipality.Municipality;
        var names = new ReferenceNames(reference.AsOf(period.LastDay));
        var previous = period.Previous();
        var lastYear = period.SamePeriodLastYear();
        var today = reference.Today(time);
        var days = today <= period.LastDay ? Math.Max(0, today.DayNumber - period.FirstDay.DayNumber + 1) : (int?)null;
        var comparison = new Comparison(
            await ReportedAsync(municipality, period, days, cancellationToken),
            await ReportedAsync(municipality, previous, days, cancellationToken),
            await ReportedAsync(municipality, lastYear, days, cancellationToken));
        var selection = await cube.ReadAsync(municipality, CubeBasis.Selection, period.FirstDay, period.LastDay, cancellationToken);
        var groups = await ReadOpenGroupsAsync(municipality, period, cancellationToken);
        return new SituationalPicture(
            municipality,
            reference.Municipality.Name,
            period,
            previous,
            lastYear,
            Basis,
            new Freshness(time.GetUtcNow(), await cube.LastReportedOnAsync(municipality, cancellationToken)),
            comparison.By(SplitBy.None, _ => Total).SingleOrDefault() ?? CountLine.Of("", Total, 0, 0, 0),
            comparison.By(SplitBy.Area, names.Area),
            comparison.By(SplitBy.Category, names.Category),
            comparison.By(SplitBy.Form, names.Form),
            comparison.By(SplitBy.Target, names.Target),
            comparison.By(SplitBy.Goods, names.Goods),
            await ReadCitizenViewsAsync(municipality, period, names, cancellationToken),
            selection.Count(selection.Query()),
            groups.Count,
            CoverageOf(groups, names),
            CountedThrough: days is null ? null : today);
    }

    // A running period is compared with as many days of the earlier ones.
    private Task<CubeSlice> ReportedAsync(string municipality, Period period, int? days, CancellationToken cancellationToken)
    {
        var last = days is { } running ? period.FirstDay.AddDays(running - 1) : period.LastDay;
        return cube.ReadAsync(
            municipality, CubeBasis.Reported, period.FirstDay, last < period.LastDay ? last : period.LastDay, cancellationToken);
    }

    private async Task<CitizenViewSummary> ReadCitizenViewsAsync(
        string municipality, Period period, ReferenceNames names, CancellationToken cancellationToken)
    {
        var views = await db.ReadProjectedAsync<CitizenViewReceived>(municipality, cancellationToken, period.FirstDay, period.LastDay);
        var areas = views.CountBy(view => view.Area ?? "");
        var reasons = views.SelectMany(view => view.Reasons.Distinct(StringComparer.Ordinal)).CountBy(reason => reason);
        return new CitizenViewSummary(
            views.Count,
            NamedCount.Sort(areas.Select(area => (area.Key, area.Value)), names.Area),
            NamedCount.Sort(reasons.Select(reason => (reason.Key, reason.Value)), names.Category));
    }

    private async Task<List<WatchGroupChanged>> ReadOpenGroupsAsync(string municipality, Period period, CancellationToken cancellationToken)
    {
        var groups = await db.ReadProjectedAsync<WatchGroupChanged>(municipality, cancellationToken, to: period.LastDay);
        return groups.ConvertAll(group => group.AsOf(period.LastDay)).FindAll(group => group.Status != WatchGroupStatus.Closed);
    }

    private static IReadOnlyList<WatchCoverageLine> CoverageOf(List<WatchGroupChanged> groups, ReferenceNames names) =>
    [
        .. groups.GroupBy(group => group.Area, StringComparer.Ordinal)
            .Select(area => CoverageOf(area, names))
            .OrderBy(line => line.Name, SwedishText.Alphabet)
    ];

    private static WatchCoverageLine CoverageOf(IGrouping<string, WatchGroupChanged> area, ReferenceNames names)
    {
        var active = area.Where(group => group.Status == WatchGroupStatus.Active).ToList();
        var households = active.Sum(group => group.Households);
        var inReach = area.Sum(group => Math.Max(group.HouseholdsInReach ?? 0, group.Households));
        int? share = inReach == 0 ? null : (int)Math.Round(100.0 * households / inReach);
        return new WatchCoverageLine(area.Key, names.Area(area.Key), active.Count, households, inReach, share);
    }

    private sealed record Comparison(CubeSlice Now, CubeSlice Previous, CubeSlice LastYear)
    {
        /// <summary>Counts compared with earlier counts. Codes with earlier cases only have the count 0.</summary>
        public IReadOnlyList<CountLine> By(string by, Func<string, string> nameOf)
        {
            var now = Split(Now, by);
            var previous = Split(Previous, by);
            var lastYear = Split(LastYear, by);
            var codes = now.Keys.Union(previous.Keys).Union(lastYear.Keys);
            var counts = NamedCount.Sort(codes.Select(code => (code, now.GetValueOrDefault(code))), nameOf);
            return
            [
                .. counts.Select(count => CountLine.Of(
                    count.Code,
                    count.Name,
                    count.Count,
                    previous.GetValueOrDefault(count.Code),
                    lastYear.GetValueOrDefault(count.Code)))
            ];
        }

        private static Dictionary<string, int> Split(CubeSlice slice, string by) =>
            slice.Split(slice.Query(by)).ToDictionary(part => part.Code, part => part.Count, StringComparer.Ordinal);
    }
}
