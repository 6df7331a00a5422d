using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Http;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.Tests;

public sealed class FollowUpTests(ReportingApp app) : ReportingTests(app)
{
    private readonly Guid _promise = Some.Id();

    [Fact]
    public async Task Case_in_two_rows_is_in_both_and_once_in_the_total()
    {
        await Municipality.ProjectAsync(
            Some.Promise(_promise),
            Some.Place(_promise, 2, "Ramdalsområdet", "ramdal"),
            Some.Theme(_promise, 1, "Skadegörelse", Some.Damage));
        await Municipality.ReportAsync(
        [
            .. Some.Incidents(3, area: "ramdal"),
            .. Some.Incidents(2),
            .. Some.Incidents(4, Some.Disorder, "ramdal"),
            .. Some.Incidents(5, Some.Theft),
        ]);

        var followUp = await Municipality.FollowUpAsync();

        Assert.Equal([("Skadegörelse", 5), ("Ramdalsområdet", 7)], followUp.Rows.Select(row => (row.Name, row.Cases)));
        Assert.Equal(new FollowUpTotals(9, 3), followUp.Totals);
        Assert.Contains("Av fallen står 3 även under Skadegörelse.", followUp.Rows[1].Problem.Text);
        Assert.Contains("Av fallen står 3 även under Ramdalsområdet.", followUp.Rows[0].Problem.Text);
        Assert.Equal(["polisen", "Oxelösunds kommun"], followUp.Promise!.OwnerNames);
    }

    [Fact]
    public async Task Paused_hindered_and_cancelled_measures_state_reason_and_day()
    {
        var row = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage);
        var since = new DateOnly(2021, 3, 15);
        var hindered = Some.Measure("Besök i skolorna", MeasureStatus.Hindered, row) with
        {
            StatusSince = since,
            Hindrance = new MeasureHindrance(HindranceReason.PandemicRestrictions, new(2021, 1, 1), new(2021, 4, 30), new(2021, 5, 3)),
        };
        await Municipality.ProjectAsync(
            Some.Promise(_promise),
            row,
            Some.Measure("Trygghetsvandringar", MeasureStatus.Paused, row) with { StatusSince = since },
            hindered,
            Some.Measure("Nattrondering", MeasureStatus.Hindered, row) with
            {
                StatusSince = since,
                Hindrance = new MeasureHindrance(HindranceReason.Staffing, since, To: null, NewDate: null),
            },
            Some.Measure("Avbruten insats", MeasureStatus.Cancelled, row) with { StatusSince = since },
            Some.Measure("Avbruten före perioden", MeasureStatus.Cancelled, row) with
            {
                StatusSince = new(2020, 12, 31),
                StartedOn = new(2020, 11, 1),
            },
            Some.Measure("Aldrig påbörjad", MeasureStatus.Cancelled, row) with { StatusSince = since, StartedOn = null });

        var texts = (await Municipality.FollowUpAsync()).Rows[0].Measures.Select(measure => measure.Text);

