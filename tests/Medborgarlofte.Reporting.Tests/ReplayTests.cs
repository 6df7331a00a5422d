using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.Replay;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.Tests;

public sealed class ReplayTests : IsolatedReportingTests
{
    [Fact]
    public async Task Replay_rebuilds_the_same_follow_up_and_picture()
    {
        var promise = Some.Id();
        var row = Some.Theme(promise, 1, "Skadegörelse", Some.Damage);
        await Municipality.ProjectAsync(Some.Promise(promise), row, Some.Measure("Rondering", MeasureStatus.Started, row));
        var incidents = Some.Incidents(40);
        await Municipality.ReportAsync([.. incidents, .. Some.Incidents(7, area: "sunda")]);
        var rejected = incidents.Take(10).Select(incident => incident with { Version = 2, Status = IncidentStatus.Rejected });
        await Municipality.ReportAsync([.. rejected]);
        await Municipality.SendAsync(HttpMethod.Put, $"/follow-ups/2021-t1/texts/{row.ProblemAreaId}", new { text = "Samordnarens text." });
        var before = await PublicResponsesAsync();

        // A replay that does not empty the read models would keep this change.
        await Municipality.InDatabaseAsync(db => db.CubeCells.ExecuteDeleteAsync());
        Assert.NotEqual(before, await PublicResponsesAsync());
        var progress = await ReplayAsync();

        Assert.Equal(progress.Expected, progress.Received);
        Assert.True(progress.Expected > 57);
        Assert.Equal(before, await PublicResponsesAsync());
        Assert.Contains("Samordnarens text.", before);
        Assert.Contains("37 fall av skadegörelse", before);
    }

    [Fact]
    public async Task Events_that_arrive_during_a_replay_count_once()
    {
        await Municipality.ReportAsync(Some.Incidents(100));

        var live = Some.Incidents(300);
        var publishing = Task.WhenAll(live.Select(Municipality.PublishAsync));
        await ReplayAsync();
        await publishing;
        await ReplayAsync();

        await Eventually.TrueAsync(async () => (await Municipality.PictureAsync("2021-t1")).Total.Count == 400, "all cases");
    }

    [Fact]
    public async Task Replay_preserves_publications()
    {
        var promise = Some.Id();
        await Municipality.ProjectAsync(Some.Promise(promise), Some.Theme(promise, 1, "Skadegörelse", Some.Damage));
        var published =
            await (await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications")).Content.ReadAsStringAsync();

        await ReplayAsync();

        Assert.Equal(published, JsonSerializer.Serialize(await Municipality.FollowUpAsync(""), ApiJson.Options));
    }

    private async Task<ReplayProgress> ReplayAsync()
    {
        var response = await Municipality.Client.PostAsync("/api/v1/replays", content: null);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await Eventually.GetAsync(
            async () =>
            {
                var progress = await Municipality.Client.GetFromJsonAsync<ReplayProgress>(response.Headers.Location, ApiJson.Options);
                return progress is { CompletedAt: not null } ? progress : null;
            },
            "the replay");
    }

    private async Task<string> PublicResponsesAsync() => JsonSerializer.Serialize(
        new { FollowUp = (FollowUp?)await Municipality.FollowUpAsync(), Picture = await Municipality.PictureAsync("2021-t1") },
        ApiJson.Options);
}
