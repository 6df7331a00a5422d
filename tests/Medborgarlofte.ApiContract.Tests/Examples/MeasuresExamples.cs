using Medborgarlofte.TestSupport;

namespace Medborgarlofte.ApiContract.Tests.Examples;

internal static class MeasuresExamples
{
    private const string Municipality = ExampleSession.Municipality;

    public static async Task RunAsync(ExampleSession api)
    {
        var promise = new
        {
            title = "Medborgarlöfte 2021",
            goal = "Tillsammans med dem som bor här ska polisen och kommunen göra det tryggare hemma och utomhus.",
            firstDay = "2021-01-01",
            lastDay = "2021-12-31",
            owners = new[] { "police:nykoping", "municipality:0481" },
            sources = new
            {
                citizenViews = new[]
                {
                    new { channel = "dialogue", areas = new[] { "ramdal" }, firstDay = "2020-10-01", lastDay = "2020-11-30" },
                },
                situationalPictures = new[] { new { firstDay = "2020-01-01", lastDay = "2020-12-31" } },
            },
            signatures = new[]
            {
                new { party = "police:nykoping", office = "lokalpolisområdeschefen", signedOn = "2020-12-10" },
                new { party = "municipality:0481", office = "kommunstyrelsens ordförande", signedOn = "2020-12-10" },
            },
        };
        var promiseId = (await api.PostWhenKnownAsync("createPromise", Municipality + "/promises", promise)).Text("id");
        await api.GetAsync("listPromises", Municipality + "/promises");
        await api.GetAsync("getPromise", $"{Municipality}/promises/{promiseId}");
        await api.PutAsync("changePromise", $"{Municipality}/promises/{promiseId}", promise with { title = "Medborgarlöfte för 2021" });
        var decided = $"{Municipality}/promises/{promiseId}";
        await api.PostAsync("adoptPromise", decided + "/adoption", new { on = "2021-01-11" }, 200, "\"2\"");
        await api.PostAsync("adoptPromise", decided + "/adoption", new { on = "2021-01-11" }, 409, "\"3\"");
        await api.DeleteAsync("deletePromiseDraft", decided, 409, "\"3\"");
        var earlier = promise with { title = "Medborgarlöfte för 2019", firstDay = "2019-01-01", lastDay = "2019-12-31" };
        var draft = await api.PostAsync("createPromise", Municipality + "/promises", earlier);
        foreach (var (ifMatch, status) in new[] { ((string?)null, 428), ("\"9\"", 412), ("\"1\"", 204) })
        {
            await api.DeleteAsync("deletePromiseDraft", $"{Municipality}/promises/{draft.Text("id")}", status, ifMatch);
        }

        draft = await api.PostAsync("createPromise", Municipality + "/promises", earlier);
        var other = $"{Municipality}/promises/{draft.Text("id")}";
        var withdrawal = new { reason = "Ett nytt löfte ersätter det.", on = "2021-01-12" };
        await api.PostAsync("withdrawPromise", other + "/withdrawal", withdrawal, 409, "\"1\"");
        await api.PostAsync("adoptPromise", other + "/adoption", new { on = "2021-01-11" }, 200, "\"1\"");
        await api.PostAsync("withdrawPromise", other + "/withdrawal", withdrawal, 200, "\"2\"");
        await api.PutAsync("changePromise", other, earlier, "\"3\"", 409);
        var further = new { promiseId = draft.Text("id"), kind = "theme", name = "Klotter", categories = new[] { "criminal-damage" } };
        await api.PostAsync("createProblemArea", Municipality + "/problem-areas", further, 409);
        await api.PostAsync(
            "createCommitment",
            Municipality + "/commitments",
            new { promiseId = draft.Text("id"), title = "Minst två trygghetsvandringar", parties = new[] { "municipality:0481" } },
            409);
        await api.GetAsync("listPromiseVersions", $"{Municipality}/promises/{promiseId}/versions");

        var place = new
        {
            promiseId,
            order = 1,
            kind = "place",
            name = "Ramdalsområdet",
            areas = new[] { "ramdal" },
            causes = new[] { new { side = "objectOrPlace", wording = "Skolgården är mörk och skymd på kvällarna." } },
            priority = "high",
            priorityGrounds = "Flest fall i kommunen under året.",
        };
        var created = await api.PostWhenKnownAsync("createProblemArea", Municipality + "/problem-areas", place);
        var problemArea = $"{Municipality}/problem-areas/{created.Text("id")}";
        await api.GetAsync("listProblemAreas", Municipality + "/problem-areas");
        await api.GetAsync("getProblemArea", problemArea);
        var changed = await api.PutAsync("changeProblemArea", problemArea, place with { name = "Ramdal med omnejd" });
        var causeId = changed.Items("causes")[0].Text("id");

        // The recipient must exist before the measures for notices to be sent.
        var contact = Municipality + "/party-contacts/municipality:0481";
        await api.PutAsync("changePartyContact", contact, new { email = "est@oxelosund.example" }, "\"0\"");
        await api.GetAsync("listPartyContacts", Municipality + "/party-contacts");
        await api.GetAsync("getPartyContact", contact);

        var measureRequest = new
        {
            problemAreaIds = new[] { problemArea.Split('/')[^1] },
            title = "Tätare bevakning och rondering",
            ownerParty = "municipality:0481",
            performers = new[] { "security:vaktbolaget" },
            horizon = "shortTerm",
            plannedMonth = "2021-04",
            causeIds = new[] { causeId },
            indicator = "Antal anmälda fall av skadegörelse per månad.",
        };
        var measureId = (await api.PostAsync("createMeasure", Municipality + "/measures", measureRequest)).Text("id");
        var measure = $"{Municipality}/measures/{measureId}";
        await api.PutAsync("changeProblemArea", problemArea, place, "\"2\"", 409);
        await api.GetAsync("listMeasures", Municipality + "/measures");
        await api.PutAsync("changeMeasure", measure, measureRequest with { plannedMonth = "2021-03" });
        await api.PostAsync("changeMeasureStatus", measure + "/status-changes",
            new { to = "started", on = "2021-03-01", note = "Två kvällar i veckan." }, 200, "\"2\"");
        await api.PostAsync("changeMeasureStatus", measure + "/status-changes", new { to = "planned", on = "2021-03-02" }, 409, "\"3\"");
        await api.GetAsync("getMeasure", measure);
        await api.GetAsync("getMeasureBoard", Municipality + "/measures/board");
        await api.PostAsync(
            "makeNoticeRegisterExtract", Municipality + "/notices/register-extracts", new { email = "kim@example.se" }, 200);
        await api.GetWhenAsync(
            "listNotices", Municipality + "/notices", answer => answer.Items("items").All(notice => notice.Text("state") == "sent"));
        await api.DeleteAsync("erasePartyContact", contact);

        var judged = new
        {
            kind = "judged",
            firstDay = "2021-01-01",
            lastDay = "2021-04-30",
            measureIds = new[] { measureId },
            judged = new { outcome = "preventive", office = "EST-gruppen i Oxelösund", grounds = "samlad bedömning av ronderingarna" },
        };
        var effect = $"{problemArea}/effects/{(await api.PostAsync("createEffect", problemArea + "/effects", judged)).Text("id")}";
        await api.GetAsync("listEffects", problemArea + "/effects");
        await api.GetAsync("getEffect", effect);
        var reassessed = judged.judged with { grounds = "samlad bedömning av ronderingarna och det uppsökande arbetet" };
        await api.PutAsync("changeEffect", effect, judged with { judged = reassessed });

        // A measure with an effect in a problem area cannot be moved to another.
        var theft = await api.PostAsync("createProblemArea", Municipality + "/problem-areas",
            new { promiseId, order = 2, kind = "theme", name = "Inbrott och stölder", categories = new[] { "burglary", "theft" } });
        var elsewhere = new
        {
            problemAreaIds = new[] { theft.Text("id") },
            measureRequest.title,
            measureRequest.ownerParty,
            measureRequest.performers,
            measureRequest.horizon,
            measureRequest.indicator,
            startedOn = "2021-03-01",
        };
        await api.PutAsync("changeMeasure", measure, elsewhere, "\"3\"", 409);

        // A withdrawn promise takes no further measures.
        var ended = await api.PostAsync(
            "createPromise",
            Municipality + "/promises",
            promise with { title = "Medborgarlöfte för 2018", firstDay = "2018-01-01", lastDay = "2018-12-31" });
        var endedPath = $"{Municipality}/promises/{ended.Text("id")}";
        await api.PostAsync("adoptPromise", endedPath + "/adoption", new { on = "2021-01-11" }, 200, "\"1\"");
        var row = await api.PostAsync("createProblemArea", Municipality + "/problem-areas",
            new { promiseId = ended.Text("id"), order = 9, kind = "theme", name = "Klotter", categories = new[] { "criminal-damage" } });
        await api.PostAsync("withdrawPromise", endedPath + "/withdrawal", withdrawal, 200, "\"2\"");
        await api.PostAsync(
            "createMeasure",
            Municipality + "/measures",
            measureRequest with { problemAreaIds = new[] { row.Text("id") }, causeIds = [] },
            409);
    }
}
