using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Medborgarlofte.Demo;
using Medborgarlofte.Http;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.Disclosure;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.Periods;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Reporting.Tests.Disclosure;

/// <summary>
/// An attacker without an account reads everything that is public about the demo, with follow-ups of two promises, in all formats.
/// </summary>
public sealed class DemoAttackTests(ITestOutputHelper output) : IDisposable
{
    private const string Municipality = ApiClient.Root + "/0481";

    private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;
    private readonly List<ReleasedCell> _cells = [];

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Attacker_cannot_determine_a_small_count_of_the_demo()
    {
        await using var standalone = new HostProcess("Medborgarlofte.Standalone", _directory);
        await standalone.StartAsync();
        Assert.True(await DemoLoader.LoadAsync(standalone.Client, TestContext.Current.CancellationToken));
        await PublishSecondPromiseAsync(standalone.Client);
        using var anyone = new HttpClient { BaseAddress = standalone.Address };
        foreach (var period in Period.MonthsTertialsAndYear(2021))
        {
            await CollectPictureAsync(standalone.Client, anyone, period);
        }

        foreach (var followUp in (await ReadAsync<FollowUpList>(anyone, Municipality + "/follow-ups")).Items)
        {
            await CollectFollowUpAsync(standalone.Client, anyone, followUp);
        }

        Assert.Equal(2, _cells.Where(cell => cell.Cell.AtLeast == 2).DistinctBy(cell => cell.Cell.FirstDay).Count());
        var clock = Stopwatch.StartNew();
        foreach (var table in _cells.GroupBy(cell => cell.Cell.Table))
        {
            var cells = table.DistinctBy(cell => cell.Cell.Key).ToList();
            Assert.Equal([], ReleaseAttack.Determined(cells, GroupsOf([.. table]), Release.Threshold));
        }

        var large = _cells.FindAll(cell => cell.Count >= Release.Threshold);
        output.WriteLine(
            $"{_cells.Count} counts, {_cells.Count(cell => cell is { IsShown: false, Count: < Release.Threshold })} hidden small ones,"
            + $" {(double)large.Count(cell => !cell.IsShown) / large.Count:P1} of the large ones hidden,"
            + $" {clock.Elapsed.TotalSeconds:F0} s");
    }

    private static async Task PublishSecondPromiseAsync(HttpClient staff)
    {
        var promise = (await staff.PostJsonAsync(Municipality + "/promises", new
        {
            title = "Centrumlöftet",
            goal = "Tryggare i centrum.",
            firstDay = "2021-02-15",
            lastDay = "2021-12-31",
            owners = new[] { "police:nykoping", "municipality:0481" },
            restsOnCitizenViews = true,
            restsOnSituationalPicture = true,
        })).Text("id");
        await staff.AdoptAsync(Municipality, promise);
        foreach (var row in new object[]
        {
            new { promiseId = promise, kind = "place", name = "Centrum", areas = new[] { "centrum" } },
            new { promiseId = promise, kind = "theme", name = "Klotter", categories = new[] { "criminal-damage" } },
            new
            {
                promiseId = promise,
                kind = "theme",
                name = "Stölder",
                categories = new[] { "theft" },
                areas = new[] { "centrum", "sunda" },
            },
        })
        {
            await staff.PostJsonAsync(Municipality + "/problem-areas", row);
        }

        foreach (var period in new[] { "2021-02-15--2021-04-10", "2021-t1", "2021" })
        {
            await Eventually.TrueAsync(
                async () => (await ReadAsync<FollowUp>(
                    staff, $"{Municipality}/follow-ups/{period}?promise={promise}&version=draft")).Rows.Count == 3,
                "the rows");
            await staff.PostJsonAsync($"{Municipality}/follow-ups/{period}/publications?promise={promise}");
        }
    }

