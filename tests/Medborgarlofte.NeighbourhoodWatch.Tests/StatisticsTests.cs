using System.Globalization;
using System.Net;
using Medborgarlofte.Contracts.Reporting;
using Medborgarlofte.Events;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Notices;
using Medborgarlofte.NeighbourhoodWatch.Tests.Support;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Tests;

public sealed class StatisticsTests(NeighbourhoodWatchApp app)
{
    private static readonly DateOnly April = new(2021, 4, 1);

    [Fact]
    public async Task Monthly_statistics_go_once_to_subscribers_and_repeat_the_public_pages()
    {
        await using var own = await app.AnotherAsync();
        await own.PublishCategoriesAsync();
        await own.SwitchMailAsync(isOn: true);
        var (sunda, second) = (await own.ActivateAsync("sunda"), await own.ActivateAsync("sunda"));
        var wants = new
        {
            role = "household", address = "Sjövägen 6", email = "vill@example.se", consentOn = "2021-05-01", monthlyStatistics = true,
            warningSender = "police",
        };
        await own.PostAsync(sunda + "/members", wants);
        await own.PostAsync(second + "/members", wants);
        await own.PostAsync(sunda + "/members", wants with { email = "inte@example.se", monthlyStatistics = false });
        await own.PostAsync(sunda + "/members", wants with { email = "kommun@example.se", warningSender = "municipality" });
        var left = await own.PostAsync(sunda + "/members", wants with { email = "borta@example.se" });
        await own.PostAsync($"{sunda}/members/{left.GetProperty("id").GetString()}/consent-withdrawals", null, HttpStatusCode.OK);

        await own.PublishAndHandleAsync(Picture(April.AddMonths(-1)), Picture(April), Picture(April));
        await Eventually.TrueAsync(() => Task.FromResult(own.Sent().Length > 0), "the letter");
        await own.PublishAndHandleAsync(Picture(April));

        var mailing = Assert.Single(await own.InDatabaseAsync((NeighbourhoodWatchDbContext db) => db.Set<NoticeMailing>().ToListAsync()));
        Assert.Equal("Statistik till grannsamverkan i området Sunda, april 2021", mailing.Subject);
        Assert.StartsWith(
            """
            Rapporterade fall i området Sunda i april 2021: 1 200.
            Månaden före: visas inte. I april 2020: 0.

            I hela kommunen: 1 217.
            – burglary: 7
            – theft: visas inte

            """.ReplaceLineEndings("\n"),
            mailing.Text.Replace('\u00a0', ' '),
            StringComparison.Ordinal);
        Assert.EndsWith("Polisen", mailing.Text, StringComparison.Ordinal);
        Assert.Contains("To: vill@example.se", Assert.Single(own.Sent()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statistics_state_what_nobody_collected()
    {
        await using var own = await app.AnotherAsync();
        await own.PublishCategoriesAsync();
        await own.SwitchMailAsync(isOn: true);
        await own.ActivateAsync("sunda");

        await own.PublishAndHandleAsync(Picture(April) with
        {
            Gaps = [new(April, new(2021, 4, 12), new(2021, 4, 30)), new(April.AddMonths(-1)), new(April.AddYears(-1))],
            Categories = [new("burglary", 7), new("theft", null, new(April))],
        });

        var mailing = Assert.Single(await own.InDatabaseAsync((NeighbourhoodWatchDbContext db) => db.Set<NoticeMailing>().ToListAsync()));
        Assert.StartsWith(
            """
            Rapporterade fall i området Sunda i april 2021: 1 200 (insamlat 12–30 april 2021).
            Månaden före: uppgift saknas. I april 2020: uppgift saknas.

            I hela kommunen: 1 217 (insamlat 12–30 april 2021).
            – burglary: 7
            – theft: uppgift saknas

            """.ReplaceLineEndings("\n"),
            mailing.Text.Replace('\u00a0', ' '),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statistics_are_not_sent_before_the_municipality_switches_mail_on()
    {
        await using var own = await app.AnotherAsync();
        await own.PublishCategoriesAsync();
        await own.ActivateAsync("sunda");

        await own.PublishAndHandleAsync(Picture(April));
        Assert.Equal(0, await MailingsAsync(own));
        await own.SwitchMailAsync(isOn: true);
        await own.PublishAndHandleAsync(Picture(April));

        Assert.Equal(1, await MailingsAsync(own));
    }

    [Fact]
    public async Task Statistics_require_an_email_address()
    {
        var group = await app.FormAsync();

        var problem = await app.PostAsync(
            group + "/members", new { role = "household", address = "Sjövägen 8", monthlyStatistics = true }, HttpStatusCode.BadRequest);

        Assert.Equal("monthlyStatistics", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    private static MonthlyPictureCompleted Picture(DateOnly month) => new(
        DeterministicGuid.Of("test", month.ToString("O", CultureInfo.InvariantCulture)),
        1,
        "0481",
        month,
        1_217,
        [new AreaMonth("ramdal", 12, 4, 8), new AreaMonth("sunda", 1_200, null, 0)],
        [new CategoryMonth("burglary", 7), new CategoryMonth("theft", null)]);

    private static Task<int> MailingsAsync(NeighbourhoodWatchApp own) =>
        own.InDatabaseAsync(
            (NeighbourhoodWatchDbContext db) => db.Set<NoticeMailing>().CountAsync(mailing => mailing.Kind == NoticeKinds.Statistics));
}
