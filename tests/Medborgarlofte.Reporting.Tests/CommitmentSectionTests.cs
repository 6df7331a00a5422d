using System.Text.Json;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Reporting.Tests;

public sealed class CommitmentSectionTests(ReportingApp app) : ReportingTests(app)
{
    private readonly Guid _promise = Some.Id();
    private readonly Guid _measure = Some.Id();

    [Fact]
    public async Task Commitment_counts_activities_until_the_end_of_the_period()
    {
        await Municipality.ProjectAsync(
            Some.Promise(_promise),
            Commitment("Minst 52 hastighetskontroller", 52),
            Done("police:nykoping", "2021-03-01", 40, new("fine", 1_200), new("drunkDriving", 3)),
            Done(Some.MunicipalParty, "2021-04-30", 2),
            Done("police:nykoping", "2021-05-01", 30),
            Done("police:nykoping", "2020-12-31", 30));

        var line = Assert.Single((await Municipality.FollowUpAsync()).Commitments!);

        Assert.Equal((CommitmentOutcome.Ongoing, 42), (line.Outcome, line.Count));
        Assert.Equal("Pågår: 42 gånger av minst 52 till och med den 30 april 2021.", line.Text);
        Assert.Equal([("polisen", 40), ("Oxelösunds kommun", 2)], line.ByParty.Select(party => (party.Name, party.Count)));
        Assert.Equal("Resultat: 1\u00a0200 ordningsböter och 3 misstänkta rattfyllerier.", line.ResultText);
        Assert.Null(line.Warning);
    }

    [Fact]
    public async Task Weeks_without_activities_are_missed()
    {
        var thursdays = Enumerable.Range(0, 16).Select(week => new DateOnly(2021, 1, 7).AddDays(7 * week));
        await Municipality.ProjectAsync([
            Some.Promise(_promise),
            Commitment("Minst en kontroll i veckan", 1) with { Rhythm = CommitmentRhythm.Weekly },
            .. thursdays.Where((_, index) => index + 1 is not (7 or 12)).Select(day => Done("police:nykoping", $"{day:yyyy-MM-dd}", 1))]);

        var line = Assert.Single((await Municipality.FollowUpAsync()).Commitments!);

        Assert.Equal(
            "Pågår: minst en gång i veckan under 14 av hittills 16 veckor till och med den 30 april 2021. Missat: vecka 7 och 12.",
            line.Text);
        Assert.Equal((52, 16, 14), (line.Rhythm!.Expected, line.Rhythm.Settled, line.Rhythm.Kept));
        Assert.Equal(["2021-w07", "2021-w12"], line.Rhythm.Missed);
    }

