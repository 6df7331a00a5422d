using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Reporting.Tests;

public sealed class CoverageTests : IAsyncLifetime
{
    private readonly ReportingApp _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _app.DisposeAsync();
    }

    [Fact]
    public async Task The_picture_tells_by_area_which_share_of_the_households_is_in_active_groups_and_leaves_closed_groups_out()
    {
        var active = Group("sunda", WatchGroupStatus.Active, 14, 20);
        await _app.KeepAsync(
            active,
            Group("sunda", WatchGroupStatus.Forming, 4, 10),
            Group("sunda", WatchGroupStatus.Closed, 30, 30),
            Group("ramdal", WatchGroupStatus.Interest, 5, null),
            Group("ramdal", WatchGroupStatus.Active, 9, 9, registeredOn: new DateOnly(2021, 5, 1)));

        var picture = await _app.PictureAsync("2021-t1");
        Assert.Equal(3, picture.WatchGroups);
        Assert.Equal(["Ramdal: 0 grupper, 0 av 5, 0 %", "Sunda: 1 grupper, 14 av 30, 47 %"], Told(picture));
        await _app.KeepAsync(active with { Version = 2, Status = WatchGroupStatus.Dormant });

        Assert.Equal("Sunda: 0 grupper, 0 av 30, 0 %", Told(await _app.PictureAsync("2021-t1"))[1]);
        var page = System.Net.WebUtility.HtmlDecode(await _app.Client.GetStringAsync(new Uri("0481/lagesbild/2021-t1", UriKind.Relative)));
        Assert.Contains("Så långt når grannsamverkan", page, StringComparison.Ordinal);
    }

    private static string[] Told(SituationalPictures.SituationalPicture picture) =>
        [.. picture.WatchCoverage.Select(line => $"{line.Name}: {line.ActiveGroups} grupper, {line.Households} av {line.HouseholdsInReach}, {line.SharePercent} %")];

    private static WatchGroupChanged Group(string area, WatchGroupStatus status, int households, int? inReach, DateOnly? registeredOn = null) =>
        new(Some.Id(), 1, Some.Municipality, area, WatchVariant.Neighbourhood, households, registeredOn ?? new DateOnly(2021, 2, 1), status, inReach);
}
