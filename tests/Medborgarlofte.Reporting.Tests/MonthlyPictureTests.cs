using System.Text.Json;
using Medborgarlofte.Contracts;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Contracts.Reporting;
using Medborgarlofte.Events;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Reporting.Replay;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.Tests;

public sealed class MonthlyPictureTests : IsolatedReportingTests
{
    private static readonly TimeSpan Summer = TimeSpan.FromHours(2);

    [Fact]
    public async Task Completed_month_is_published_once_with_the_public_counts()
    {
        await Municipality.PublishAllAsync(
            new MunicipalityChanged("0480", 1, "Nyköping", 56_000, MeetingRhythm.Weekly, "Europe/Stockholm"));
        await Municipality.ReportAsync(
        [
            .. Some.Incidents(6, Some.Damage, "ramdal", "2021-03-10"),
            .. Some.Incidents(8, Some.Damage, "ramdal", "2021-04-10"),
            .. Some.Incidents(6, Some.Burglary, "centrum", "2021-04-11"),
            .. Some.Incidents(2, Some.Burglary, "sunda", "2021-04-12"),
        ]);

        var (entry, april) = Assert.Single(await PublishedByTimerAsync(1));
        Assert.Equal((Some.Municipality, new DateOnly(2021, 4, 1), 16), (april.Municipality, april.Month, april.Cases));

        // Two are too few to be shown, and the six would reveal them beside the total. Nobody reported in 2020.
        Assert.Equal(
            [new AreaMonth("centrum", null, 0, null), new AreaMonth("ramdal", 8, 6, null), new AreaMonth("sunda", null, 0, null)],
            april.Areas);
        Assert.Equal(
            [new CategoryMonth(Some.Burglary, 8), new CategoryMonth(Some.Damage, 8)],
            april.Categories.OrderBy(category => category.Category, StringComparer.Ordinal));
        Assert.Equal(entry.Subject, april.PictureId);

        // May follows on 3 June, and April is not repeated.
        App.Clock.SetUtcNow(new DateTimeOffset(2021, 6, 2, 23, 59, 0, Summer));
        Assert.Equal(1, await PublishNowAsync());
        App.Clock.SetUtcNow(new DateTimeOffset(2021, 6, 3, 0, 0, 0, Summer));
        var (later, may) = (await PublishedByTimerAsync(2))[1];
        Assert.Equal(new DateOnly(2021, 5, 1), may.Month);
        Assert.InRange(later.At, new DateTimeOffset(2021, 6, 3, 0, 0, 0, Summer), new DateTimeOffset(2021, 7, 1, 0, 0, 0, Summer));
    }

    [Fact]
    public async Task Month_is_not_published_during_a_replay()
    {
        await Municipality.InDatabaseAsync(db =>
        {
            db.ReplayRuns.Add(new ReplayRun { Id = Guid.CreateVersion7(), StartedAt = App.Clock.GetUtcNow() });
            return db.SaveChangesAsync();
        });
        await Municipality.ReportAsync([.. Some.Incidents(8, Some.Damage, "ramdal", "2021-04-10")]);

        Assert.Equal(0, await PublishNowAsync());
        await Municipality.InDatabaseAsync(db =>
            db.ReplayRuns.ExecuteUpdateAsync(run => run.SetProperty(r => r.CompletedAt, App.Clock.GetUtcNow())));
        Assert.Equal(1, await PublishNowAsync());

        // Two concurrent runs, as in two replicas, publish the month once.
        await Task.WhenAll(PublishNowAsync(), PublishNowAsync());
        Assert.Equal(1, await PublishNowAsync());
    }

    // Runs the hourly job and returns the number of published months.
    private async Task<int> PublishNowAsync()
    {
        await App.WorkAsync<ReportingDbContext, PublishMonthlyPictures>();
        return await Municipality.InDatabaseAsync(db => db.EventLog.CountAsync(entry => entry.Type == nameof(MonthlyPictureCompleted)));
    }

    // The published months when the job has published as many by its own timer.
    private async Task<List<(EventLogEntry Entry, MonthlyPictureCompleted Picture)>> PublishedByTimerAsync(int count)
    {
        const int MaxHours = 24;
        var hours = 0;
        List<EventLogEntry> entries = [];
        await Eventually.TrueAsync(
            async () =>
            {
                entries = await Municipality.InDatabaseAsync(db => db.EventLog.AsNoTracking()
                    .Where(entry => entry.Type == nameof(MonthlyPictureCompleted)).OrderBy(entry => entry.Sequence).ToListAsync());

                // At most a day, however slow the job is, so that no further month becomes due.
                App.Clock.Advance(TimeSpan.FromHours(entries.Count >= count || hours >= MaxHours ? 0 : 1));
                hours++;
                return entries.Count >= count;
            },
            $"{count} months");
        return entries.ConvertAll(entry => (entry, JsonSerializer.Deserialize<MonthlyPictureCompleted>(entry.Payload, EventJson.Options)!));
    }
}