    private async Task CollectPictureAsync(HttpClient staff, HttpClient anyone, Period period)
    {
        var path = $"{Municipality}/situational-pictures/{period.Code}";
        var (exact, open) = (await ReadAsync<SituationalPicture>(staff, path), await ReadAsync<SituationalPicture>(anyone, path));
        var counts = PictureCounts.Of(exact);
        foreach (var (prefix, lines) in new[]
        {
            (PictureCounts.Total, [open.Total]), (PictureCounts.Area, open.ByArea), (PictureCounts.Category, open.ByCategory),
            (PictureCounts.Form, open.ByForm), (PictureCounts.Target, open.ByTarget), (PictureCounts.Goods, open.ByGoods),
        })
        {
            foreach (var line in lines)
            {
                Add(ReleaseDisclosure.CellOf(period, prefix + line.Code), counts.GetValueOrDefault(prefix + line.Code), line.Count);
            }
        }

        var csv = await anyone.GetStringAsync(new Uri(path + "?format=csv", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains($"totalt;;Alla fall;{open.Total.Count};", csv, StringComparison.Ordinal);
        Assert.All(open.ByArea, line => Assert.Contains($"område;{line.Code};{line.Name};{line.Count};", csv, StringComparison.Ordinal));
    }

    private async Task CollectFollowUpAsync(HttpClient staff, HttpClient anyone, FollowUpListItem item)
    {
        var path = $"{Municipality}/follow-ups/{item.Code}?promise={item.PromiseId}";
        var (exact, open) = (await ReadAsync<FollowUp>(staff, path), await ReadAsync<FollowUp>(anyone, path));
        var page = WebUtility.HtmlDecode(
            await anyone.GetStringAsync(new Uri(item.Links.Page, UriKind.Relative), TestContext.Current.CancellationToken));
        var selections = new List<CaseSelection>();
        foreach (var (row, shown) in exact.Rows.Zip(open.Rows))
        {
            Assert.Contains(shown.Problem.Text, page, StringComparison.Ordinal);
            var query = row.Problem.Sentences[0].Query with { By = SplitBy.None };
            selections.Add(PublicCell.SelectionOf(query));
            Add(PublicCell.Of(query), row.Cases!.Value, shown.Cases);
            var figures = shown.Problem.Sentences.SelectMany(sentence => sentence.Figures.Select(
                figure => (PublicCell.Of(sentence.Query, figure.Code).Key, figure.Count))).Distinct().ToDictionary();
            foreach (var sentence in row.Problem.Sentences)
            {
                foreach (var figure in sentence.Figures)
                {
                    var cell = PublicCell.Of(sentence.Query, figure.Code);
                    Add(cell, figure.Count, figures.TryGetValue(cell.Key, out var count) ? count : null);
                }
            }

            foreach (var (effect, seen) in row.Effects.Zip(shown.Effects).Where(effect => effect.First.Query is not null))
            {
                Assert.Contains(seen.Text, page, StringComparison.Ordinal);
                Add(PublicCell.Of(effect.Query!), effect.Count!.Value, seen.Count);
            }
        }

        AddTotal(1, exact.Totals.Cases!.Value, open.Totals.Cases);
        AddTotal(2, exact.Totals.CasesInSeveralRows!.Value, open.Totals.CasesInSeveralRows);
        foreach (var (outcome, shown) in exact.Outcomes!.Zip(open.Outcomes!).Where(outcome => OutcomeLine.CountsPeople(outcome.First.Code)))
        {
            Add(
                PublicCell.Of(
                    PublicTable.Outcome, exact.Period.FirstDay, exact.Period.LastDay, new([], [$"{exact.Promise!.Id}"], $"{outcome.Code}")),
                outcome.Count!.Value,
                shown.Count);
        }

        void AddTotal(int atLeast, int value, int? shown) => Add(
            new PublicCell(PublicTable.Cases, exact.Period.FirstDay, exact.Period.LastDay, selections, atLeast), value, shown);
    }

    private void Add(PublicCell cell, int value, int? shown)
    {
        Assert.True(shown is null || shown == value, $"{cell.Key} is {value}, shown as {shown}");
        Assert.False(shown is > 0 and < Release.Threshold, cell.Key);
        _cells.Add(new ReleasedCell(cell, value, shown is not null, IsListed: true));
    }

    // Every combination of the codes in the counts, and another category and area that no count names.
    private static List<CaseGroup> GroupsOf(List<ReleasedCell> cells)
    {
        var selections = cells.SelectMany(cell => cell.Cell.Selections).ToList();
        var cuts = ReleaseDisclosure.CutsOf(cells.Select(cell => (cell.Cell.FirstDay, cell.Cell.LastDay)));
        var values = selections.Select(selection => selection.Value ?? "").Distinct().ToList();
        var codes = cells[0].Cell.Table == PublicTable.Cases ? [SplitBy.IsCompleted, SplitBy.IsAttempted] : values;
        return
        [
            .. from cut in cuts
               from area in selections.SelectMany(selection => selection.Areas).DefaultIfEmpty("").Distinct()
               from category in selections.SelectMany(selection => selection.Categories).DefaultIfEmpty("").Distinct()
               from value in codes
               select new CaseGroup(cut, area, category, value)
        ];
    }

    private static async Task<T> ReadAsync<T>(HttpClient client, string path) =>
        (await client.GetFromJsonAsync<T>(new Uri(path, UriKind.Relative), ApiJson.Options, TestContext.Current.CancellationToken))!;
}