    [Fact]
    public async Task A_total_is_shown_without_a_day_and_counts_if_its_whole_period_does()
    {
        var total = Total(new(2021, 2, 1), new(2021, 3, 31), 5, new("drug-driving", 8), new("fine", 63));
        await Municipality.ProjectAsync(
            Some.Promise(_promise),
            Some.Theme(_promise, 1, "Hastighet", Some.Disorder),
            Commitment("Hastighetskontroller", 6),
            Done("police:nykoping", "2021-04-01", 1),
            total,
            total with { ActivityId = Some.Id(), From = new(2021, 4, 1), To = new(2021, 5, 31), Occasions = 7 },
            total with { ActivityId = Some.Id(), From = new(2020, 1, 1), To = new(2020, 12, 31), Occasions = 30 });
        await Municipality.PublishAsync(new ResultCodeChanged(
            Some.Municipality, "drug-driving", 1, "misstänkt drograttfylleri", "misstänkta drograttfyllerier", "suspected drug driving"));
        await Eventually.TrueAsync(
            async () => Assert.Single((await Municipality.FollowUpAsync()).Commitments!).ResultText!
                .Contains("drograttfyllerier", StringComparison.Ordinal),
            "the name of the result");
        await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications");
        using var anybody = Municipality.ClientFor(null);

        var line = Assert.Single((await Municipality.FollowUpAsync()).Commitments!);
        var page = System.Net.WebUtility.HtmlDecode(
            await anybody.GetStringAsync(new Uri($"/{Municipality.Code}/uppfoljning/2021-t1", UriKind.Relative)));

        Assert.Equal((6, null), (line.Count, line.ReachedOn));
        Assert.Equal("Hållet: 6 gånger av minst 6 till och med den 30 april 2021.", line.Text);
        Assert.Equal("Resultat: 63 ordningsböter och 8 misstänkta drograttfyllerier.", line.ResultText);
        Assert.Equal(
            "I antalet ingår 5 gånger under 1 februari–31 mars 2021, utan uppgift om dagar. Därutöver finns 7 gånger under 1 april–31 maj "
                + "2021. De räknas inte, eftersom bara en del av tiden ligger inom 1 januari–30 april 2021.",
            line.TotalsText);
        Assert.Contains(line.TotalsText!, page, StringComparison.Ordinal);
        Assert.Contains(line.ResultText!, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Antalet nåddes", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_total_that_lies_partly_in_the_period_is_not_in_its_count()
    {
        var total = Total(new(2021, 1, 1), new(2021, 2, 28), 5);
        await Municipality.ProjectAsync(
            Some.Promise(_promise), Commitment("Hastighetskontroller", 52), Done("police:nykoping", "2021-02-03", 1), total);

        var line = Assert.Single((await Municipality.GetAsync<FollowUp>("/follow-ups/2021-02?version=draft")).Commitments!);

        Assert.Equal((6, 1), (line.Count, line.CountInPeriod));
        Assert.Equal(
            "I antalet ingår 5 gånger under 1 januari–28 februari 2021, utan uppgift om dagar. 5 gånger under 1 januari–28 februari 2021 "
                + "ingår inte i antalet för perioden, eftersom bara en del av den tiden ligger inom februari 2021.",
            line.TotalsText);
    }

    [Fact]
    public async Task Corrected_activity_counts_and_retracted_activity_does_not()
    {
        var (corrected, takenBack) = (Done("police:nykoping", "2021-03-01", 40), Done("police:nykoping", "2021-03-02", 5));
        await Municipality.ProjectAsync(Some.Promise(_promise), Commitment("Patrullering", 10), corrected, takenBack);
        await Municipality.ProjectAsync(corrected with { Version = 2, Occasions = 4 }, takenBack with { Version = 2, Occasions = 0 });

        Assert.Equal(4, Assert.Single((await Municipality.FollowUpAsync()).Commitments!).Count);
    }

    [Fact]
    public async Task Public_follow_up_omits_small_result_counts()
    {
        await Municipality.ProjectAsync(
            Some.Promise(_promise),
            Commitment("Nykterhetskontroller", 3),
            Some.Theme(_promise, 1, "Rattfylleri", Some.Damage),
            Done("police:nykoping", "2021-03-01", 3, new("breathTest", 90), new("drunkDriving", 1)));
        await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications");
        using var anybody = Municipality.ClientFor(null);

        var text = await anybody.GetStringAsync(new Uri(Municipality.Root + "/follow-ups/2021-t1", UriKind.Relative));

        Assert.Contains("\"code\":\"breathTest\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"code\":\"drunkDriving\"", text, StringComparison.Ordinal);
        Assert.Contains("ett antal misstänkta rattfyllerier", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outcomes_are_listed_by_code_and_small_counts_of_people_are_suppressed()
    {
        var row = Some.Theme(_promise, 1, "Inbrott", Some.Burglary);
        var measure = Some.Measure("Riktad insats", MeasureStatus.Started, row);
        await Municipality.ProjectAsync(
            Some.Promise(_promise),
            row,
            measure,
            Outcome(measure.MeasureId, OutcomeCode.Apprehended, 1, "2021-03-24"),
            Outcome(measure.MeasureId, OutcomeCode.LightingRepaired, 2, "2021-03-25"),
            Outcome(measure.MeasureId, OutcomeCode.LightingRepaired, 9, "2021-05-01"),
            Outcome(Some.Id(), OutcomeCode.PermitWithdrawn, 1, "2021-03-25"));
        await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications");
        using var anybody = Municipality.ClientFor(null);

        var own = (await Municipality.FollowUpAsync()).Outcomes!;
        var json = await anybody.GetStringAsync(new Uri(Municipality.Root + "/follow-ups/2021-t1", UriKind.Relative));
        var open = JsonDocument.Parse(json).RootElement.Items("outcomes");
        var page = System.Net.WebUtility.HtmlDecode(
            await anybody.GetStringAsync(new Uri($"/{Municipality.Code}/uppfoljning/2021-t1", UriKind.Relative)));

        Assert.Equal(
            [(1, "Misstänkta som gripits: 1"), (2, "Belysning som lagats: 2")], own.Select(line => (line.Count!.Value, line.Text)));
        Assert.Equal([JsonValueKind.Null, JsonValueKind.Number], open.Select(line => line.GetProperty("count").ValueKind));
        Assert.Contains("<li>Misstänkta som gripits: antalet visas inte</li>", page, StringComparison.Ordinal);

        OutcomeEventChanged Outcome(Guid measure, OutcomeCode code, int count, string on) =>
            new(Some.Id(), 1, Some.Municipality, measure, code, "police:nykoping", DateOnly.ParseExact(on, "yyyy-MM-dd"), "sunda", count);
    }

    [Fact]
    public async Task Page_shows_commitments_in_a_table_with_headings_and_warnings()
    {
        await Municipality.ProjectAsync(
            Some.Promise(_promise),
            Some.Theme(_promise, 1, "Skadegörelse", Some.Damage),
            Commitment("Minst 2 <b>vandringar</b>", 2) with { MeasureIds = [] });
        await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications");
        using var anybody = Municipality.ClientFor(null);

        var page = System.Net.WebUtility.HtmlDecode(
            await anybody.GetStringAsync(new Uri($"/{Municipality.Code}/uppfoljning/2021-t1", UriKind.Relative)));

        Assert.Contains("<h2 id=\"ataganden\">Åtaganden</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<caption>Åtaganden till och med första tertialet 2021", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\" role=\"columnheader\">Åtagande</th>", page, StringComparison.Ordinal);
        Assert.Contains("Pågår: 0 gånger av minst 2 till och med den 30 april 2021.", page, StringComparison.Ordinal);
        Assert.Contains("<strong>Obs!</strong> Åtagandet har ingen åtgärd bakom sig.", page, StringComparison.Ordinal);
    }

    private CommitmentChanged Commitment(string title, int? atLeast) => Commitment(Some, _promise, _measure, title, atLeast);

    private ActivityTotalChanged Total(DateOnly from, DateOnly to, int occasions, params ActivityResult[] results) => new(
        Some.Id(), 1, Some.Municipality, _measure, ActivityKind.SpeedCheck, "police:nykoping", from, to, null, occasions, results);

    private ActivityChanged Done(string party, string on, int occasions, params ActivityResult[] results) =>
        Done(Some, _measure, party, on, occasions, results);

    internal static CommitmentChanged Commitment(Some some, Guid promise, Guid measure, string title, int? atLeast) => new(
        Some.Id(), 1, some.Municipality, promise, title, ["police:nykoping", some.MunicipalParty],
        atLeast is null ? [] : [ActivityKind.SpeedCheck], atLeast, [], new(2021, 1, 1), new(2021, 12, 31), [measure], null);

    internal static ActivityChanged Done(
        Some some, Guid measure, string party, string on, int occasions, params ActivityResult[] results) => new(
        Some.Id(), 1, some.Municipality, measure, ActivityKind.SpeedCheck, party, DateOnly.ParseExact(on, "yyyy-MM-dd"), null, occasions,
        results);
}
