using System.Net;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Notices;
using Medborgarlofte.NeighbourhoodWatch.Settings;
using Medborgarlofte.NeighbourhoodWatch.Tests.Support;
using Medborgarlofte.NeighbourhoodWatch.Warnings;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Tests;

public sealed class WarningTests(NeighbourhoodWatchApp app)
{
    private const string Settings = NeighbourhoodWatchApp.Root + "/warnings/settings";
    private const string Warnings = NeighbourhoodWatchApp.Root + "/warnings";

    [Fact]
    public async Task Five_burglaries_within_ten_days_trigger_one_warning_and_a_replay_none()
    {
        await using var own = await StartAsync(new { isOn = true, categories = new[] { "burglary" }, advice = "Märk det du är rädd om." });
        var (sunda, ramdal) = (await own.ActivateAsync("sunda"), await own.ActivateAsync("ramdal"));
        var wants = new
        {
            role = "household", address = "Sjövägen 6", email = "vill@example.se", consentOn = "2021-05-01", warningChannel = "mail",
            warningCategories = new[] { "burglary" },
        };
        await own.PostAsync(sunda + "/members", wants);
        await own.PostAsync(sunda + "/members", wants with { email = "annat@example.se", warningCategories = ["theft"] });
        await own.PostAsync(sunda + "/members", wants with { email = "inte@example.se", warningChannel = "none" });
        await own.PostAsync(ramdal + "/members", wants with { email = "ramdal@example.se" });
        var burglaries = Enumerable.Range(0, 5).Select(number => Reported(own, "burglary", daysAgo: 9 - (2 * number))).ToList();

        await own.PublishAndHandleAsync(burglaries.Take(4));
        Assert.Empty(await WarningsAsync(own));
        await own.PublishAndHandleAsync(burglaries.Skip(4));
        var warning = Assert.Single(await WarningsAsync(own));
        Assert.StartsWith(
            "5 inbrott har rapporterats i området Sunda inom 10 dagar, fler än vanligt.",
            warning.GetProperty("text").GetString(),
            StringComparison.Ordinal);
        Assert.EndsWith("Märk det du är rädd om.\n\nPolisen", warning.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 1), (warning.GetProperty("groups").GetInt32(), warning.GetProperty("households").GetInt32()));
        await Eventually.TrueAsync(() => Task.FromResult(own.Sent().Length == 1), "the mail");
        await own.PublishAndHandleAsync(burglaries);
        await own.PublishAndHandleAsync([Reported(own, "burglary", 0)]);