        Assert.Equal(
            [
                "Avbruten insats (vaktbolag; ansvarig: Oxelösunds kommun), avbruten den 15 mars 2021.",
                "Besök i skolorna (vaktbolag; ansvarig: Oxelösunds kommun), hindrad av pandemirestriktioner (1 januari–30 april 2021),"
                + " tas upp den 3 maj 2021.",
                "Nattrondering (vaktbolag; ansvarig: Oxelösunds kommun), hindrad av personalbrist (sedan den 15 mars 2021).",
                "Trygghetsvandringar (vaktbolag; ansvarig: Oxelösunds kommun), pausad sedan den 15 mars 2021.",
            ],
            texts);
    }

    [Fact]
    public async Task Promise_shows_its_sources_signatures_and_earlier_promise()
    {
        var earlier = Some.Promise(Some.Id()) with
        {
            Title = "Medborgarlöfte 2020",
            FirstDay = new(2020, 1, 1),
            LastDay = new(2020, 12, 31),
        };
        var promise = Some.Promise(_promise) with
        {
            Sources = new PromiseSources(
                [
                    new CitizenViewSource(CitizenViewChannel.Dialogue, ["ramdal", "sunda"], new(2020, 10, 1), new(2020, 10, 31)),
                    new CitizenViewSource(null, [], new(2020, 5, 4), new(2020, 5, 6)),
                ],
                [
                    new SituationalPictureSource(new(2020, 1, 1), new(2020, 12, 31)),
                    new SituationalPictureSource(new(2020, 9, 2), new(2020, 9, 3)),
                ]),
            Signatures = [new PromiseSignature("police:nykoping", "lokalpolisområdeschefen", new(2020, 12, 10))],
            FollowsPromiseId = earlier.PromiseId,
        };
        await Municipality.ProjectAsync(
            earlier,
            promise,
            Some.Theme(_promise, 1, "Skadegörelse", Some.Damage),
            View(CitizenViewChannel.Dialogue, "ramdal"),
            View(CitizenViewChannel.Dialogue, "sunda"),
            View(CitizenViewChannel.Dialogue, "ramdal"),
            View(CitizenViewChannel.Dialogue, "sunda"),
            View(CitizenViewChannel.Dialogue, "ramdal"),
            View(CitizenViewChannel.Dialogue, "centrum"),
            View(CitizenViewChannel.Survey, "ramdal"));

        var shown = (await Municipality.FollowUpAsync()).Promise!;

        Assert.Equal(
            [
                "Medborgardialog, oktober 2020, Ramdal och Sunda: 5 åsikter",
                "Åsikter från alla håll, 4–6 maj 2020: inga enskilda åsikter är införda",
                "Lägesbilden för år 2020",
                "Lägesbilden för 2–3 september 2020",
            ],
            shown.Sources!.Select(source => source.Text));
        Assert.Equal(["Löftet är inte undertecknat av alla sina ägare."], shown.Warnings);
        var html = WebUtility.HtmlDecode(
            await Municipality.Client.GetStringAsync($"/{Municipality.Code}/uppfoljning/2021-t1?version=draft"));
        Assert.Contains("<strong>Obs!</strong> Löftet är inte undertecknat av alla sina ägare.", html, StringComparison.Ordinal);
        Assert.Contains("Polisen: lokalpolisområdeschefen, den", html, StringComparison.Ordinal);
        Assert.Contains("Det följer på ett tidigare löfte: Medborgarlöfte 2020", html, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"/{Municipality.Code}/lagesbild/2020\">Lägesbilden för år 2020</a>", html, StringComparison.Ordinal);
        Assert.DoesNotContain($"<a href=\"/{Municipality.Code}/lagesbild/2020-09-02", html, StringComparison.Ordinal);

        CitizenViewReceived View(CitizenViewChannel channel, string area) => new(
            Some.Id(), 1, Some.Municipality, area, channel, [], new(2020, 10, 20));
    }

    [Fact]
    public async Task Measures_shared_with_an_earlier_row_come_last_and_name_it()
    {
        var damage = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage);
        var ramdal = Some.Place(_promise, 2, "Ramdalsområdet", "ramdal");
        var patrol = Some.Measure("Utökad rondering.", MeasureStatus.Started, damage, ramdal);
        var deeper = Some.Measure("Fördjupat arbete", MeasureStatus.Planned, ramdal);
        var ended = Some.Measure("Avslutat", MeasureStatus.Completed, damage) with { CompletedOn = new(2020, 12, 31) };
        var later = Some.Measure("Senare", MeasureStatus.Started, damage) with { StartedOn = new(2021, 5, 1) };
        await Municipality.ProjectAsync(Some.Promise(_promise), damage, ramdal, patrol, deeper, ended, later);

        var rows = (await Municipality.FollowUpAsync()).Rows;

        Assert.Equal(["Utökad rondering (vaktbolag; ansvarig: Oxelösunds kommun)."], rows[0].Measures.Select(measure => measure.Text));
        Assert.Equal(
            [
                ("Fördjupat arbete (vaktbolag; ansvarig: Oxelösunds kommun), planeras till juni 2021.", null),
                ("Utökad rondering (vaktbolag; ansvarig: Oxelösunds kommun).", "Skadegörelse"),
            ],
            rows[1].Measures.Select(measure => (measure.Text, measure.SharedWith)));
        Assert.Equal((EffectKind.Judged, "Effekten är ännu inte bedömd."), (rows[0].Effects.Single().Kind, rows[0].Effects.Single().Text));
        Assert.Equal((EffectKind.NotStarted, "Ännu inte påbörjat."), (rows[1].Effects.Single().Kind, rows[1].Effects.Single().Text));
    }

    [Fact]
    public async Task Every_row_of_a_published_follow_up_has_an_effect()
    {
        var (bare, planned) = (Some.Theme(_promise, 1, "Skadegörelse", Some.Damage), Some.Place(_promise, 2, "Ramdalsområdet", "ramdal"));
        await Municipality.ProjectAsync(Some.Promise(_promise), bare, planned, Some.Measure("Belysning", MeasureStatus.Planned, planned));
        await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications");
        using var anybody = Municipality.ClientFor(null);

        var page = WebUtility.HtmlDecode(
            await anybody.GetStringAsync(new Uri($"/{Municipality.Code}/uppfoljning/2021-t1", UriKind.Relative)));

        Assert.Collection(
            System.Text.RegularExpressions.Regex.Matches(
                page, "data-label=\"Effekt\">.*?</td>", System.Text.RegularExpressions.RegexOptions.Singleline),
            cell => Assert.Contains("Effekten är ännu inte bedömd.", cell.Value, StringComparison.Ordinal),
            cell => Assert.Contains("Ännu inte påbörjat.", cell.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Warnings_about_the_promise_are_for_those_who_work_with_it()
    {
        await Municipality.ProjectAsync(Some.Promise(_promise), Some.Theme(_promise, 1, "Skadegörelse", Some.Damage));
        await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications");
        using var anybody = Municipality.ClientFor(null);
        using var police = Municipality.ClientOf("police:nykoping", "police");

        foreach (var path in new[] { $"/{Municipality.Code}/uppfoljning/2021-t1", $"/{Municipality.Code}" })
        {
            Assert.Contains("Löftet är inte undertecknat.", await ReadAsync(police, path), StringComparison.Ordinal);
            Assert.DoesNotContain("Löftet är inte undertecknat.", await ReadAsync(anybody, path), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(
            "Löftet är inte undertecknat.", await ReadAsync(anybody, Municipality.Root + "/follow-ups/2021-t1"), StringComparison.Ordinal);

        static async Task<string> ReadAsync(HttpClient client, string path) =>
            WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(path, UriKind.Relative)));
    }

    [Fact]
    public async Task Effect_after_an_arrest_states_cases_and_observed_days()
    {
        var row = Some.Theme(_promise, 1, "Inbrott", Some.Burglary);
        var observed = new ObservedEffect(ObservationTrigger.PersonApprehended, new(2021, 3, 18), [Some.Burglary], ["sunda"], "villa");
        await Municipality.ProjectAsync(Some.Promise(_promise), row, Some.Effect(row, EffectKind.Observed) with { Observed = observed });
        await Municipality.ReportAsync(
            House(occurredOn: "2021-03-18", reportedOn: "2021-03-25"),
            House(occurredOn: "2021-04-01", reportedOn: "2021-04-02") with { Area = "ramdal" },
            House(occurredOn: "2021-05-01", reportedOn: "2021-05-02"),
            House(occurredOn: "2021-04-01", reportedOn: "2021-04-02") with { Targets = ["skola"] });

        var effect = (await Municipality.FollowUpAsync()).Rows.Single().Effects.Single();

        Assert.Equal(
            "Efter gripandet av en misstänkt person den 18 mars 2021 har inga fler inbrott drabbat villor i området Sunda,"
            + " enligt det som har rapporterats in (43 dagar följdes).",
            effect.Text);
        Assert.Equal((0, 43, "occurred"), (effect.Count, effect.ExposureDays, effect.Query!.Basis));

        // An incident with an interval counts on its last day.
        await Municipality.ReportAsync(
            House(occurredOn: "2021-03-16", reportedOn: "2021-04-20") with { OccurredTo = new(2021, 3, 19, 8, 0, 0, TimeSpan.Zero) });
        Assert.Contains(
            "har 1 inbrott drabbat villor i området Sunda", (await Municipality.FollowUpAsync()).Rows.Single().Effects.Single().Text);
    }

    [Fact]
    public async Task Observed_effect_names_the_target_without_a_preposition()
    {
        var row = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage, Some.Burglary);
        var observed = new ObservedEffect(
            ObservationTrigger.MeasureCompleted, new(2021, 3, 18), [Some.Damage, Some.Burglary], ["sunda", "ramdal"], "skola");
        await Municipality.ReportAsync(Some.Incident(reportedOn: "2019-05-10"));
        await Municipality.ProjectAsync(Some.Promise(_promise), row, Some.Effect(row, EffectKind.Observed) with { Observed = observed });

        Assert.StartsWith(
            "Efter att åtgärden genomfördes den 18 mars 2021 har inga fler fall av skadegörelse eller inbrott drabbat skolor i"
            + " områdena Ramdal och Sunda, enligt",
            (await Municipality.FollowUpAsync()).Rows.Single().Effects.Single().Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judged_and_hindered_effects_state_their_grounds()
    {
        var row = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage);
        await Municipality.ProjectAsync(
            Some.Promise(_promise),
            row,
            Some.Effect(row, EffectKind.Judged) with
            {
                Judged = new(JudgedOutcome.Preventive, "kommunens trygghetssamordnare", "Färre anmälningar."),
            },
            Some.Effect(row, EffectKind.Hindered) with
            {
                FirstDay = new(2021, 1, 2),
                Hindrance = new(HindranceReason.PandemicRestrictions, HinderedActivity.BasicTraining, new(2021, 1, 1), new(2021, 4, 30)),
            },
            Some.Effect(row, EffectKind.NotStarted) with { FirstDay = new(2021, 1, 3) },
            Some.Effect(row, EffectKind.NotStarted) with { FirstDay = new(2021, 5, 1), LastDay = new(2021, 8, 31) });

        Assert.Equal(
            [
                "Bedömd preventiv effekt. Grund: Färre anmälningar (kommunens trygghetssamordnare).",
                "På grund av pandemirestriktioner har ingen ny grundutbildning kunnat hållas (1 januari–30 april 2021).",
                "Ännu inte påbörjat.",
            ],
            (await Municipality.FollowUpAsync()).Rows.Single().Effects.Select(effect => effect.Text));
    }

    [Fact]
    public async Task Renamed_area_changes_the_draft_but_not_the_publication()
    {
        await Municipality.ProjectAsync(Some.Promise(_promise), Some.Theme(_promise, 1, "Skadegörelse", Some.Damage));
        await Municipality.ReportAsync(Some.Incidents(3, area: "ramdal"));
        var response = await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-T1/publications");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var published = await response.Content.ReadAsStringAsync();

        await Municipality.PublishAsync(Some.Area("ramdal", "Ramdalshöjden", version: 2));
        await Eventually.TrueAsync(
            async () => (await Municipality.FollowUpAsync()).Rows[0].Problem.Text
                .Contains("i området Ramdalshöjden", StringComparison.Ordinal),
            "the new name");

        Assert.Contains("Ramdal.", (await Municipality.FollowUpAsync("")).Rows[0].Problem.Text);
        Assert.Equal(published, JsonSerializer.Serialize(await Municipality.FollowUpAsync(""), ApiJson.Options));

        var again = await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications");
        var second = await again.Content.ReadFromJsonAsync<FollowUp>(ApiJson.Options);
        Assert.Equal(2, second!.Publication!.Number);
        Assert.Equal(2, (await Municipality.FollowUpAsync("")).Publication!.Number);
        Assert.Equal(published, JsonSerializer.Serialize(await Municipality.FollowUpAsync("?version=1"), ApiJson.Options));
    }

    [Fact]
    public async Task Replaced_text_keeps_the_generated_text_and_can_be_restored()
    {
        var row = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage);
        await Municipality.ProjectAsync(Some.Promise(_promise), row);
        await Municipality.ReportAsync(Some.Incidents(2));
        var path = $"/follow-ups/2021-t1/texts/{row.ProblemAreaId}";

        Assert.Equal(
            HttpStatusCode.OK, (await Municipality.SendAsync(HttpMethod.Put, path, new { text = "Samordnarens text." })).StatusCode);

        var problem = (await Municipality.FollowUpAsync()).Rows[0].Problem;
        Assert.Equal(("Samordnarens text.", true), (problem.Text, problem.IsReplaced));
        Assert.StartsWith("2 fall av skadegörelse", problem.Generated, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await Municipality.SendAsync(HttpMethod.Delete, path)).StatusCode);
        problem = (await Municipality.FollowUpAsync()).Rows[0].Problem;
        Assert.Equal((problem.Generated, false), (problem.Text, problem.IsReplaced));
    }

    [Fact]
    public async Task Follow_up_with_an_outdated_text_is_published_after_the_text_is_saved_again()
    {
        var row = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage);
        await Municipality.ProjectAsync(Some.Promise(_promise), row);
        await Municipality.ReportAsync(Some.Incidents(5));
        var path = $"/follow-ups/2021-t1/texts/{row.ProblemAreaId}";
        await Municipality.SendAsync(HttpMethod.Put, path, new { text = "Fem fall av klotter." });
        Assert.False((await Municipality.FollowUpAsync()).Rows[0].Problem.IsOutdated);
        await Municipality.ReportAsync(Some.Incidents(6));
        Assert.True((await Municipality.FollowUpAsync()).Rows[0].Problem.IsOutdated);

        using (var refused = await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications"))
        {
            var problem = JsonElement.Parse(await refused.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Equal("Skadegörelse", problem.GetProperty("rows")[0].GetProperty("name").GetString());
            Assert.Contains("Skadegörelse", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Contains("Underlaget har ändrats", await DraftPageAsync(), StringComparison.Ordinal);
        await Municipality.SendAsync(HttpMethod.Put, path, new { text = "Elva fall av klotter." }, "\"1\"");
        Assert.Equal(
            HttpStatusCode.Created, (await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications")).StatusCode);
        Assert.Equal(("Elva fall av klotter.", false), await PublishedAsync());

        await Municipality.ReportAsync(Some.Incidents(1));
        await Municipality.SendAsync(HttpMethod.Delete, path, null, "\"2\"");
        Assert.Equal(
            HttpStatusCode.Created, (await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications")).StatusCode);

        async Task<(string, bool)> PublishedAsync()
        {
            var problem = (await Municipality.FollowUpAsync("")).Rows[0].Problem;
            return (problem.Text, problem.IsOutdated);
        }
    }

    [Fact]
    public async Task Retired_options_keep_their_names()
    {
        var row = Some.Theme(_promise, 1, "Stöld", Some.Theft);
        var theft = Some.ReferenceData().OfType<CategoryChanged>().Single(category => category.Category == Some.Theft);
        await Municipality.ProjectAsync(Some.Promise(_promise), row);
        await Municipality.PublishAsync(
            theft with { Version = 2, Goods = [], RetiredOptions = new([], [], [new("utombordare", "utombordsmotorer", "outboards")]) });
        await Municipality.ReportAsync(
            [.. Some.Incidents(6, Some.Theft).Select(incident => incident with { Goods = ["utombordare"] })]);

        await Eventually.TrueAsync(
            async () => (await Municipality.FollowUpAsync()).Rows[0].Problem.Text
                .Contains("utombordsmotorer", StringComparison.Ordinal),
            "the retired name");
    }

    [Fact]
    public async Task Withdrawn_promise_is_shown_as_withdrawn_unless_another_promise_covers_the_period()
    {
        var withdrawn = Some.Promise(_promise) with
        {
            Version = 3, Status = PromiseStatus.Withdrawn, Withdrawal = new(new(2021, 3, 1), "Ett nytt löfte ersätter det."),
        };
        await Municipality.ProjectAsync(withdrawn, Some.Theme(_promise, 1, "Skadegörelse", Some.Damage));
        await Municipality.ReportAsync(Some.Incidents(6));

        Assert.Equal("Ett nytt löfte ersätter det.", (await Municipality.FollowUpAsync()).Promise!.Withdrawal!.Reason);
        Assert.Contains("Löftet är tillbakadraget", await DraftPageAsync(), StringComparison.Ordinal);

        await Municipality.ProjectAsync(Some.Promise(Some.Id()) with { FirstDay = new(2021, 2, 1) });
        Assert.Null((await Municipality.FollowUpAsync()).Promise!.Withdrawal);
    }

    [Fact]
    public async Task Replacing_and_restoring_a_text_require_its_current_version()
    {
        var row = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage);
        await Municipality.ProjectAsync(Some.Promise(_promise), row);
        await Municipality.ReportAsync(Some.Incidents(2));
        var path = $"/follow-ups/2021-t1/texts/{row.ProblemAreaId}";

        Assert.Equal((428, null), await PutAsync("Utan.", null));
        Assert.Equal((412, null), await PutAsync("För sent läst.", "\"1\""));
        Assert.Equal((200, "\"1\""), await PutAsync("Första.", "\"0\""));
        Assert.Equal((412, null), await PutAsync("Samtidig.", "\"0\""));
        Assert.Equal((200, "\"2\""), await PutAsync("Andra.", "\"1\""));
        var problem = (await Municipality.FollowUpAsync()).Rows[0].Problem;
        Assert.Equal(("Andra.", 2), (problem.Text, problem.TextVersion));

        Assert.Equal((428, null), await SendAsync(HttpMethod.Delete, null, null));
        Assert.Equal((412, null), await SendAsync(HttpMethod.Delete, null, "\"1\""));
        Assert.Equal("Andra.", (await Municipality.FollowUpAsync()).Rows[0].Problem.Text);
        Assert.Equal((204, "\"0\""), await SendAsync(HttpMethod.Delete, null, "\"2\""));
        Assert.Equal((204, "\"0\""), await SendAsync(HttpMethod.Delete, null, "\"2\""));
        problem = (await Municipality.FollowUpAsync()).Rows[0].Problem;
        Assert.Equal((problem.Generated, 0), (problem.Text, problem.TextVersion));

        Task<(int, string?)> PutAsync(string text, string? ifMatch) => SendAsync(HttpMethod.Put, new { text }, ifMatch);

        async Task<(int, string?)> SendAsync(HttpMethod method, object? body, string? ifMatch)
        {
            using var answer = await Municipality.SendAsync(method, path, body, ifMatch);
            return ((int)answer.StatusCode, answer.Headers.ETag?.Tag);
        }
    }

    [Fact]
    public async Task Trust_30_retention_run_erases_replaced_texts_and_publications_when_due()
    {
        var row = Some.Theme(_promise, 1, "Skadegörelse", Some.Damage);
        await Municipality.ProjectAsync(Some.Promise(_promise), row);
        await Municipality.ReportAsync(Some.Incidents(2));
        await Municipality.SendAsync(HttpMethod.Put, $"/follow-ups/2021-t1/texts/{row.ProblemAreaId}", new { text = "PLANTERAD TEXT" });
        await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications");

        await EraseAsync(new DateTimeOffset(2021, 4, 30, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal("PLANTERAD TEXT", (await Municipality.FollowUpAsync("")).Rows[0].Problem.Text);

        var run = await EraseAsync(App.Clock.GetUtcNow().AddDays(1));

        Assert.False((await Municipality.FollowUpAsync()).Rows[0].Problem.IsReplaced);
        Assert.Equal(0, await Municipality.InDatabaseAsync(db =>
            db.PublishedFollowUps.CountAsync(published => published.Municipality == Some.Municipality)));
        var erased = await Municipality.InDatabaseAsync(
            db => db.EventLog.Where(entry => entry.Subject == run).Select(entry => entry.Payload).ToListAsync());
        Assert.Equal(2, erased.Count(payload => payload.Contains("\"count\":1", StringComparison.Ordinal)));
        var file = await Municipality.InDatabaseAsync(db => Task.FromResult(db.Database.GetDbConnection().DataSource));
        foreach (var path in new[] { file, file + "-wal" }.Where(path => TestDatabase.Provider == Provider.Sqlite && File.Exists(path)))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            Assert.True(bytes.ToArray().AsSpan().IndexOf("PLANTERAD TEXT"u8) < 0, path);
        }
    }

    private async Task<Guid> EraseAsync(DateTimeOffset before)
    {
        var run = Guid.CreateVersion7();
        await Municipality.PublishAsync(new ErasureRequested(
            run, 1, Some.Municipality,
            [
                new(DocumentType.FollowUpText, before, "KS 1"),
                new(DocumentType.Publication, before, "KS 1"),
                new(DocumentType.MeasureNote, before, "KS 1"),
            ]));
        await Eventually.TrueAsync(
            async () => await Municipality.InDatabaseAsync(db =>
                db.EventLog.CountAsync(entry => entry.Subject == run && entry.PublishedAt != null)) == 2,
            "the published erasures");
        return run;
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("text", 404)]
    public async Task Replacing_text_requires_text_and_a_row(string text, int status)
    {
        var response = await Municipality.SendAsync(HttpMethod.Put, $"/follow-ups/2021-t1/texts/{Some.Id()}", new { text });

        await AssertProblemAsync(response, status);
    }

    [Fact]
    public async Task Text_over_the_limit_is_rejected() => await AssertProblemAsync(
        await Municipality.SendAsync(HttpMethod.Put, $"/follow-ups/2021-t1/texts/{Some.Id()}", new { text = new string('a', 2001) }), 400);

    [Fact]
    public async Task Publishing_requires_a_promise_and_a_problem_area()
    {
        await AssertProblemAsync(await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications"), 409);
        await Municipality.ProjectAsync(Some.Promise(_promise));
        await AssertProblemAsync(await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications"), 409);
    }

    [Theory]
    [InlineData("/api/v1/municipalities/9999/follow-ups", 404)]
    [InlineData("/api/v1/municipalities/9999/follow-ups/2021-t1", 404)]
    [InlineData("/api/v1/municipalities/9999/situational-pictures/2021-t1", 404)]
    [InlineData("/9999", 404)]
    [InlineData("/{municipality}/uppfoljning/2021-t4", 400)]
    [InlineData("/api/v1/municipalities/{municipality}/situational-pictures/2021-w53", 400)]
    [InlineData("/api/v1/municipalities/{municipality}/follow-ups/2021-t1?version=7", 404)]
    [InlineData("/api/v1/municipalities/{municipality}/follow-ups/2021-t1?version=ny", 400)]
    [InlineData("/api/v1/replays/00000000-0000-0000-0000-000000000001", 404)]
    public async Task Unknown_resources_and_invalid_periods_return_problem_details(string path, int status) =>
        await AssertProblemAsync(
            await Municipality.Client.GetAsync(path.Replace("{municipality}", Municipality.Code, StringComparison.Ordinal)), status);

    [Fact]
    public async Task List_contains_publications_and_tertials_with_a_promise_and_cases()
    {
        await Municipality.ProjectAsync(Some.Promise(_promise), Some.Theme(_promise, 1, "Skadegörelse", Some.Damage));
        await Municipality.ReportAsync(Some.Incident(), Some.Incident(reportedOn: "2021-06-01"), Some.Incident(reportedOn: "2019-06-01"));
        await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications");

        var list = await Municipality.GetAsync<FollowUpList>("/follow-ups");

        Assert.Equal(
            [("2021-t2", FollowUpState.Draft), ("2021-t1", FollowUpState.Published)], list.Items.Select(item => (item.Code, item.State)));
        Assert.Equal(
            2,
            (await Task.WhenAll(list.Items.Select(item => Municipality.Client.GetAsync(item.Links.Self)))).Count(
                response => response.IsSuccessStatusCode));
    }

    private async Task<string> DraftPageAsync() => WebUtility.HtmlDecode(
        await Municipality.Client.GetStringAsync($"/{Municipality.Code}/uppfoljning/2021-t1?version=draft"));

    private IncidentReported House(string occurredOn, string reportedOn) =>
        Some.Incident(Some.Burglary, "sunda", reportedOn, occurredOn) with { Targets = ["villa"] };

    private static async Task AssertProblemAsync(HttpResponseMessage response, int status)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
