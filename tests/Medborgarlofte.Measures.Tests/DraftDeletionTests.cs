using System.Net;
using System.Text.Json;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Tests;

public sealed class DraftDeletionTests(MeasuresApp app)
{
    [Fact]
    public async Task Draft_is_deleted_with_the_rows_that_belong_only_to_it()
    {
        var draft = await app.CreateAsync("promises", Samples.Promise(title: "Utkast"));
        var row = await app.CreateAsync("problem-areas", Samples.Theme(draft, name: "Hemligt"));
        var own = await app.MeasureAsync(row, "started");
        var commitment = await app.CreateAsync("commitments", Samples.Commitment(draft, [own], 5));
        var effect = await app.CreateAsync($"problem-areas/{row}/effects", Samples.Effect("judged", judged: Samples.Judged()));
        var other = await app.ProblemAreaAsync();
        var shared = await app.CreateAsync("measures", Samples.Measure([other, row]));

        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(draft)).StatusCode);

        foreach (var path in new[] { $"promises/{draft}", $"problem-areas/{row}", $"measures/{own}", $"commitments/{commitment}" })
        {
            await (await app.SendAsync(HttpMethod.Get, path)).ReadAsync(HttpStatusCode.NotFound);
        }

        foreach (var subject in new[] { row, own, commitment, effect })
        {
            Assert.Empty(await app.EventsAboutAsync(subject));
        }

        var kept = await app.GetAsync($"measures/{shared}");
        Assert.Equal([other], kept.GetProperty("problemAreaIds").EnumerateArray().Select(id => id.GetGuid()));
        var deleted = JsonDocument.Parse(Assert.Single(await app.EventsAboutAsync(draft))).RootElement;
        Assert.Equal(
            [row, own, effect, commitment],
            new[] { "problemAreaIds", "measureIds", "effectIds", "commitmentIds" }
                .Select(member => Assert.Single(deleted.GetProperty(member).EnumerateArray()).GetGuid()));
        Assert.Equal(
            0,
            await app.InDatabaseAsync((MeasuresDbContext db) => db.EventLog.CountAsync(entry => entry.Payload.Contains("Hemligt"))));
    }

    [Fact]
    public async Task Draft_with_a_row_that_a_meeting_has_decided_about_is_kept()
    {
        var draft = await app.CreateAsync("promises", Samples.Promise());
        var row = await app.CreateAsync(
            "problem-areas",
            new { promiseId = draft, kind = "theme", name = "Klotter", categories = new[] { "vandalism" }, status = "proposed" });
        var meeting = await app.CreateAsync("meetings", new { on = "2021-05-03", parties = new[] { "municipality:0481" } });
        await (await MoveAsync($"meetings/{meeting}", new { to = "opened" })).ReadAsync(HttpStatusCode.OK);
        await (await MoveAsync($"problem-areas/{row}", new { to = "chosen", meetingId = meeting })).ReadAsync(HttpStatusCode.OK);

        var refused = await (await DeleteAsync(draft)).ReadAsync(HttpStatusCode.Conflict);

        Assert.Equal(
            "Problemområdet Klotter har behandlats på ett möte och står i dess protokoll. Flytta det till ett annat löfte, eller anta "
            + "löftet och dra tillbaka det.",
            refused.Text("detail"));
        Assert.Equal("Klotter", (await app.GetAsync($"problem-areas/{row}")).Text("name"));
    }

    [Fact]
    public async Task Draft_with_logged_work_or_a_commitment_of_another_promise_is_kept()
    {
        var draft = await app.CreateAsync("promises", Samples.Promise());
        var measure = await app.MeasureAsync(await app.CreateAsync("problem-areas", Samples.Theme(draft)), "started");
        var activity = await app.CreateAsync(
            $"measures/{measure}/activities",
            new { kind = "round", party = "security:guards", startedAt = "2021-03-01T22:00:00+01:00", occasions = 2 });

        Assert.Equal(
            "Åtgärden Utökad rondering har aktiviteter eller händelser som parterna har fört in. Flytta den till ett annat löfte först.",
            (await (await DeleteAsync(draft)).ReadAsync(HttpStatusCode.Conflict)).Text("detail"));
        Assert.Single(await app.EventsAboutAsync(activity));

        var another = await app.CreateAsync("promises", Samples.Promise());
        var planned = await app.MeasureAsync(await app.CreateAsync("problem-areas", Samples.Theme(another)));
        await app.CreateAsync("commitments", Samples.Commitment(await app.PromiseAsync(), [planned], 5));
        Assert.Equal(
            "Åtagandet Hastighetskontroller i ett annat löfte hör till en åtgärd i utkastet. Ändra åtagandet först.",
            (await (await DeleteAsync(another)).ReadAsync(HttpStatusCode.Conflict)).Text("detail"));
    }

    [Fact]
    public async Task Withdrawn_promise_takes_no_further_rows()
    {
        var withdrawn = await app.PromiseAsync();
        var row = await app.CreateAsync("problem-areas", Samples.Theme(withdrawn));
        var proposed = await app.CreateAsync(
            "problem-areas",
            new { promiseId = withdrawn, kind = "theme", name = "Klotter", categories = new[] { "vandalism" }, status = "proposed" });
        var measure = await app.MeasureAsync(row);
        var (elsewhere, movable) = (await app.ProblemAreaAsync(), await app.ProblemAreaAsync());
        await (await app.SendAsync(HttpMethod.Post, $"promises/{withdrawn}/withdrawal", new { reason = "Ersätts." }, "*"))
            .ReadAsync(HttpStatusCode.OK);

        var refused = await (await app.SendAsync(HttpMethod.Post, "problem-areas", Samples.Theme(withdrawn)))
            .ReadAsync(HttpStatusCode.Conflict);
        Assert.Equal(
            "Löftet Medborgarlöfte 2021 är tillbakadraget sedan den 2021-05-03 och tar inte emot fler problemområden, åtaganden eller "
            + "åtgärder.",
            refused.Text("detail"));
        await (await app.SendAsync(HttpMethod.Put, $"problem-areas/{movable}", Samples.Theme(withdrawn), "*"))
            .ReadAsync(HttpStatusCode.Conflict);
        await (await MoveAsync($"problem-areas/{proposed}", new { to = "chosen", on = "2021-05-03" })).ReadAsync(HttpStatusCode.Conflict);
        await (await app.SendAsync(HttpMethod.Post, "commitments", Samples.Commitment(withdrawn, [], 5)))
            .ReadAsync(HttpStatusCode.Conflict);
        await (await app.SendAsync(HttpMethod.Post, "measures", Samples.Measure([row]))).ReadAsync(HttpStatusCode.Conflict);
        await (await app.SendAsync(
            HttpMethod.Put, $"measures/{await app.MeasureAsync(elsewhere)}", Samples.Measure([elsewhere, row]), "*"))
            .ReadAsync(HttpStatusCode.Conflict);

        // What is already there can be changed and finished.
        await (await app.SendAsync(HttpMethod.Put, $"problem-areas/{row}", Samples.Theme(withdrawn, name: "Skador"), "*"))
            .ReadAsync(HttpStatusCode.OK);
        await (await MoveAsync($"measures/{measure}", new { to = "cancelled", on = "2021-05-03", note = "Löftet är tillbakadraget" }))
            .ReadAsync(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> DeleteAsync(Guid promise) =>
        app.SendAsync(HttpMethod.Delete, $"promises/{promise}", ifMatch: "*");

    private Task<HttpResponseMessage> MoveAsync(string path, object move) =>
        app.SendAsync(HttpMethod.Post, path + "/status-changes", move, "*");
}
