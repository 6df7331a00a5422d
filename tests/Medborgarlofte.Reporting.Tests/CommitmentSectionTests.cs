using System.Text.Json;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Reporting.Tests;

public sealed class CommitmentSectionTests : IAsyncLifetime
{
    private readonly ReportingApp _app = new();
    private readonly Guid _promise = Some.Id();
    private readonly Guid _measure = Some.Id();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_follow_up_tells_what_was_done_up_to_the_end_of_its_period_and_no_further()
    {
        await _app.KeepAsync(
            Some.Promise(_promise),
            Commitment("Minst 52 hastighetskontroller", 52),
            Done("police:nykoping", "2021-03-01", 40, new(ActivityResultCode.Fine, 1_200), new(ActivityResultCode.DrunkDriving, 3)),
            Done("municipality:0481", "2021-04-30", 2),
            Done("police:nykoping", "2021-05-01", 30),
            Done("police:nykoping", "2020-12-31", 30));

        var line = Assert.Single((await _app.FollowUpAsync()).Commitments!);

        Assert.Equal((CommitmentOutcome.Ongoing, 42), (line.Outcome, line.Count));
        Assert.Equal("Pågår: 42 gånger av minst 52 till och med den 30 april 2021.", line.Text);
        Assert.Equal([("polisen", 40), ("Oxelösunds kommun", 2)], line.ByParty.Select(party => (party.Name, party.Count)));
        Assert.Equal("Resultat: 1\u00a0200 ordningsböter och enstaka misstänkta rattfyllerier.", line.ResultText);
        Assert.Null(line.Warning);
    }

