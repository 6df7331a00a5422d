using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Reporting.Tests;

public sealed class CoverageTests(ReportingApp app) : ReportingTests(app)
{
    [Fact]
    public async Task Coverage_is_the_share_of_households_in_active_groups_by_area()
    {
        var active = Group("sunda", WatchGroupStatus.Active, 14, 20);
        await Municipality.ProjectAsync(
            active,
            Group("sunda", WatchGroupStatus.Forming, 4, 10),
            Group("sunda", WatchGroupStatus.Closed, 30, 30),
            Group("ramdal", WatchGroupStatus.Interest, 5, null),
            Group("ramdal", WatchGroupStatus.Active, 9, 9, registeredOn: new DateOnly(2021, 5, 1)));

        var picture = await Municipality.PictureAsync("2021-t1");
        Assert.Equal(3, picture.WatchGroups);
        Assert.Equal(["Ramdal: 0 grupper, 0 av 5, 0 %", "Sunda: 1 grupper, 14 av 30, 47 %"], LinesOf(picture));
        await Municipality.ProjectAsync(active with { Version = 2, Status = WatchGroupStatus.Dormant });

        Assert.Equal("Sunda: 0 grupper, 0 av 30, 0 %", LinesOf(await Municipality.PictureAsync("2021-t1"))[1]);
        var page = System.Net.WebUtility.HtmlDecode(
            await Municipality.Client.GetStringAsync(new Uri($"{Municipality.Code}/lagesbild/2021-t1", UriKind.Relative)));
        Assert.Contains("Så långt når grannsamverkan", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_of_a_closed_period_does_not_change_with_later_states()
    {
        await Municipality.ProjectAsync(Group("sunda", WatchGroupStatus.Closed, 30, 40) with
        {
            History =
            [
                new(new(2021, 2, 1), "sunda", WatchGroupStatus.Forming, 4, 20),
                new(new(2021, 3, 10), "sunda", WatchGroupStatus.Active, 14, 20),
                new(new(2021, 4, 30), "sunda", WatchGroupStatus.Active, 16, 20),
                new(new(2021, 5, 1), "sunda", WatchGroupStatus.Closed, 30, 40),
            ],
        });

        Assert.Equal(["Sunda: 0 grupper, 0 av 20, 0 %"], LinesOf(await Municipality.PictureAsync("2021-02")));
        Assert.Equal(["Sunda: 1 grupper, 14 av 20, 70 %"], LinesOf(await Municipality.PictureAsync("2021-03")));
        Assert.Equal(["Sunda: 1 grupper, 16 av 20, 80 %"], LinesOf(await Municipality.PictureAsync("2021-t1")));
        Assert.Empty((await Municipality.PictureAsync("2021-05")).WatchCoverage);
    }

    [Fact]
    public async Task Coverage_is_sorted_by_name_in_Swedish_order()
    {
        string[] names = ["Ängby", "Åby", "Östermalm", "Zinken"];
        await Municipality.PublishAllAsync([.. names.Select((name, index) => (object)Some.Area($"area-{index}", name))]);
        await Municipality.ProjectAsync(
            [.. names.Select((_, index) => (object)Group($"area-{index}", WatchGroupStatus.Active, 14, 20))]);

        var picture = await Eventually.GetAsync(
            async () => await Municipality.PictureAsync("2021-t1") is var read && read.WatchCoverage.All(line => names.Contains(line.Name))
                ? read : null,
            "the names of the areas");

        Assert.Equal(["Zinken", "Åby", "Ängby", "Östermalm"], picture.WatchCoverage.Select(line => line.Name));
    }

    private static string[] LinesOf(SituationalPictures.SituationalPicture picture) =>
        [
            .. picture.WatchCoverage.Select(
                line => $"{line.Name}: {line.ActiveGroups} grupper, {line.Households} av {line.HouseholdsInReach}, {line.SharePercent} %"),
        ];

    private WatchGroupChanged Group(string area, WatchGroupStatus status, int households, int? inReach, DateOnly? registeredOn = null) =>
        new(
            Some.Id(),
            1,
            Some.Municipality,
            area,
            WatchVariant.Neighbourhood,
            households,
            registeredOn ?? new DateOnly(2021, 2, 1),
            status,
            inReach);
}
