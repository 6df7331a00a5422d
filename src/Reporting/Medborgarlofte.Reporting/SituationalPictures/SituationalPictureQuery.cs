using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.Data;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>Draws up the situational picture from the cube.</summary>
internal sealed class SituationalPictureQuery(ReportingDbContext db, CubeReader cube, TimeProvider time)
{
    private const string Total = "Alla fall";
    private const string Basis = "reported";

    /// <summary>The picture of a municipality in a period.</summary>
    public async Task<SituationalPicture> ReadAsync(MunicipalityReference reference, Period period, CancellationToken cancellationToken)
    {
        var municipality = reference.Municipality.Municipality;
        var names = new Names(reference);
        var previous = period.Previous();
        var lastYear = period.LastYears();
        var comparison = new Comparison(
            await ReportedAsync(municipality, period, cancellationToken),
            await ReportedAsync(municipality, previous, cancellationToken),
            await ReportedAsync(municipality, lastYear, cancellationToken));
        var selection = await cube.ReadAsync(municipality, CubeBasis.Selection, period.FirstDay, period.LastDay, cancellationToken);
        var groups = await WatchGroupsAsync(municipality, period, cancellationToken);
        return new SituationalPicture(
            municipality,
            reference.Municipality.Name,
            period,
            previous,
            lastYear,
            Basis,
            new Freshness(time.GetUtcNow(), await cube.LastReportedOnAsync(municipality, cancellationToken)),
            comparison.By(SplitBy.None, _ => Total).SingleOrDefault() ?? new CountLine("", Total, 0, 0, 0, 0, 0),
            comparison.By(SplitBy.Area, names.Area),
            comparison.By(SplitBy.Category, names.Category),
            comparison.By(SplitBy.Form, names.Form),
            comparison.By(SplitBy.Target, names.Target),
            comparison.By(SplitBy.Goods, names.Goods),
            await CitizenViewsAsync(municipality, period, names, cancellationToken),
            selection.Count(selection.Query()),
            groups.Count,
            [.. groups.GroupBy(group => group.Area, StringComparer.Ordinal).Select(area => CoverageOf(area, names)).OrderBy(line => line.Name, StringComparer.Ordinal)]);
    }

    private Task<CubeSlice> ReportedAsync(string municipality, Period period, CancellationToken cancellationToken) =>
        cube.ReadAsync(municipality, CubeBasis.Reported, period.FirstDay, period.LastDay, cancellationToken);

    private async Task<CitizenViewSummary> CitizenViewsAsync(
        string municipality, Period period, Names names, CancellationToken cancellationToken)
    {
        var kept = await db.Projections.AsNoTracking()
            .Where(projection => projection.Municipality == municipality && projection.Type == nameof(CitizenViewReceived)
                && projection.FirstDay >= period.FirstDay && projection.FirstDay <= period.LastDay)
            .ToListAsync(cancellationToken);
        var views = kept.ConvertAll(projection => projection.Read<CitizenViewReceived>());
        return new CitizenViewSummary(
            views.Count,
            Names.Order(views.CountBy(view => view.Area ?? "").Select(area => (area.Key, area.Value)), names.Area),
            Names.Order(
                views.SelectMany(view => view.Reasons.Distinct(StringComparer.Ordinal)).CountBy(reason => reason).Select(reason => (reason.Key, reason.Value)),
                names.Category));
    }

    private async Task<List<WatchGroupChanged>> WatchGroupsAsync(string municipality, Period period, CancellationToken cancellationToken)
    {
        var kept = await db.Projections.AsNoTracking()
            .Where(projection => projection.Municipality == municipality && projection.Type == nameof(WatchGroupChanged)
                && projection.FirstDay <= period.LastDay)
            .ToListAsync(cancellationToken);
        return [.. kept.Select(projection => projection.Read<WatchGroupChanged>()).Where(group => group.Status != WatchGroupStatus.Closed)];
    }

    private static WatchCoverageLine CoverageOf(IGrouping<string, WatchGroupChanged> area, Names names)
    {
        var active = area.Where(group => group.Status == WatchGroupStatus.Active).ToList();
        var households = active.Sum(group => group.Households);
        var inReach = area.Sum(group => Math.Max(group.HouseholdsInReach ?? 0, group.Households));
        return new WatchCoverageLine(area.Key, names.Area(area.Key), active.Count, households, inReach, inReach == 0 ? null : (int)Math.Round(100.0 * households / inReach));
    }

    private sealed record Comparison(CubeSlice Now, CubeSlice Previous, CubeSlice LastYear)
    {
        /// <summary>Counts beside what they were: what has ceased shows with 0.</summary>
        public IReadOnlyList<CountLine> By(string by, Func<string, string> nameOf)
        {
            var now = Split(Now, by);
            var previous = Split(Previous, by);
            var lastYear = Split(LastYear, by);
            var codes = now.Keys.Union(previous.Keys).Union(lastYear.Keys);
            return
            [
                .. Names.Order(codes.Select(code => (code, now.GetValueOrDefault(code))), nameOf).Select(line =>
                {
                    var before = previous.GetValueOrDefault(line.Code);
                    var yearAgo = lastYear.GetValueOrDefault(line.Code);
                    return new CountLine(line.Code, line.Name, line.Count, before, yearAgo, line.Count - before, line.Count - yearAgo);
                })
            ];
        }

        private static Dictionary<string, int> Split(CubeSlice slice, string by) =>
            slice.Split(slice.Query(by)).ToDictionary(part => part.Code, part => part.Count, StringComparer.Ordinal);
    }
}
