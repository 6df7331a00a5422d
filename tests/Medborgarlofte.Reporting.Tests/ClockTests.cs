using System.Net;
using System.Net.Http.Json;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.Reporting.StartPages;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Reporting.Tests;

public sealed class ClockTests : IsolatedReportingTests
{
    private readonly Guid _promise = Some.Id();
    private readonly Guid _measure = Some.Id();

    [Fact]
    public async Task Future_days_do_not_count_as_observed()
    {
        App.Clock.SetUtcNow(new DateTimeOffset(2021, 3, 20, 12, 0, 0, TimeSpan.Zero));
        var row = Some.Theme(_promise, 1, "Inbrott", Some.Burglary);
        DateOnly[] days = [new(2021, 3, 19), new(2021, 3, 20)];
        var effects = days.Select((after, index) => Some.Effect(row, EffectKind.Observed) with
        {
            FirstDay = new(2021, 1, 1 + index),
            Observed = new ObservedEffect(ObservationTrigger.MeasureStarted, after, [], [], null),
        });
        await Municipality.ReportAsync(Some.Incident(Some.Burglary, reportedOn: "2019-05-10"));
        await Municipality.ProjectAsync([Some.Promise(_promise), row, .. effects]);

        var lines = (await Municipality.FollowUpAsync()).Rows.Single().Effects;

        Assert.Equal(
            [
                "Efter att åtgärden påbörjades den 19 mars 2021 har inga fler fall inträffat, enligt det som har rapporterats in"
                + " (1 dag följdes).",
                "Efter att åtgärden påbörjades den 20 mars 2021 finns ännu ingen dag att följa.",
            ],
            lines.Select(line => line.Text));
    }

    [Fact]
    public async Task Measure_planned_for_June_is_late_from_July_on()
    {
        var row = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage);
        await Municipality.ProjectAsync(
            Some.Promise(_promise), row, Some.Measure("Föräldravandring", MeasureStatus.Planned, row));
        App.Clock.SetUtcNow(new DateTimeOffset(2021, 6, 30, 12, 0, 0, TimeSpan.Zero));
        Assert.False((await MeasureInAsync("2021-t2")).IsLate);
        App.Clock.SetUtcNow(new DateTimeOffset(2021, 7, 1, 12, 0, 0, TimeSpan.Zero));

        var (first, second) = (await MeasureInAsync("2021-t1"), await MeasureInAsync("2021-t2"));

        Assert.Equal(
            (false, "Föräldravandring (vaktbolag; ansvarig: Oxelösunds kommun), planeras till juni 2021."), (first.IsLate, first.Text));
        Assert.Equal(
            (true, "Föräldravandring (vaktbolag; ansvarig: Oxelösunds kommun), planerades till juni 2021 men är inte påbörjad."),
            (second.IsLate, second.Text));