    [Fact]
    public async Task A_later_period_counts_on_and_tells_when_the_number_was_reached()
    {
        _app.Clock.SetUtcNow(new DateTimeOffset(2022, 1, 10, 9, 0, 0, TimeSpan.Zero));
        await _app.KeepAsync(
            Some.Promise(_promise),
            Commitment("Minst 52 hastighetskontroller", 52),
            Commitment("Belysningen ses över", null) with { MeasureIds = [] },
            Commitment("Dialog om torget", null) with { Assessment = new(CommitmentOutcome.Kept, "EST-gruppen", new(2022, 1, 5)) },
            Done("police:nykoping", "2021-03-01", 40),
            Done("police:nykoping", "2021-11-01", 17));

        var t3 = (await _app.GetAsync<FollowUp>("/follow-ups/2021-t3?version=draft")).Commitments!;
        var year = (await _app.GetAsync<FollowUp>("/follow-ups/2021?version=draft")).Commitments!;

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
    public async Task A_correction_counts_and_an_entry_taken_back_does_not()
    {
        var (corrected, takenBack) = (Done("police:nykoping", "2021-03-01", 40), Done("police:nykoping", "2021-03-02", 5));
        await _app.KeepAsync(Some.Promise(_promise), Commitment("Patrullering", 10), corrected, takenBack);
        await _app.KeepAsync(corrected with { Version = 2, Occasions = 4 }, takenBack with { Version = 2, Occasions = 0 });

        Assert.Equal(4, Assert.Single((await _app.FollowUpAsync()).Commitments!).Count);
    }

    [Fact]
    public async Task Who_is_no_party_gets_no_small_count_of_what_happened_to_people()
    {
        await _app.KeepAsync(
            Some.Promise(_promise),
            Commitment("Nykterhetskontroller", 3),
            Some.Theme(_promise, 1, "Rattfylleri", Some.Damage),
            Done("police:nykoping", "2021-03-01", 3, new(ActivityResultCode.BreathTest, 90), new(ActivityResultCode.DrunkDriving, 1)));
        await _app.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications");
        using var anybody = _app.ClientFor(null);

        var text = await anybody.GetStringAsync(new Uri("/api/v1/municipalities/0481/follow-ups/2021-t1", UriKind.Relative));

        Assert.Contains("\"code\":\"breathTest\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"code\":\"drunkDriving\"", text, StringComparison.Ordinal);
        Assert.Contains("enstaka misstänkta rattfyllerier", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_happened_is_told_by_code_and_a_small_count_of_people_to_the_parties_alone()
    {
        var row = Some.Theme(_promise, 1, "Inbrott", Some.Burglary);
        var measure = Some.Measure("Riktad insats", MeasureStatus.Started, row);
        await _app.KeepAsync(
            Some.Promise(_promise),
            row,
            measure,
            Outcome(measure.MeasureId, OutcomeCode.Apprehended, 1, "2021-03-24"),
            Outcome(measure.MeasureId, OutcomeCode.LightingRepaired, 2, "2021-03-25"),
            Outcome(measure.MeasureId, OutcomeCode.LightingRepaired, 9, "2021-05-01"),
            Outcome(Some.Id(), OutcomeCode.PermitWithdrawn, 1, "2021-03-25"));
        await _app.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications");
        using var anybody = _app.ClientFor(null);

        var own = (await _app.FollowUpAsync()).Outcomes!;
        var open = JsonDocument.Parse(await anybody.GetStringAsync(new Uri("/api/v1/municipalities/0481/follow-ups/2021-t1", UriKind.Relative))).RootElement.Items("outcomes");
        var page = System.Net.WebUtility.HtmlDecode(await anybody.GetStringAsync(new Uri("/0481/uppfoljning/2021-t1", UriKind.Relative)));

        Assert.Equal([(1, "Misstänkta som gripits: enstaka"), (2, "Belysning som lagats: 2")], own.Select(line => (line.Count!.Value, line.Text)));
        Assert.Equal([JsonValueKind.Null, JsonValueKind.Number], open.Select(line => line.GetProperty("count").ValueKind));
        Assert.Contains("<li>Misstänkta som gripits: enstaka</li>", page, StringComparison.Ordinal);

        static OutcomeEventChanged Outcome(Guid measure, OutcomeCode code, int count, string on) =>
            new(Some.Id(), 1, Some.Municipality, measure, code, "police:nykoping", DateOnly.ParseExact(on, "yyyy-MM-dd"), "sunda", count);
    }

    [Fact]
    public async Task The_page_shows_the_commitments_as_a_table_with_headings_and_flags()
    {
        await _app.KeepAsync(Some.Promise(_promise), Some.Theme(_promise, 1, "Skadegörelse", Some.Damage), Commitment("Minst 2 <b>vandringar</b>", 2) with { MeasureIds = [] });
        await _app.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications");
        using var anybody = _app.ClientFor(null);

        var page = System.Net.WebUtility.HtmlDecode(await anybody.GetStringAsync(new Uri("/0481/uppfoljning/2021-t1", UriKind.Relative)));

        Assert.Contains("<h2 id=\"ataganden\">Åtaganden</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<caption>Åtaganden till och med första tertialet 2021", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\" role=\"columnheader\">Åtagande</th>", page, StringComparison.Ordinal);
        Assert.Contains("Pågår: 0 gånger av minst 2 till och med den 30 april 2021.", page, StringComparison.Ordinal);
        Assert.Contains("<strong>Obs!</strong> Åtagandet har ingen åtgärd bakom sig.", page, StringComparison.Ordinal);
    }

    private CommitmentChanged Commitment(string title, int? atLeast) => new(
        Some.Id(), 1, Some.Municipality, _promise, title, ["police:nykoping", "municipality:0481"], atLeast is null ? [] : [ActivityKind.SpeedCheck], atLeast, [],
        new(2021, 1, 1), new(2021, 12, 31), [_measure], null);

    private ActivityChanged Done(string party, string on, int occasions, params ActivityResult[] results) => new(
        Some.Id(), 1, Some.Municipality, _measure, ActivityKind.SpeedCheck, party, DateOnly.ParseExact(on, "yyyy-MM-dd"), null, occasions, results);
}
