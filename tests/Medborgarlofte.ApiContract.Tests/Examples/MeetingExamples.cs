using Medborgarlofte.TestSupport;

namespace Medborgarlofte.ApiContract.Tests.Examples;

/// <summary>Runs after Reporting's examples, which provide the content of the agenda.</summary>
internal static class MeetingExamples
{
    private const string Meetings = ExampleSession.Municipality + "/meetings";

    public static async Task RunAsync(ExampleSession api)
    {
        await api.GetAsync("getNextMeeting", Meetings + "/next");
        var request = new { on = "2021-04-26", parties = new[] { "police:nykoping", "municipality:0481", "security:vaktbolaget" } };
        var meeting = $"{Meetings}/{(await api.PostAsync("createMeeting", Meetings, request)).Text("id")}";
        await api.PutAsync("changeMeeting", meeting, request with { on = "2021-05-03" });
        await api.GetAsync("listMeetings", Meetings);
        await api.GetWhenAsync("getMeetingAgenda", meeting + "/agenda", agenda => agenda.Text("on") == "2021-05-03");
        await api.GetAsync("getMeetingMinutes", meeting + "/minutes", 404);

        await api.PostAsync("changeMeetingStatus", meeting + "/status-changes", new { to = "opened" }, 200, "\"2\"");
        var area = (await api.GetAsync("listProblemAreas", ExampleSession.Municipality + "/problem-areas")).Items("items")[0];
        var moves = $"{ExampleSession.Municipality}/problem-areas/{area.Text("id")}/status-changes";
        await api.PostAsync("changeProblemAreaStatus", moves, new { to = "closed", meetingId = meeting[^36..] }, 200, "*");
        await api.PostAsync("changeMeetingStatus", meeting + "/status-changes",
            new { to = "closed", attended = new[] { "police:nykoping", "municipality:0481" } }, 200, "\"3\"");
        await api.PostAsync("changeMeetingStatus", meeting + "/status-changes", new { to = "opened" }, 409, "\"4\"");
        await api.PutAsync("changeMeeting", meeting, request, "\"4\"", 409);
        await api.GetAsync("getMeeting", meeting);
        await api.GetWhenAsync("getMeetingMinutes", meeting + "/minutes", minutes => minutes.Items("problemAreaDecisions").Count == 1);
    }
}
