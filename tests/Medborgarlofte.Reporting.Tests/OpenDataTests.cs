using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Reporting.Tests;

public sealed class OpenDataTests(ReportingApp app) : ReportingTests(app)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var promise = Some.Id();
        await Municipality.ProjectAsync(
            Some.Promise(promise), Some.Theme(promise, 1, "Skadegörelse", Some.Damage), Some.Place(promise, 2, "Ramdalsområdet", "ramdal"));
        await Municipality.ReportAsync(
        [
            .. Some.Incidents(7, area: "ramdal"),
            .. Some.Incidents(2, area: "sunda"),
            .. Some.Incidents(9, Some.Theft, area: "sunda"),
        ]);
        using var published = await Municipality.SendAsync(HttpMethod.Post, "/follow-ups/2021-t1/publications");
        Assert.Equal(HttpStatusCode.Created, published.StatusCode);
    }

    [Fact]
    public async Task Trust_26_csv_contains_neither_formulas_nor_small_counts()
    {
        await Municipality.PublishAsync(Some.Area("ramdal", "=HYPERLINK(\"http://example.org\";\"Ramdal\")", version: 2));
        await Municipality.PublishAsync(Some.Area("sunda", "@SUM(1+1)", version: 2));
        await Municipality.ReportAsync([.. Some.Incidents(2, Some.Disorder, area: "centrum")]);
        var everything = TestIssuer.Everything();
        await Eventually.TrueAsync(
            async () => await FileAsync(everything) is var csv
                && csv.Contains("SUM", StringComparison.Ordinal)
                && csv.Contains("HYPERLINK", StringComparison.Ordinal),
            "the new names");

        var lines = (await FileAsync(token: null)).TrimEnd().Split("\r\n");
        const string missing = "uppgift saknas;uppgift saknas;för tredje tertialet 2020 (september–december) saknas uppgift, "
            + "för första tertialet 2020 (januari–april) saknas uppgift";
        Assert.Equal("\uFEFFindelning;kod;namn;antal;2020-t3;2020-t1;anmärkning", lines[0]);
        Assert.Contains($"totalt;;Alla fall;20;{missing}", lines);
        Assert.Contains($"område;sunda;'@SUM(1+1);;{missing}", lines);
        Assert.Contains($"område;ramdal;\"'=HYPERLINK(\"\"http://example.org\"\";\"\"Ramdal\"\")\";7;{missing}", lines);
        Assert.Contains($"område;centrum;Centrum;;{missing}", lines);
        Assert.All(lines, line => Assert.DoesNotMatch("(^|;)\"?[=+@-]", line));
        Assert.Contains("område;centrum;Centrum;2;" + missing, await FileAsync(everything), StringComparison.Ordinal);
    }

    private async Task<string> FileAsync(System.Net.Http.Headers.AuthenticationHeaderValue? token)
    {
        using var client = Municipality.ClientFor(token);
        using var answer = await client.GetAsync(new Uri(Municipality.Root + "/situational-pictures/2021-t1?format=csv", UriKind.Relative));
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"lagesbild-{Municipality.Code}-2021-t1.csv", answer.Content.Headers.ContentDisposition!.FileName);
        return System.Text.Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("resident")]
    [InlineData("watch-contact")]
    public async Task Trust_27_public_counts_contain_no_small_count_and_none_that_reveals_one(string? role)
    {
        var picture = await ReadAsync(role, Municipality.Code, "situational-pictures/2021-t1");
        var followUp = await ReadAsync(role, Municipality.Code, "follow-ups/2021-t1");

        Assert.Equal(18, picture.GetProperty("total").Number("count"));
        // Damage in Sunda is 2: damage would reveal it beside the seven cases of Ramdal, which are all damage.
        Assert.Equal([("sunda", 11), ("ramdal", 7)], Counts(picture, "byArea"));
        Assert.Equal([(Some.Damage, null), (Some.Theft, null)], Counts(picture, "byCategory"));
        Assert.Equal([null, 7], followUp.Items("rows").Select(row => row.NumberOrNull("cases")));
        Assert.DoesNotContain(
            followUp.Items("rows")
                .SelectMany(row => row.GetProperty("problem").Items("sentences"))
                .SelectMany(sentence => sentence.Items("figures")),
            figure => figure.Number("count") is > 0 and < 5);
    }

    [Fact]
    public async Task Trust_27_cell_that_reveals_a_small_cell_is_withheld()
    {
        await Municipality.ReportAsync([.. Some.Incidents(3, area: "centrum")]);

        Assert.Equal(
            [("ramdal", 7), ("centrum", null), ("sunda", null)],
            Counts(await ReadAsync(null, Municipality.Code, "situational-pictures/2021-t1"), "byArea"));
        Assert.Equal(
            [("sunda", 11), ("ramdal", 7), ("centrum", 3)],
            Counts(await ReadAsync("coordinator", Municipality.Code, "situational-pictures/2021-t1"), "byArea"));
    }

    [Theory]
    [InlineData("/api/v1/municipalities/{municipality}/situational-pictures/2021-w09", HttpStatusCode.Forbidden)]
    [InlineData("/api/v1/municipalities/{municipality}/situational-pictures/2021-03-01--2021-03-01", HttpStatusCode.Forbidden)]
    [InlineData("/{municipality}/lagesbild/2021-03-01--2021-03-01", HttpStatusCode.Forbidden)]
    [InlineData("/api/v1/municipalities/{municipality}/follow-ups/2021-w09", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/municipalities/{municipality}/follow-ups/2021-t1?version=draft", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/municipalities/{municipality}/follow-ups/2021-03", HttpStatusCode.NotFound)]
    [InlineData("/{municipality}/uppfoljning/2021-t1?version=draft", HttpStatusCode.NotFound)]
    public async Task Trust_27_days_weeks_and_drafts_require_work_with_the_promise(string path, HttpStatusCode status)
    {
        var uri = new Uri(path.Replace("{municipality}", Municipality.Code, StringComparison.Ordinal), UriKind.Relative);
        foreach (var outsider in new[] { Municipality.ClientFor(null), Municipality.ClientOf("housing:kustbostader", "reporter") })
        {
            using var client = outsider;
            using var answer = await client.GetAsync(uri);
            Assert.Equal(status, answer.StatusCode);
        }

        using var insider = Municipality.ClientOf(Some.MunicipalParty, "steering");
        using var shown = await insider.GetAsync(uri);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
    }

    [Fact]
    public async Task Trust_27_small_total_is_suppressed()
    {
        await Municipality.ReportAsync(
            Some.Incident(Some.Damage, "centrum", "2021-02-03", "2021-02-03"),
            Some.Incident(Some.Damage, "centrum", "2021-02-03", "2021-02-03"));

        Assert.Equal(
            JsonValueKind.Null,
            (await ReadAsync(null, Municipality.Code, "situational-pictures/2021-02")).GetProperty("total").GetProperty("count").ValueKind);
        Assert.Equal(
            2, (await ReadAsync("police", Municipality.Code, "situational-pictures/2021-02")).GetProperty("total").Number("count"));
    }

    [Fact]
    public async Task Trust_27_party_of_another_municipality_gets_public_counts()
    {
        await Municipality.ReportAsync([.. Some.Incidents(3, area: "centrum")]);

        Assert.Contains(("centrum", null), Counts(await ReadAsync("coordinator", "0480", "situational-pictures/2021-t1"), "byArea"));
    }

    private async Task<JsonElement> ReadAsync(string? role, string municipality, string path)
    {
        using var client = Municipality.ClientFor(
            role is null ? null : TestIssuer.Bearer(TestIssuer.Shared.Token("municipality:" + municipality, [role], [municipality])));
        return await client.GetFromJsonAsync<JsonElement>(new Uri(Municipality.Root + "/" + path, UriKind.Relative));
    }

    private static IEnumerable<(string? Code, int? Count)> Counts(JsonElement picture, string split) => picture.Items(split)
        .Select(line => (
            line.TextOrNull("code"), line.GetProperty("count").ValueKind == JsonValueKind.Null ? (int?)null : line.Number("count")));
}
