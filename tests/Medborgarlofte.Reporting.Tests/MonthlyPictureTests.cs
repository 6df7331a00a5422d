using System.Text.Json;
using Medborgarlofte.Contracts;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Contracts.Reporting;
using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Reporting.Replays;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.Tests;

public sealed class MonthlyPictureTests : IAsyncLifetime
{
    private readonly ReportingApp _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _app.DisposeAsync();
    }

    [Fact]
    public async Task A_month_that_is_over_is_told_once_with_the_counts_of_the_open_pages()
    {
        await _app.PublishAllAsync(new MunicipalityChanged("0480", 1, "Nyköping", 56_000, MeetingRhythm.Weekly, "Europe/Stockholm"));
        await _app.ReportAsync(
        [
            .. Month("2021-03-10", 6, Some.Damage, "ramdal"),
            .. Month("2021-04-10", 8, Some.Damage, "ramdal"),
            .. Month("2021-04-11", 6, Some.Burglary, "centrum"),
            .. Month("2021-04-12", 2, Some.Burglary, "sunda"),
        ]);

        var (entry, april) = Assert.Single(await ToldAsync(1));
        Assert.Equal((Some.Municipality, new DateOnly(2021, 4, 1), 16), (april.Municipality, april.Month, april.Cases));

        // Two are too few to be shown, and six would give them away beside the total.
        Assert.Equal([new AreaMonth("centrum", null, 0, 0), new AreaMonth("ramdal", 8, 6, 0), new AreaMonth("sunda", null, 0, 0)], april.Areas);
        Assert.Equal([new CategoryMonth(Some.Burglary, 8), new CategoryMonth(Some.Damage, 8)], april.Categories.OrderBy(category => category.Category, StringComparer.Ordinal));
        Assert.Equal(entry.Subject, april.PictureId);

        // From the 3rd of June on, and April not again.
        var (later, may) = (await ToldAsync(2))[1];
        Assert.Equal(new DateOnly(2021, 5, 1), may.Month);
        Assert.InRange(later.At, new DateTimeOffset(2021, 6, 3, 0, 0, 0, TimeSpan.FromHours(2)), new DateTimeOffset(2021, 7, 1, 0, 0, 0, TimeSpan.FromHours(2)));
    }

    [Fact]
    public async Task A_month_is_not_told_while_the_read_models_are_being_rebuilt()
    {
        await _app.InDatabaseAsync(db =>
        {
            db.ReplayRuns.Add(new ReplayRun { Id = Guid.CreateVersion7(), StartedAt = _app.Clock.GetUtcNow() });
            return db.SaveChangesAsync();
        });
        await _app.ReportAsync([.. Month("2021-04-10", 8, Some.Damage, "ramdal")]);

        Assert.Equal(0, await TellAsync());
        await _app.InDatabaseAsync(db => db.ReplayRuns.ExecuteUpdateAsync(run => run.SetProperty(r => r.CompletedAt, _app.Clock.GetUtcNow())));
        Assert.Equal(1, await TellAsync());

        // Two hours at once, as two replicas have them, tell it no more than one.
        await Task.WhenAll(TellAsync(), TellAsync());
        Assert.Equal(1, await TellAsync());
    }

    // What is done every hour, done now: how many months are told then.
    private async Task<int> TellAsync()
    {
        await _app.WorkAsync<ReportingDbContext, TellMonthlyPictures>();
        return await _app.InDatabaseAsync(db => db.EventLog.CountAsync(entry => entry.Type == nameof(MonthlyPictureCompleted)));
    }

    private static IEnumerable<Contracts.Incidents.IncidentReported> Month(string reportedOn, int count, string category, string area) =>
        Enumerable.Range(0, count).Select(_ => Some.Incident(category, area, reportedOn));

    // What is told when it is so many, the clock going on by six hours at a time until then.
    private async Task<List<(EventLogEntry Entry, MonthlyPictureCompleted Picture)>> ToldAsync(int count)
    {
        List<EventLogEntry> entries = [];
        await Eventually.TrueAsync(
            async () =>
            {
                entries = await _app.InDatabaseAsync(db =>
                    db.EventLog.AsNoTracking().Where(entry => entry.Type == nameof(MonthlyPictureCompleted)).OrderBy(entry => entry.Sequence).ToListAsync());
                _app.Clock.Advance(TimeSpan.FromHours(entries.Count >= count ? 0 : 6));
                return entries.Count >= count;
            },
            $"{count} months");
        return entries.ConvertAll(entry => (entry, JsonSerializer.Deserialize<MonthlyPictureCompleted>(entry.Payload, EventJson.Options)!));
    }
}
