using System.Text.Json;
using Medborgarlofte.Contracts.Measures;
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
            Done("police:nykoping", "2021-03-01", 40, new(ActivityResultCode.Fine, 1_200), new(ActivityResultCode.DrunkDriving, 3)),
            Done(Some.MunicipalParty, "2021-04-30", 2),
            Done("police:nykoping", "2021-05-01", 30),
            Done("police:nykoping", "2020-12-31", 30));

        var line = Assert.Single((await Municipality.FollowUpAsync()).Commitments!);

        Assert.Equal((CommitmentOutcome.Ongoing, 42), (line.Outcome, line.Count));
        Assert.Equal("Pågår: 42 gånger av minst 52 till och med den 30 april 2021.", line.Text);
        Assert.Equal([("polisen", 40), ("Oxelösunds kommun", 2)], line.ByParty.Select(party => (party.Name, party.Count)));
        Assert.Equal("Resultat: 1\u00a0200 ordningsböter och enstaka misstänkta rattfyllerier.", line.ResultText);
        Assert.Null(line.Warning);
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
            Done("police:nykoping", "2021-03-01", 3, new(ActivityResultCode.BreathTest, 90), new(ActivityResultCode.DrunkDriving, 1)));
        await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications");
        using var anybody = Municipality.ClientFor(null);

        var text = await anybody.GetStringAsync(new Uri(Municipality.Root + "/follow-ups/2021-t1", UriKind.Relative));

        Assert.Contains("\"code\":\"breathTest\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"code\":\"drunkDriving\"", text, StringComparison.Ordinal);
        Assert.Contains("enstaka misstänkta rattfyllerier", text, StringComparison.Ordinal);
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
            [(1, "Misstänkta som gripits: enstaka"), (2, "Belysning som lagats: 2")], own.Select(line => (line.Count!.Value, line.Text)));
        Assert.Equal([JsonValueKind.Null, JsonValueKind.Number], open.Select(line => line.GetProperty("count").ValueKind));
        Assert.Contains("<li>Misstänkta som gripits: enstaka</li>", page, StringComparison.Ordinal);

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
