using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Reporting.Tests;

public sealed class OpenDataTests : IAsyncLifetime
{
    private readonly ReportingApp _app = new();

    public async ValueTask InitializeAsync()
    {
        await _app.InitializeAsync();
        var promise = Some.Id();
        await _app.KeepAsync(Some.Promise(promise), Some.Theme(promise, 1, "Skadegörelse", Some.Damage), Some.Place(promise, 2, "Ramdalsområdet", "ramdal"));
        await _app.ReportAsync([.. Some.Incidents(7, area: "ramdal"), .. Some.Incidents(2, area: "sunda"), .. Some.Incidents(9, Some.Theft, area: "sunda")]);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("resident")]
    [InlineData("watch-contact")]
    public async Task Trust_27_who_is_no_party_gets_no_small_count_nor_one_that_gives_it_away(string? role)
    {
        var picture = await ReadAsync(role, "0481", "situational-pictures/2021-t1");
        var followUp = await ReadAsync(role, "0481", "follow-ups/2021-t1");

        Assert.Equal(18, picture.GetProperty("total").Number("count"));
        Assert.Equal([("sunda", 11), ("ramdal", 7)], Counts(picture, "byArea"));
        Assert.Equal([(Some.Damage, 9), (Some.Theft, 9)], Counts(picture, "byCategory"));
        Assert.Equal([9, 7], followUp.Items("rows").Select(row => row.Number("cases")));
        Assert.DoesNotContain(
            followUp.Items("rows").SelectMany(row => row.GetProperty("problem").Items("sentences")).SelectMany(sentence => sentence.Items("figures")),
            figure => figure.Number("count") is > 0 and < 5);
    }

    [Fact]
    public async Task Trust_27_a_cell_that_would_give_away_the_small_one_is_withheld_with_it()
    {
        await _app.ReportAsync([.. Some.Incidents(3, area: "centrum")]);

        Assert.Equal([("sunda", 11), ("ramdal", null), ("centrum", null)], Counts(await ReadAsync(null, "0481", "situational-pictures/2021-t1"), "byArea"));
        Assert.Equal([("sunda", 11), ("ramdal", 7), ("centrum", 3)], Counts(await ReadAsync("coordinator", "0481", "situational-pictures/2021-t1"), "byArea"));
    }

    [Fact]
    public async Task Trust_27_a_party_of_another_municipality_is_no_party_here()
    {
        await _app.ReportAsync([.. Some.Incidents(3, area: "centrum")]);

        Assert.Contains(("centrum", null), Counts(await ReadAsync("coordinator", "0480", "situational-pictures/2021-t1"), "byArea"));
    }

    private async Task<JsonElement> ReadAsync(string? role, string municipality, string path)
    {
        using var client = _app.ClientFor(role is null ? null : TestIssuer.Bearer(TestIssuer.Shared.Token("municipality:" + municipality, [role], [municipality])));
        return await client.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/municipalities/0481/" + path, UriKind.Relative));
    }

    private static IEnumerable<(string? Code, int? Count)> Counts(JsonElement picture, string split) => picture.Items(split)
        .Select(line => (line.TextOrNull("code"), line.GetProperty("count").ValueKind == JsonValueKind.Null ? (int?)null : line.Number("count")));
}
