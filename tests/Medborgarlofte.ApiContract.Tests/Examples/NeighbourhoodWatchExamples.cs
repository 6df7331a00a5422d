using Medborgarlofte.TestSupport;

namespace Medborgarlofte.ApiContract.Tests.Examples;

internal static class NeighbourhoodWatchExamples
{
    private const string Groups = ExampleSession.Municipality + "/watch-groups";
    private const string Trainings = ExampleSession.Municipality + "/trainings";
    private const string Restrictions = ExampleSession.Municipality + "/restrictions";
    private const string Settings = ExampleSession.Municipality + "/watch-settings";

    public static async Task RunAsync(ExampleSession api)
    {
        var request = new
        {
            name = "Norra Ramdal",
            area = "ramdal",
            variant = "neighbourhood",
            households = 24,
            registeredOn = "2021-02-01",
            party = "watch:norra-ramdal",
            householdsInReach = 30,
        };
        var id = (await api.PostWhenKnownAsync("registerWatchGroup", Groups, request)).Text("id");
        var group = $"{Groups}/{id}";
        await api.GetAsync("listWatchGroups", Groups);
        await api.GetAsync("getWatchGroup", group);
        await api.PutAsync("changeWatchGroup", group, request);
        await api.GetAsync("getWatchGroupGuide", group + "/guide");
        await api.PostAsync("changeWatchGroupStatus", group + "/status-changes", new { to = "forming" }, 200, "*");
        await api.PostAsync("changeWatchGroupStatus", group + "/status-changes", new { to = "interest" }, 409, "*");
        await RunMembersAsync(api, group + "/members");
        await api.PostAsync(
            "noteWatchGroupActivity", group + "/activities", new { kind = "neighbourMeeting", on = "2021-03-04", count = 1 });
        await api.PostAsync("noteWatchGroupActivity", group + "/activities", new { kind = "signsPutUp" }, 409);
        await api.GetAsync("listWatchGroupActivities", group + "/activities");
        await api.GetAsync("listWatchGroupDuties", Groups + "/duties");
        await api.PostAsync("reportWatchGroupObservation", group + "/observations",
            new { category = "theft", occurredFrom = "2021-03-04T22:00:00+01:00" }, 202);
        var stairwell = new { name = "Södra Ramdal", area = "ramdal", variant = "stairwell", households = 8 };
        var closed = $"{Groups}/{(await api.PostAsync("registerWatchGroup", Groups, stairwell)).Text("id")}";
        await api.PostAsync("changeWatchGroupStatus", closed + "/status-changes", new { to = "closed", reason = "ownDecision" }, 200, "*");
        await api.PostAsync("reportWatchGroupObservation", closed + "/observations",
            new { category = "theft", occurredFrom = "2021-03-04T22:00:00+01:00" }, 409);
        await RunTrainingsAsync(api, id);
        await api.GetAsync("listWarnings", ExampleSession.Municipality + "/warnings");
        await api.GetAsync("getWarningSettings", ExampleSession.Municipality + "/warnings/settings");
        await api.PutAsync("changeWarningSettings", ExampleSession.Municipality + "/warnings/settings",
            new { isOn = true, categories = new[] { "burglary" } }, "\"0\"");
        await api.GetAsync("getWatchSettings", Settings);
        await api.PutAsync(
            "changeWatchSettings", Settings,
            new { householdsPerContactPerson = 15, minimumSharePercent = 70, retrainingMonths = 36, dormantAfterMonths = 18 }, "\"0\"");
    }

    private static async Task RunMembersAsync(ExampleSession api, string members)
    {
        var request = new
        {
            role = "contactPerson",
            address = "Sjövägen 4",
            name = "Kim Exempel",
            email = "kim@example.se",
            phone = "0155-123 45",
            consentOn = "2021-02-01",
            warningChannel = "mail",
            warningCategories = new[] { "burglary" },
            monthlyStatistics = true,
        };
        var member = $"{members}/{(await api.PostAsync("addWatchGroupMember", members, request)).Text("id")}";
        var household = new { role = "household", address = "Sjövägen 6" };
        var other = $"{members}/{(await api.PostAsync("addWatchGroupMember", members, household)).Text("id")}";
        await api.GetAsync("listWatchGroupMembers", members);
        await api.GetAsync("getWatchGroupMember", member);
        await api.GetAsync("getWatchGroupMemberContactDetails", member + "/contact-details");
        await api.PostAsync("makeWatchRegisterExtract", Groups + "/register-extracts",
            new { email = "kim@example.se", phone = "0155-123 45", name = "Kim Exempel" }, 200);
        await api.PostAsync("makeWatchRegisterExtract", Groups + "/register-extracts", new { name = "Kim" }, 400);
        await api.PutAsync("changeWatchGroupMember", member, request);
        await api.PostAsync("withdrawWatchGroupMemberConsent", other + "/consent-withdrawals", body: null, 200);
        await api.DeleteAsync("eraseWatchGroupMember", other);
    }

    private static async Task RunTrainingsAsync(ExampleSession api, string groupId)
    {
        var request = new { kind = "basic", form = "physical", startsAt = "2021-03-16T18:00:00+01:00", seats = 20 };
        var training = $"{Trainings}/{(await api.PostAsync("planTraining", Trainings, request)).Text("id")}";
        await api.GetAsync("listTrainings", Trainings);
        await api.GetAsync("getTraining", training);
        var bookings = training + "/bookings";
        var booking = (await api.PostAsync("bookTraining", bookings, new { groupId, seats = 2 })).Text("id");
        await api.PostAsync("bookTraining", bookings, new { groupId, seats = 2 }, 409);
        await api.GetAsync("listTrainingBookings", bookings);
        await api.DeleteAsync("releaseTrainingBooking", $"{bookings}/{booking}");
        var restriction = new { reason = "pandemicRestrictions", from = "2021-01-01", to = "2021-04-30", measureIds = Array.Empty<Guid>() };
        var declared = $"{Restrictions}/{(await api.PostAsync("declareRestriction", Restrictions, restriction)).Text("id")}";
        await api.GetAsync("listRestrictions", Restrictions);
        await api.GetAsync("getRestriction", declared);
        await api.PutAsync("changeRestriction", declared, restriction);
        await api.PostAsync("planTraining", Trainings, request, 409);
        await api.PostAsync("changeTrainingStatus", training + "/status-changes", new { to = "held" }, 409, "*");
        var waiting = (await api.PostAsync("bookTraining", bookings, new { groupId, seats = 2 })).Text("id");
        await api.PostAsync(
            "changeTrainingStatus", training + "/status-changes", new { to = "cancelled", reason = "restrictions" }, 200, "*");
        await api.DeleteAsync("releaseTrainingBooking", $"{bookings}/{waiting}", 409);
        await api.PostAsync("planTraining", Trainings,
            new { kind = "basic", form = "digital", startsAt = "2021-03-23T18:00:00+01:00", seats = 20, replaces = training[^36..] });
    }
}
