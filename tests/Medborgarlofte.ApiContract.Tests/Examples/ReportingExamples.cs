using Medborgarlofte.TestSupport;

namespace Medborgarlofte.ApiContract.Tests.Examples;

internal static class ReportingExamples
{
    private const string Municipality = ExampleSession.Municipality;
    private const string FollowUps = Municipality + "/follow-ups";
    private const string Picture = Municipality + "/situational-pictures/2021-t1";

    public static async Task RunAsync(ExampleSession api)
    {
        await api.GetWhenAsync("getSituationalPicture", Picture, IsWhole);
        await api.GetAsync("getSituationalPicture", Municipality + "/situational-pictures/2021-t4", 400);

        await api.GetWhenAsync("getFollowUp", FollowUps + "/2021-t1", followUp =>
            followUp.Items("rows") is [var row, _] && row.Text("name") == "Ramdal med omnejd" && row.Number("cases") == 3
            && row.Items("measures") is [var measure] && measure.Text("status") == "started"
            && row.Items("effects") is [var effect] && effect.Text("text").Contains("uppsökande", StringComparison.Ordinal)
            && followUp.GetProperty("promise").Items("warnings").Count == 0);
        var row = (await api.GetAsync("getFollowUp", FollowUps + "/2021-t1")).Items("rows")[0];
        var text = $"{FollowUps}/2021-t1/texts/{row.Text("problemAreaId")}";
        await api.PutAsync("replaceFollowUpText", text, new { text = "Problemen har samlats kring skolan." }, ifMatch: "\"0\"");
        foreach (var (ifMatch, status) in new[] { ((string?)null, 428), ("\"0\"", 412) })
        {
            await api.PutAsync("replaceFollowUpText", text, new { text = "Problemen har flyttat." }, ifMatch, status);
            await api.DeleteAsync("restoreFollowUpText", text, status, ifMatch);
        }

        await api.DeleteAsync("restoreFollowUpText", text, ifMatch: "\"1\"");
        await api.PostAsync("publishFollowUp", FollowUps + "/2021-t1/publications", new { });
        await api.PostAsync("publishFollowUp", FollowUps + "/2019-t1/publications", null, 409);
        await api.GetAsync("listFollowUps", FollowUps);
        var district = new
        {
            title = "Centrumlöftet 2021",
            goal = "Fler ska våga vara i centrum på kvällen.",
            firstDay = "2021-01-01",
            lastDay = "2021-12-31",
            owners = new[] { "police:nykoping", "municipality:0481" },
        };
        var second = (await api.PostAsync("createPromise", Municipality + "/promises", district)).Text("id");
        await api.PostAsync("adoptPromise", $"{Municipality}/promises/{second}/adoption", new { on = "2021-01-11" }, 200, "\"1\"");
        await api.GetWhenAsync("listFollowUps", FollowUps, list => list.Items("items").Count > 1);
        await api.GetAsync("getFollowUp", FollowUps + "/2021-t1", 300);

        var replay = await api.PostAsync("startReplay", "replays", null, 202);
        await api.GetWhenAsync("getReplay", $"replays/{replay.Text("id")}", now => now.TextOrNull("completedAt") is not null);
        await api.GetAsync("getReplay", "replays/01793150-0000-7000-8000-000000000000", 404);
    }

    private static bool IsWhole(System.Text.Json.JsonElement picture) =>
        picture.GetProperty("total").NumberOrNull("count") == 3
        && picture.Number("selectionEvents") == 1
        && picture.Number("watchGroups") == 1
        && picture.GetProperty("citizenViews").NumberOrNull("count") == 1
        && picture.Items("byArea") is [var area] && area.Text("name") == "Ramdal";
}