        Assert.Single(await WarningsAsync(own));
        var mail = Assert.Single(own.Sent());
        Assert.Contains("To: vill@example.se", mail, StringComparison.Ordinal);
        Assert.Equal(
            1, await own.InDatabaseAsync((NeighbourhoodWatchDbContext db) => db.EventLog.CountAsync(entry => entry.Type == "WarningSent")));
        Assert.Equal(
            0,
            await own.InDatabaseAsync(
                (NeighbourhoodWatchDbContext db) => db.EventLog.CountAsync(entry => EF.Functions.Like(entry.Payload, "%@%"))));
    }

    [Fact]
    public async Task Near_repeat_warns_once_until_the_quiet_days_have_passed()
    {
        await using var own = await StartAsync(new { isOn = true, categories = new[] { "burglary" }, quietDays = 7 });

        await own.PublishAndHandleAsync(
            [Reported(own, "burglary", 3, "58671:8550"), Reported(own, "burglary", 0, "58680:8550"), Reported(own, "burglary", 0)]);
        Assert.Empty(await WarningsAsync(own));
        await own.PublishAndHandleAsync([Reported(own, "burglary", 0, "58672:8550")]);
        Assert.Equal("nearRepeat", Assert.Single(await WarningsAsync(own)).GetProperty("rule").GetString());
        await own.PublishAndHandleAsync([Reported(own, "burglary", 0, "58671:8550")]);
        Assert.Single(await WarningsAsync(own));
        own.Clock.Advance(TimeSpan.FromDays(8));
        await own.PublishAndHandleAsync([Reported(own, "burglary", 0, "58671:8550")]);

        Assert.Equal(2, (await WarningsAsync(own)).Length);
    }

    [Fact]
    public async Task Near_repeat_across_a_border_warns_both_areas()
    {
        await using var own = await StartAsync(new { isOn = true, categories = new[] { "burglary" } });
        var (sunda, ramdal) = (await own.ActivateAsync("sunda"), await own.ActivateAsync("ramdal"));
        await own.PostAsync(sunda + "/members", new
        {
            role = "household", address = "Sjövägen 6", email = "sunda@example.se", consentOn = "2021-05-01", warningChannel = "mail",
        });
        await own.PostAsync(ramdal + "/members", new
        {
            role = "household", address = "Sjövägen 8", email = "ramdal@example.se", consentOn = "2021-05-01", warningChannel = "mail",
        });

        await own.PublishAndHandleAsync(
            Reported(own, "burglary", 1, "58671:8550"), Reported(own, "burglary", 0, "58672:8550") with { Area = "ramdal" });

        var warnings = (await WarningsAsync(own)).ToDictionary(warning => warning.GetProperty("area").GetString()!);
        Assert.StartsWith(
            "2 inbrott har rapporterats nära varandra i eller intill området Sunda inom 14 dagar.",
            warnings["sunda"].GetProperty("text").GetString(),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "2 inbrott har rapporterats nära varandra i eller intill området Ramdal inom 14 dagar.",
            warnings["ramdal"].GetProperty("text").GetString(),
            StringComparison.Ordinal);
        await Eventually.TrueAsync(() => Task.FromResult(own.Sent().Length == 2), "the mails");
    }

    [Fact]
    public async Task Count_warning_does_not_suppress_near_repeat_warning_in_a_neighbouring_area()
    {
        await using var own = await StartAsync(new { isOn = true, categories = new[] { "burglary" }, count = 2 });
        await own.PublishAndHandleAsync(Reported(own, "burglary", 1), Reported(own, "burglary", 1, "58672:8550") with { Area = "ramdal" });

        await own.PublishAndHandleAsync(Reported(own, "burglary", 0, "58671:8550"));

        var rules = (await WarningsAsync(own)).ToDictionary(
            warning => warning.GetProperty("area").GetString()!, warning => warning.GetProperty("rule").GetString());
        Assert.Equal(("count", "nearRepeat"), (rules["sunda"], rules["ramdal"]));
    }

    [Fact]
    public async Task Household_in_two_groups_gets_one_warning_and_only_from_its_accepted_sender()
    {
        await using var own = await StartAsync(new { isOn = true, categories = new[] { "burglary" }, count = 2, sender = "police" });
        var (first, second) = (await own.ActivateAsync("sunda"), await own.ActivateAsync("sunda"));
        var wants = new
        {
            role = "household", address = "Sjövägen 6", email = "vill@example.se", consentOn = "2021-05-01", warningChannel = "mail",
            warningSender = "police",
        };
        await own.PostAsync(first + "/members", wants);
        await own.PostAsync(second + "/members", wants with { email = "Vill@Example.SE" });
        await own.PostAsync(second + "/members", wants with { email = "kommun@example.se", warningSender = "municipality" });

        await own.PublishAndHandleAsync(Reported(own, "burglary", 0), Reported(own, "burglary", 0));
        await Eventually.TrueAsync(() => Task.FromResult(own.Sent().Length > 0), "the mail");

        var warning = Assert.Single(await WarningsAsync(own));
        Assert.Equal((2, 1), (warning.GetProperty("groups").GetInt32(), warning.GetProperty("households").GetInt32()));
        Assert.Contains("To: vill@example.se", Assert.Single(own.Sent()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("sunda", 100)]
    [InlineData("sunda", 3650)]
    public async Task Corrected_case_does_not_count_even_if_its_older_event_is_redelivered(string? area, int daysAgo)
    {
        await using var own = await StartAsync(new { isOn = true, categories = new[] { "burglary" }, count = 2 });
        var (kept, reported) = (Reported(own, "burglary", 1), Reported(own, "burglary", 1));
        var corrected = Incident<IncidentCorrected>(own, "burglary", 1) with
        {
            IncidentId = reported.IncidentId, Version = 2, Area = area, ReportedAt = own.Clock.GetUtcNow().AddDays(-daysAgo),
        };

        await own.PublishAndHandleAsync(reported, corrected, kept, reported);

        Assert.Empty(await WarningsAsync(own));
    }

    [Fact]
    public async Task Case_is_deleted_when_no_rule_reads_it_any_more()
    {
        await using var own = await StartAsync(new { isOn = true, categories = new[] { "burglary" }, days = 10, normalDays = 20 });
        await own.PublishAndHandleAsync(Reported(own, "burglary", 1), Reported(own, "burglary", 0));
        own.Clock.Advance(TimeSpan.FromDays(43));

        await own.WorkAsync<NeighbourhoodWatchDbContext, WatchedIncidentCleanupJob>();

        Assert.Equal(1, await CountStoredCasesAsync(own));
    }

    [Fact]
    public async Task Replay_of_cases_registered_before_mail_was_switched_on_warns_nobody()
    {
        await using var own = await StartAsync(new { isOn = false });
        var before = new[] { Reported(own, "burglary", 0), Reported(own, "burglary", 0), Reported(own, "burglary", 0) };
        await own.PublishAndHandleAsync(before);
        own.Clock.Advance(TimeSpan.FromMinutes(1));
        await own.SendAsync(HttpMethod.Put, Settings, new { isOn = true, categories = new[] { "burglary" }, count = 3 }, HttpStatusCode.OK);

        await own.PublishAndHandleAsync(before);
        Assert.Empty(await WarningsAsync(own));
        await own.PublishAndHandleAsync(Reported(own, "burglary", 0));

        Assert.Equal(4, Assert.Single(await WarningsAsync(own)).GetProperty("cases").GetInt32());
    }

    [Fact]
    public async Task Switching_mail_off_stops_warnings_and_deletes_stored_incidents()
    {
        await using var own = await StartAsync(new { isOn = true, categories = new[] { "burglary" }, count = 2 });
        await own.PublishAndHandleAsync([Reported(own, "burglary", 0)]);
        await own.SendAsync(HttpMethod.Put, Settings, new { isOn = false }, HttpStatusCode.OK);
        Assert.Equal(0, await CountStoredCasesAsync(own));

        await own.PublishAndHandleAsync(Reported(own, "burglary", 0), Reported(own, "burglary", 0));
        await own.SendAsync(HttpMethod.Put, Settings, new { isOn = true, categories = new[] { "burglary" }, count = 2 }, HttpStatusCode.OK);
        await own.PublishAndHandleAsync(Reported(own, "burglary", 0));

        Assert.Empty(await WarningsAsync(own));
    }

    [Fact]
    public async Task Switching_mail_off_discards_every_unsent_mail()
    {
        await using var own = await StartAsync(new { isOn = true, categories = new[] { "burglary" }, count = 2 }, holdsMails: true);
        await own.ActivateAsync("sunda");
        await own.PublishAndHandleAsync(Reported(own, "burglary", 0), Reported(own, "burglary", 0));
        await own.InDatabaseAsync((NeighbourhoodWatchDbContext db) =>
        {
            foreach (var kind in NoticeKinds.All.Append("another"))
            {
                db.AddNotice(
                    new NoticeContent("0481", kind, Guid.CreateVersion7(), "Ämne", "Text"),
                    new NoticeRecipient("watch-member:1", "vill@example.se"),
                    own.Clock.GetUtcNow());
            }

            return db.SaveChangesAsync();
        });
        Assert.Equal((1, NoticeKinds.All.Length + 1), await WaitingAsync(own));

        await own.SendAsync(HttpMethod.Put, Settings, new { isOn = false }, HttpStatusCode.OK);

        Assert.Equal((0, 1), await WaitingAsync(own));
    }

    [Fact]
    public async Task Irrelevant_outdated_and_erased_cases_do_not_count()
    {
        await using var own = await StartAsync(new { isOn = true, categories = new[] { "burglary" }, count = 2, normalDays = 7 });

        await own.PublishAndHandleAsync([
            Reported(own, "burglary", 0) with { Status = IncidentStatus.Quarantined },
            Reported(own, "burglary", 0) with { IsSelection = true },
            Reported(own, "burglary", 0) with { Area = null },
            Reported(own, "burglary", 40),
            Reported(own, "theft", 0),
        ]);
        Assert.Empty(await WarningsAsync(own));
        var first = Reported(own, "burglary", 0);
        await own.PublishAndHandleAsync([first]);
        await own.PublishAndHandleAsync(new IncidentErased(
            first.IncidentId, 2, "0481", "sunda", "burglary", Attempted: false, [], [], [], [],
            new DateOnly(2021, 5, 3), new DateOnly(2021, 5, 3), IncidentStatus.Reported, IsSelection: false));
        await own.PublishAndHandleAsync([Reported(own, "burglary", 0)]);

        Assert.Empty(await WarningsAsync(own));
    }

    [Fact]
    public async Task One_theft_reported_by_two_parties_counts_once_until_it_is_decided()
    {
        await using var own = await StartAsync(new { isOn = true, categories = new[] { "theft" } });
        var reported = Reported(own, "theft", 1, "58671:8550") with { ReportedBy = "police:nykoping" };
        var again = Reported(own, "theft", 1, "58671:8550") with { ReportedBy = "security:vaktbolaget" };

        await own.PublishAndHandleAsync(reported, again);
        Assert.Empty(await WarningsAsync(own));
        var dismissed = new DuplicateDismissed(reported.IncidentId, 1, "0481", again.IncidentId);
        await own.PublishAndHandleAsync(dismissed, dismissed);

        var warning = Assert.Single(await WarningsAsync(own));
        Assert.StartsWith("2 stölder har rapporterats nära varandra", warning.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Likely_duplicate_is_one_case_beside_another()
    {
        await using var own = await StartAsync(new { isOn = true, categories = new[] { "theft" }, count = 3 });
        var reported = Reported(own, "theft", 2) with { ReportedBy = "police:nykoping" };
        var again = Reported(own, "theft", 2) with { ReportedBy = "security:vaktbolaget" };

        await own.PublishAndHandleAsync(reported, again, Reported(own, "theft", 1) with { ReportedBy = "police:nykoping" });
        Assert.Empty(await WarningsAsync(own));
        await own.PublishAndHandleAsync(Reported(own, "theft", 0) with { ReportedBy = "police:nykoping" });

        Assert.StartsWith(
            "3 stölder har rapporterats i området Sunda",
            Assert.Single(await WarningsAsync(own)).GetProperty("text").GetString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"categories\":[]}", "isOn")]
    [InlineData("{\"isOn\":true}", "categories")]
    [InlineData("{\"isOn\":true,\"categories\":[\"borta\"]}", "categories[0]")]
    [InlineData("{\"isOn\":false,\"count\":1}", "count")]
    [InlineData("{\"isOn\":false,\"advice\":\"Ring 070-123 45 67\"}", "advice")]
    public async Task Error_names_the_invalid_field(string settings, string field)
    {
        var problem = await app.SendAsync(
            HttpMethod.Put, Settings, System.Text.Json.JsonElement.Parse(settings), HttpStatusCode.BadRequest);

        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    private static IncidentReported Reported(NeighbourhoodWatchApp own, string category, int daysAgo, string? cell = null) =>
        Incident<IncidentReported>(own, category, daysAgo, cell);

    private static TEvent Incident<TEvent>(NeighbourhoodWatchApp own, string category, int daysAgo, string? cell = null)
        where TEvent : IncidentChanged, new()
    {
        var at = own.Clock.GetUtcNow().AddDays(-daysAgo);
        return new TEvent
        {
            IncidentId = Guid.CreateVersion7(at),
            Version = 1,
            Municipality = "0481",
            Area = "sunda",
            Category = category,
            OccurredFrom = at,
            OccurredTo = at,
            ReportedAt = at,
            RegisteredAt = own.Clock.GetUtcNow(),
            Status = IncidentStatus.Reported,
            Source = "police",
            GridCell = cell,
        };
    }

    private static Task<int> CountStoredCasesAsync(NeighbourhoodWatchApp own) =>
        own.InDatabaseAsync((NeighbourhoodWatchDbContext db) => db.WatchedIncidents.CountAsync());

    private static async Task<System.Text.Json.JsonElement[]> WarningsAsync(NeighbourhoodWatchApp own) =>
        [.. (await own.GetAsync(Warnings)).GetProperty("items").EnumerateArray()];

    private static Task<(int Mailings, int Notices)> WaitingAsync(NeighbourhoodWatchApp own) =>
        own.InDatabaseAsync(async (NeighbourhoodWatchDbContext db) => (
        await db.Set<NoticeMailing>().CountAsync(mailing => mailing.SpreadAt == null),
        await db.Set<Notice>().CountAsync(notice => notice.State == NoticeState.Waiting)));

    private async Task<NeighbourhoodWatchApp> StartAsync(object settings, bool holdsMails = false)
    {
        var own = await app.AnotherAsync(holdsMails);
        await own.PublishCategoriesAsync();
        await own.SendAsync(HttpMethod.Put, Settings, settings, HttpStatusCode.OK);
        return own;
    }
}


public sealed class WarningRulesTests
{
    private static readonly DateOnly Today = new(2021, 5, 3);

    [Theory]
    [InlineData("58671:8550", "58671:8550", 0, true)]
    [InlineData("58671:8550", "58672:8551", 13, true)]
    [InlineData("58671:8550", "58672:8551", 14, false)]
    [InlineData("58671:8550", "58673:8550", 0, false)]
    [InlineData("58671:8550", null, 0, false)]
    public void Near_repeat_requires_distance_and_days_below_the_limits(string cell, string? other, int daysBefore, bool warns)
    {
        var finding = WarningRules.Find(Settings(), Incident(0, cell), [Incident(daysBefore, other)]).SingleOrDefault();

        Assert.Equal(warns, finding is not null);
    }

    [Theory]
    [InlineData(4, 9, 0, true)]
    [InlineData(3, 9, 0, false)]
    [InlineData(4, 10, 0, false)]
    [InlineData(4, 9, 28, true)]
    [InlineData(4, 9, 29, false)]
    [InlineData(4, -9, 0, true)]
    [InlineData(4, -10, 0, false)]
    public void Count_rule_requires_enough_cases_within_the_window_and_above_the_normal_level(
        int others, int daysBefore, int before, bool warns)
    {
        // Five cases in ten days are 150 percent of a normal level of 28 cases in 84 days.
        var known = Enumerable.Repeat(Incident(daysBefore, null), others).Concat(Enumerable.Repeat(Incident(50, null), before)).ToList();

        Assert.Equal(warns, WarningRules.Find(Settings(), Incident(0, null), known).Any());
    }

    [Theory]
    [InlineData(58.671, 17.1, "58671:8550")]
    [InlineData(58.6719999, 17.1019999, "58671:8550")]
    [InlineData(58.672, 17.102, "58672:8551")]
    [InlineData(-0.0001, -0.0001, "-1:-1")]
    public void Cell_contains_its_southern_and_western_edge(double north, double east, string cell) =>
        Assert.Equal(cell, GridCell.Of(north, east));

    private static MailSettings Settings() => new() { Municipality = "0481" };

    private static WatchedIncident Incident(int daysBefore, string? cell) => new()
    {
        IncidentId = Guid.CreateVersion7(), Version = 1, Municipality = "0481", Area = "sunda", Category = "burglary",
        GridCell = cell, On = Today.AddDays(-daysBefore), Counts = true,
    };
}
