using System.Net;
using System.Text.Json;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Measures.Tests;

public sealed class CommitmentTests(MeasuresApp app)
{
    private async Task<(Guid Promise, Guid Measure)> MeasureAsync()
    {
        var promise = await app.PromiseAsync();
        var measure = await app.CreateAsync(
            "measures", Samples.Measure([await app.CreateAsync("problem-areas", Samples.Theme(promise))], "started"));
        return (promise, measure);
    }

    private Task<Guid> LogAsync(
        Guid measure,
        string startedAt,
        int occasions = 1,
        string kind = "speedCheck",
        string party = "municipality:0481",
        string? area = null) =>
        app.CreateAsync($"measures/{measure}/activities", new { kind, party, startedAt, occasions, area });

    private async Task<JsonElement> ProgressAsync(Guid commitment) =>
        (await app.GetAsync($"commitments/{commitment}")).GetProperty("progress");

    [Theory]
    [InlineData(2, 0, "ongoing")]
    [InlineData(2, 1, "ongoing")]
    [InlineData(2, 2, "kept")]
    [InlineData(2, 3, "exceeded")]
    public async Task Counted_commitment_is_assessed_by_count_during_its_period(int atLeast, int done, string outcome)
    {
        var (promise, measure) = await MeasureAsync();
        var commitment = await app.CreateAsync("commitments", Samples.Commitment(promise, [measure], atLeast));
        for (var i = 0; i < done; i++)
        {
            await LogAsync(measure, $"2021-03-0{i + 1}T10:00:00+01:00");
        }

        var progress = await ProgressAsync(commitment);

        Assert.Equal((outcome, done, "2021-05-03"), (progress.Text("outcome"), progress.Number("count"), progress.Text("asOf")));
        Assert.Equal(done >= atLeast ? "2021-03-02" : null, progress.TextOrNull("reachedOn"));
    }

    [Theory]
    [InlineData(0, "notKept")]
    [InlineData(1, "partly")]
    [InlineData(2, "kept")]
    [InlineData(3, "exceeded")]
    public async Task Counted_commitment_is_assessed_by_count_after_its_period(int done, string outcome)
    {
        var (promise, measure) = await MeasureAsync();
        var commitment = await app.CreateAsync("commitments", Samples.Commitment(promise, [measure], 2, lastDay: "2021-04-30"));
        for (var i = 0; i < done; i++)
        {
            await LogAsync(measure, $"2021-03-0{i + 1}T10:00:00+01:00");
        }

        await LogAsync(measure, "2021-05-01T10:00:00+02:00", 7);

        var progress = await ProgressAsync(commitment);
        Assert.Equal((outcome, done, "2021-04-30"), (progress.Text("outcome"), progress.Number("count"), progress.Text("asOf")));
    }

