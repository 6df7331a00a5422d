using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.Replay;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
    public async Task Interrupted_replay_is_continued_and_rebuilds_the_same_counts()
    {
        await Municipality.ReportAsync(Some.Incidents(40));
        var before = await Municipality.PictureAsync("2021-t1");

        // The process ends after the first batch, and an event arrives before the replay is continued.
        var run = await WithStartAsync(async start =>
        {
            var begun = await start.BeginAsync(default);
            Assert.True(await start.DeleteBatchAsync(begun.Id, default));
            return begun.Id;
        });
        await Municipality.PublishAsync(Some.Incidents(1)[0]);
        await Eventually.TrueAsync(
            async () => await Municipality.InDatabaseAsync(db => db.IncidentFacts.CountAsync()) == 34, "the event to arrive");
        await App.WorkAsync<ReportingDbContext, ReplayResumption>();
        await App.WorkAsync<ReportingDbContext, ReplayResumption>();

        await Eventually.TrueAsync(
            async () => !await Municipality.InDatabaseAsync(db => ReplayRun.IsRunningAsync(db, default)), "the replay to complete");
        Assert.Equal(before.Total.Count + 1, (await Municipality.PictureAsync("2021-t1")).Total.Count);
        Assert.Equal(1, await Municipality.InDatabaseAsync(db => db.EventLog.CountAsync(entry => entry.Subject == run)));
    }

    [Fact]
    public async Task Replay_deletes_the_read_models_in_batches()
    {
        await Municipality.ReportAsync(Some.Incidents(20));
        var batches = await WithStartAsync(async start =>
        {
            var run = await start.BeginAsync(default);
            var deleted = 0;
            while (await start.DeleteBatchAsync(run.Id, default))
            {
                deleted++;
            }

            return deleted;
        });

        // Three batches of facts, and the counts by basis and grain.
        Assert.True(batches > 3);
        Assert.Equal(0, await Municipality.InDatabaseAsync(db => db.IncidentFacts.CountAsync()));
        Assert.Equal(0, await Municipality.InDatabaseAsync(db => db.CubeCells.CountAsync()));
    }

    [Fact]
    public async Task Replaced_replay_deletes_nothing()
    {
        await Municipality.ReportAsync(Some.Incidents(20));

        Assert.False(await WithStartAsync(async start =>
        {
            var replaced = await start.BeginAsync(default);
            App.Clock.Advance(TimeSpan.FromSeconds(1));
            await start.BeginAsync(default);
            return await start.DeleteBatchAsync(replaced.Id, default);
        }));

        Assert.Equal(20, await Municipality.InDatabaseAsync(db => db.IncidentFacts.CountAsync()));
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

    private async Task<T> WithStartAsync<T>(Func<ReplayStart, Task<T>> run)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        return await run(new ReplayStart(
            services.GetRequiredService<ReportingDbContext>(),
            services.GetRequiredService<ReadModelWriter>(),
            services.GetRequiredService<QueueCatalogue>(),
            App.Clock) { BatchSize = 7 });
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
