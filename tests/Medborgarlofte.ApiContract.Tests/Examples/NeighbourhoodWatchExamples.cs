using Medborgarlofte.TestSupport;

namespace Medborgarlofte.ApiContract.Tests.Examples;

internal static class NeighbourhoodWatchExamples
{
    private const string Groups = ExampleSession.Municipality + "/watch-groups";

    public static async Task RunAsync(ExampleSession api)
    {
        var request = new { name = "Norra Ramdal", area = "ramdal", variant = "neighbourhood", households = 24, registeredOn = "2021-02-01", party = "watch:norra-ramdal" };
        var group = await api.PostKnownAsync("registerWatchGroup", Groups, request);
        await api.GetAsync("listWatchGroups", Groups);
        await api.GetAsync("getWatchGroup", $"{Groups}/{group.Text("id")}");
    }
}