        async Task<MeasureLine> MeasureInAsync(string period) =>
            (await Municipality.GetAsync<FollowUp>($"/follow-ups/{period}?version=draft")).Rows[0].Measures.Single();
    }

    [Fact]
    public async Task Later_period_counts_from_the_first_day_and_states_when_the_number_was_reached()
    {
        App.Clock.SetUtcNow(new DateTimeOffset(2022, 1, 10, 9, 0, 0, TimeSpan.Zero));
        await Municipality.ProjectAsync(
            Some.Promise(_promise),
            CommitmentSectionTests.Commitment(Some, _promise, _measure, "Minst 52 hastighetskontroller", 52),
            CommitmentSectionTests.Commitment(Some, _promise, _measure, "Belysningen ses över", null) with { MeasureIds = [] },
            CommitmentSectionTests.Commitment(Some, _promise, _measure, "Dialog om torget", null) with
            {
                Assessment = new(CommitmentOutcome.Kept, "EST-gruppen", new(2022, 1, 5)),
            },
            CommitmentSectionTests.Done(Some, _measure, "police:nykoping", "2021-03-01", 40),
            CommitmentSectionTests.Done(Some, _measure, "police:nykoping", "2021-11-01", 17));

        var t3 = (await Municipality.GetAsync<FollowUp>("/follow-ups/2021-t3?version=draft")).Commitments!;
        var year = (await Municipality.GetAsync<FollowUp>("/follow-ups/2021?version=draft")).Commitments!;

        Assert.Equal(
            [
                "Ännu inte bedömt.",
                "Hållet, enligt bedömning den 5 januari 2022 (EST-gruppen). 57 gånger till och med den 31 december 2021.",
                "Överträffat: 57 gånger av minst 52 till och med den 31 december 2021. Antalet nåddes den 1 november 2021.",
            ],
            year.Select(line => line.Text));
        Assert.Equal(["Åtagandet har ingen åtgärd bakom sig.", null, null], year.Select(line => line.Warning));
        Assert.Equal((57, 17), (t3[2].Count, t3[2].CountInPeriod));
    }

    [Fact]
    public async Task Start_page_shows_the_latest_closed_month_with_cases()
    {
        App.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        await Municipality.ProjectAsync(Some.Promise(_promise), Some.Theme(_promise, 1, "Skadegörelse", Some.Damage));
        await Municipality.ReportAsync(
        [
            .. Some.Incidents(6, reportedOn: "2021-04-20"),
            .. Some.Incidents(8, reportedOn: "2021-03-22"),
            .. Some.Incidents(9, reportedOn: "2025-12-30"),
        ]);

        var draft = await StartAsync();

        // December is released on 3 January.
        Assert.Equal(("2021-04", 6), (draft.Picture!.Period.Code, draft.Picture.Total.Count));
        Assert.Equal(("2021-t1", FollowUpState.Draft), (draft.LatestFollowUps.Single().Period.Code, draft.LatestFollowUps.Single().State));
        Assert.Equal("Medborgarlöfte 2021", draft.Promises.Single().Title);

        await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications");
        await Municipality.ReportAsync(Some.Incident(reportedOn: "2021-06-01"));
        Assert.Equal(
            ("2021-t1", FollowUpState.Published),
            ((await StartAsync()).LatestFollowUps.Single().Period.Code, (await StartAsync()).LatestFollowUps.Single().State));
    }

    [Fact]
    public async Task Running_period_is_compared_with_as_many_days_and_not_released()
    {
        App.Clock.SetUtcNow(new DateTimeOffset(2021, 12, 3, 12, 0, 0, TimeSpan.Zero));
        await Municipality.ReportAsync(
        [
            .. Some.Incidents(2, reportedOn: "2021-12-02"),
            .. Some.Incidents(1, reportedOn: "2020-12-03"),
            .. Some.Incidents(6, reportedOn: "2020-12-04"),
        ]);

        var running = await Municipality.PictureAsync("2021-12");

        Assert.Equal(new DateOnly(2021, 12, 3), running.CountedThrough);
        Assert.Equal((2, 0, 1), (running.Total.Count, running.Total.PreviousPeriod, running.Total.SamePeriodLastYear));
        Assert.Null((await Municipality.PictureAsync("2020-12")).CountedThrough);
        var page = WebUtility.HtmlDecode(
            await Municipality.Client.GetStringAsync(new Uri($"/{Municipality.Code}/lagesbild/2021-12", UriKind.Relative)));
        Assert.Contains("Hittills under december 2021, till och med den 3 december 2021,", page, StringComparison.Ordinal);
        Assert.Contains("1 fler än under de första 3 dagarna av december 2020", page, StringComparison.Ordinal);

        using var anyone = Municipality.ClientFor(null);
        using var unreleased = await anyone.GetAsync(new Uri(Municipality.Root + "/situational-pictures/2021-12", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unreleased.StatusCode);
        Assert.Contains("publiceras den 3 januari 2022", await unreleased.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var future = await Municipality.SendAsync(HttpMethod.Get, "/situational-pictures/2022-01");
        Assert.Equal(HttpStatusCode.NotFound, future.StatusCode);
        using var published = await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t3/publications");
        Assert.Equal(HttpStatusCode.Conflict, published.StatusCode);
    }

    [Fact]
    public async Task Live_reports_do_not_change_a_released_picture_until_they_are_many()
    {
        App.Clock.SetUtcNow(new DateTimeOffset(2021, 5, 10, 12, 0, 0, TimeSpan.Zero));
        await Municipality.ReportAsync([.. Some.Incidents(9, reportedOn: "2021-04-20"), .. Some.Incidents(8, reportedOn: "2021-03-20")]);
        Assert.Equal(9, await ReleasedAsync());

        await Municipality.ReportAsync([.. Some.Incidents(4, reportedOn: "2021-04-21")]);
        await App.WorkAsync<ReportingDbContext, PublishMonthlyPictures>();
        Assert.Equal(9, await ReleasedAsync());

        await Municipality.ReportAsync([.. Some.Incidents(1, reportedOn: "2021-04-22")]);
        await App.WorkAsync<ReportingDbContext, PublishMonthlyPictures>();
        Assert.Equal(14, await ReleasedAsync());

        async Task<int?> ReleasedAsync()
        {
            using var anyone = Municipality.ClientFor(null);
            return (await anyone.GetFromJsonAsync<SituationalPicture>(
                new Uri(Municipality.Root + "/situational-pictures/2021-04", UriKind.Relative), ApiJson.Options))!.Total.Count;
        }
    }

    private async Task<StartPageModel> StartAsync()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var start = scope.ServiceProvider.GetRequiredService<StartPageQuery>();
        return await start.ReadAsync(Some.Reference(), seesDrafts: true, default);
    }
}
