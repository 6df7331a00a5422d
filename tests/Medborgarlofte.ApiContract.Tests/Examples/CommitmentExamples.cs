using Medborgarlofte.TestSupport;

namespace Medborgarlofte.ApiContract.Tests.Examples;

/// <summary>Examples after the publication of the follow-up: activities, outcome events, commitments and a closed problem area.</summary>
internal static class CommitmentExamples
{
    private const string Municipality = ExampleSession.Municipality;

    public static async Task RunAsync(ExampleSession api)
    {
        var promiseId = (await api.GetAsync("listPromises", Municipality + "/promises")).Items("items")[0].Text("id");
        var measureId = (await api.GetAsync("listMeasures", Municipality + "/measures")).Items("items")[0].Text("id");
        var measure = $"{Municipality}/measures/{measureId}";
        var theme = (await api.GetAsync("listProblemAreas", Municipality + "/problem-areas")).Items("items")[1].Text("id");
        var moves = $"{Municipality}/problem-areas/{theme}/status-changes";
        await api.PostAsync(
            "changeProblemAreaStatus", moves, new { to = "closed", on = "2021-05-03", note = "Stölderna har upphört." }, 200, "\"1\"");
        await api.PostAsync("changeProblemAreaStatus", moves, new { to = "proposed", on = "2021-05-03" }, 409, "\"2\"");
        await ActivitiesAsync(api, measure + "/activities");
        await ImportAsync(api, measure + "/activity-imports");
        await OutcomesAsync(api, measure + "/outcome-events");

        const string Commitments = Municipality + "/commitments";
        var request = new
        {
            promiseId,
            title = "Minst 60 ronderingar i Ramdal",
            parties = new[] { "municipality:0481" },
            activities = new[] { "round" },
            atLeast = 60,
            areas = new[] { "ramdal" },
            measureIds = new[] { measureId },
        };
        var commitment = $"{Commitments}/{(await api.PostAsync("createCommitment", Commitments, request)).Text("id")}";
        await api.GetAsync("listCommitments", Commitments);
        await api.GetAsync("getCommitment", commitment);
        await api.PutAsync("changeCommitment", commitment, request with { atLeast = 52, title = "Minst 52 ronderingar i Ramdal" });
        var withdrawn = (await api.GetAsync("listPromises", Municipality + "/promises")).Items("items")
            .First(promise => promise.Text("status") == "withdrawn").Text("id");
        await api.PutAsync("changeCommitment", commitment, request with { promiseId = withdrawn }, "\"2\"", 409);
    }

    private static async Task ActivitiesAsync(ExampleSession api, string activities)
    {
        var report = new
        {
            kind = "round",
            party = "municipality:0481",
            externalId = "2021-17",
            startedAt = "2021-03-02T22:15:00+01:00",
            endedAt = "2021-03-03T04:00:00+01:00",
            area = "ramdal",
            occasions = 3,
            results = new[] { new { code = "faultReport", count = 2 } },
        };
        var activity = $"{activities}/{(await api.PostAsync("logActivity", activities, report)).Text("id")}";
        await api.PostAsync("logActivity", activities, report, 200);
        await api.PostAsync("logActivity", activities, report with { occasions = 4 }, 409);
        await api.GetAsync("listActivities", activities);
        await api.GetAsync("getActivity", activity);
        await api.PutAsync("correctActivity", activity, report with { occasions = 2 });
    }

    private static async Task ImportAsync(ExampleSession api, string imports)
    {
        const string Header = "id;typ;start;slut;område;antal;resultat\n";
        var path = imports + "?party=security:vaktbolaget";
        await api.PostFileAsync("importActivities", path, "text/csv",
            Header + "R-1;rondering;2021-03-09 22:15;2021-03-10 04:00;Ramdal;3;felanmälan=2|avvisad=1\n", 200);
        await api.PostFileAsync(
            "importActivities", path, "text/csv", Header + "R-1;rondering;2021-03-09 22:15;2021-03-10 04:00;Ramdal;4;\n", 409);
        await api.PostFileAsync("importActivities", path, "text/csv", Header + "R-2;promenad;i natt;;;;\n", 400);
        await api.PostFileAsync("importActivities", path, "application/pdf", "%PDF", 415);
    }

    private static async Task OutcomesAsync(ExampleSession api, string outcomes)
    {
        var request = new { code = "lightingRepaired", on = "2021-03-05", area = "ramdal", count = 3 };
        var outcome = $"{outcomes}/{(await api.PostAsync("tellOutcomeEvent", outcomes, request)).Text("id")}";
        await api.PostAsync(
            "tellOutcomeEvent", outcomes, new { code = "apprehended", on = "2021-03-24", note = "Gripen är handlaren vid torget." }, 409);
        await api.GetAsync("listOutcomeEvents", outcomes);
        await api.GetAsync("getOutcomeEvent", outcome);
        await api.PutAsync("correctOutcomeEvent", outcome, request with { count = 4 });
        await api.PutAsync("correctOutcomeEvent", outcome,
            new { code = "apprehended", on = "2021-03-24", note = "Gripen är handlaren vid torget." }, "\"2\"", 409);
    }
}