    [Fact]
    public async Task Weekly_commitment_is_assessed_by_week()
    {
        var (promise, measure) = await MeasureAsync();
        var commitment = await app.CreateAsync(
            "commitments",
            Samples.Commitment(promise, [measure], 1, firstDay: "2021-02-01", lastDay: "2021-04-30", rhythm: "weekly"));
        for (var monday = new DateOnly(2021, 2, 1); monday <= new DateOnly(2021, 4, 26); monday = monday.AddDays(7))
        {
            if (monday != new DateOnly(2021, 2, 15))
            {
                await LogAsync(measure, $"{monday:yyyy-MM-dd}T10:00:00+02:00");
            }
        }

        var read = await app.GetAsync($"commitments/{commitment}");
        var (progress, weeks) = (read.GetProperty("progress"), read.GetProperty("progress").GetProperty("rhythm"));

        Assert.Equal(("weekly", "partly", 12), (read.Text("rhythm"), progress.Text("outcome"), progress.Number("count")));
        Assert.Equal((13, 13, 12), (weeks.Number("expected"), weeks.Number("settled"), weeks.Number("kept")));
        Assert.Equal(["2021-w07"], weeks.Items("missed").Select(week => week.GetString()));
        Assert.Contains("\"rhythm\":\"weekly\"", (await app.EventsAboutAsync(commitment))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Total_of_a_period_counts_without_a_day()
    {
        var (promise, measure) = await MeasureAsync();
        var all = await app.CreateAsync("commitments", Samples.Commitment(promise, [measure], 11));
        var weekly = await app.CreateAsync(
            "commitments", Samples.Commitment(promise, [measure], 1, lastDay: "2021-04-30", rhythm: "weekly"));
        var late = await app.CreateAsync("commitments", Samples.Commitment(promise, [measure], 11, firstDay: "2021-03-01"));
        await app.CreateAsync(
            $"measures/{measure}/activities",
            new { kind = "speedCheck", party = "municipality:0481", from = "2021-01-01", to = "2021-04-30", occasions = 11 });

        var (counted, weeks, partly) = (await ProgressAsync(all), await ProgressAsync(weekly), await ProgressAsync(late));

        Assert.Equal(("kept", 11, null), (counted.Text("outcome"), counted.Number("count"), counted.TextOrNull("reachedOn")));
        Assert.Equal(
            ("2021-01-01", "2021-04-30", 11),
            counted.Items("totals")[0] is var total ? (total.Text("from"), total.Text("to"), total.Number("count")) : default);
        Assert.Equal(("partly", 17), (weeks.Text("outcome"), weeks.GetProperty("rhythm").Items("unknown").Count));
        Assert.Empty(weeks.GetProperty("rhythm").Items("missed"));
        Assert.Equal(("ongoing", 0), (partly.Text("outcome"), partly.Number("count")));
        Assert.Equal(11, Assert.Single(partly.Items("notCounted")).Number("count"));
    }

    [Fact]
    public async Task Only_promised_activities_count_and_are_shown_by_party()
    {
        var (promise, measure) = await MeasureAsync();
        var (_, other) = await MeasureAsync();
        var commitment = await app.CreateAsync(
            "commitments", Samples.Commitment(promise, [measure], 10, areas: ["ramdal"], firstDay: "2021-02-01"));
        await LogAsync(measure, "2021-02-01T00:30:00+01:00", 2, area: "ramdal");
        await LogAsync(measure, "2021-02-10T10:00:00+01:00", 3, party: "security:guards", area: "ramdal");
        await LogAsync(measure, "2021-01-31T10:00:00+01:00", area: "ramdal");
        await LogAsync(measure, "2021-02-10T10:00:00+01:00", area: "sunda");
        await LogAsync(measure, "2021-02-10T10:00:00+01:00");
        await LogAsync(measure, "2021-02-10T10:00:00+01:00", kind: "round", area: "ramdal");
        await LogAsync(other, "2021-02-10T10:00:00+01:00", area: "ramdal");

        var progress = await ProgressAsync(commitment);

        Assert.Equal(5, progress.Number("count"));
        Assert.Equal(
            [("municipality:0481", 2), ("security:guards", 3)],
            progress.Items("byParty").Select(party => (party.Text("party"), party.Number("count"))));
    }

    [Fact]
    public async Task Commitment_without_measure_is_stored_with_a_warning()
    {
        var promise = await app.PromiseAsync();

        var commitment = await app.GetAsync($"commitments/{await app.CreateAsync("commitments", Samples.Commitment(promise, [], 52))}");

        Assert.Equal("Åtagandet har ingen åtgärd bakom sig.", Assert.Single(commitment.Items("warnings")).GetString());
        Assert.Equal(("2021-01-01", "2021-12-31"), (commitment.Text("firstDay"), commitment.Text("lastDay")));
    }

    [Fact]
    public async Task Uncounted_commitment_is_assessed_by_an_office()
    {
        var (promise, measure) = await MeasureAsync();
        var commitment = await app.CreateAsync(
            "commitments", Samples.Commitment(promise, [measure], atLeast: null, lastDay: "2021-04-30"));
        Assert.Equal("notAssessed", (await ProgressAsync(commitment)).Text("outcome"));

        var assessed = Samples.Commitment(
            promise,
            [measure],
            atLeast: null,
            lastDay: "2021-04-30",
            assessment: new { outcome = "partly", office = "EST-gruppen", on = "2021-05-02" });
        await (await app.SendAsync(HttpMethod.Put, $"commitments/{commitment}", assessed, "\"1\"")).ReadAsync(HttpStatusCode.OK);

        Assert.Equal("partly", (await ProgressAsync(commitment)).Text("outcome"));
        Assert.Contains("\"outcome\":\"partly\"", (await app.EventsAboutAsync(commitment))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_errors_are_reported_at_once_by_field()
    {
        var promise = await app.PromiseAsync();

        Assert.Equal(["parties", "promiseId", "title"], await app.ErrorsOfAsync(HttpMethod.Post, "commitments", new { }));
        Assert.Equal(
            [
                "activities", "areas[0]", "assessment", "assessment.on", "assessment.outcome", "atLeast", "firstDay", "lastDay",
                "measureIds[0]", "parties[0]",
            ],
            await app.ErrorsOfAsync(HttpMethod.Post, "commitments", new
            {
                promiseId = promise,
                title = "Minst 0 kontroller",
                parties = new[] { "Polisen" },
                atLeast = 0,
                areas = new[] { "okänt" },
                firstDay = "2020-12-31",
                lastDay = "2022-01-01",
                measureIds = new[] { Guid.CreateVersion7() },
                assessment = new { outcome = "ongoing", office = "EST-gruppen", on = "2021-05-04" },
            }));
        var tooShort = Samples.Commitment(promise, [], 1, firstDay: "2021-03-01", lastDay: "2021-03-02", rhythm: "weekly");
        Assert.Equal(["rhythm"], await app.ErrorsOfAsync(HttpMethod.Post, "commitments", tooShort));
        Assert.Equal(
            ["rhythm"],
            await app.ErrorsOfAsync(HttpMethod.Post, "commitments", Samples.Commitment(promise, [], null, rhythm: "monthly")));
        Assert.Equal(
            ["promiseId"], await app.ErrorsOfAsync(HttpMethod.Post, "commitments", Samples.Commitment(Guid.CreateVersion7(), [], 1)));
    }
}
