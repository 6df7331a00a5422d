using System.Net;
using System.Text.Json;
using Medborgarlofte.Http.Access;

namespace Medborgarlofte.Trust.Tests;

/// <summary>Limits on the size of a single query.</summary>
[Collection<StandaloneCollection>]
public sealed class BoundsTests(StandaloneFixture standalone)
{
    private const string Root = ApiClient.Root + "/0481/";

    [Fact]
    public async Task Trust_12_page_size_outside_1_to_200_is_rejected()
    {
        var pages = 0;
        foreach (var rule in AccessMatrix.Rows.Where(
            rule => rule.Method == "GET" && rule.Route.StartsWith("/api/v1/municipalities/{municipality}/", StringComparison.Ordinal)))
        {
            var path = rule.Route.Replace("{municipality}", "0481", StringComparison.Ordinal);
            if (path.Contains('{', StringComparison.Ordinal))
            {
                continue;
            }

            using var usual = await standalone.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            if (usual.IsSuccessStatusCode
                && JsonElement.Parse(
                    await usual.Content.ReadAsStringAsync(
                        TestContext.Current.CancellationToken)) is { ValueKind: JsonValueKind.Object } answer
                && answer.TryGetProperty("limit", out var limit))
            {
                pages++;
                Assert.InRange(limit.GetInt32(), 1, 200);
                foreach (var query in new[] { "limit=201", "limit=0", "limit=-1", "limit=2147483648", "page=0", "page=1000001" })
                {
                    Assert.True(await StatusAsync($"{path}?{query}") == HttpStatusCode.BadRequest, $"{path}?{query}");
                }
            }
        }

        Assert.True(pages >= 8, $"only {pages} lists were found");
    }

    [Theory]
    [InlineData("incidents?reportedFrom=2015-01-01&reportedTo=2020-01-02", HttpStatusCode.BadRequest)]
    [InlineData("incidents?reportedFrom=2015-01-01&reportedTo=2020-01-01", HttpStatusCode.OK)]
    [InlineData("incidents?occurredFrom=2015-01-01&occurredTo=2020-01-02", HttpStatusCode.BadRequest)]
    [InlineData("incidents?reportedFrom=2021-01-02&reportedTo=2021-01-01", HttpStatusCode.BadRequest)]
    [InlineData("incidents?reportedFrom=0001-01-01", HttpStatusCode.BadRequest)]
    [InlineData("situational-pictures/2015-01-01--2020-01-02", HttpStatusCode.BadRequest)]
    [InlineData("situational-pictures/2015-01-01--2019-12-31", HttpStatusCode.OK)]
    public async Task Trust_12_range_of_days_longer_than_five_years_is_rejected(string path, HttpStatusCode status) =>
        Assert.Equal(status, await StatusAsync(Root + path));

    [Theory]
    [InlineData("open311/0481/requests.xml?start_date=2021-01-01T00:00:00Z&end_date=2021-04-02T00:00:00Z", HttpStatusCode.BadRequest)]
    [InlineData("open311/0481/requests.xml?start_date=2021-01-01T00:00:00Z&end_date=2021-04-01T00:00:00Z", HttpStatusCode.OK)]
    public async Task Trust_12_Open311_query_longer_than_ninety_days_is_rejected(string path, HttpStatusCode status) =>
        Assert.Equal(status, await StatusAsync(path));

    [Theory]
    [InlineData("watch-groups", "area")]
    [InlineData("measures", "ownerParty")]
    [InlineData("incidents", "category")]
    public async Task Trust_14_long_word_is_not_returned_in_full(string path, string field)
    {
        using var content = new StringContent(
            $$"""{"{{field}}":"{{new string('x', 5_000)}}"}""", System.Text.Encoding.UTF8, "application/json");

        using var answer = await standalone.Client.PostAsync(
            new Uri(Root + path, UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(
            new string('x', 65), await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await standalone.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
