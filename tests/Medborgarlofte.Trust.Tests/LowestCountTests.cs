namespace Medborgarlofte.Trust.Tests;

/// <summary>The setting of the lowest public count.</summary>
public sealed class LowestCountTests : IDisposable
{
    private const string Root = ApiClient.Root + "/0481";
    private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Trust_27_lowest_count_setting_decides_which_counts_are_public()
    {
        await using var standalone = Standalone("3");
        await standalone.StartAsync();
        await standalone.Client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
        await standalone.Client.PostJsonAsync(Root + "/areas", new { code = "sunda", name = "Sunda" });
        foreach (var (category, count) in new[] { ("theft", 3), ("criminal-damage", 4), ("littering", 7) })
        {
            for (var each = 0; each < count; each++)
            {
                await standalone.Client.PostJsonAsync(
                    Root + "/incidents",
                    new { category, area = "sunda", occurredFrom = "2021-03-02T10:00:00Z", reportedAt = "2021-03-02T12:00:00Z" });
            }
        }

        using var anybody = new HttpClient { BaseAddress = standalone.Address };
        await Eventually.TrueAsync(
            async () => (await PictureAsync(standalone.Client)).GetProperty("total").NumberOrNull("count") == 14,
            "the cases to be counted");
        var picture = await PictureAsync(anybody);
        var shown = picture.GetProperty("byCategory").EnumerateArray()
            .ToDictionary(
                line => line.GetProperty("code").GetString()!,
                line => line.GetProperty("count").ValueKind == System.Text.Json.JsonValueKind.Number);

        // With the default setting, three and four are small.
        Assert.Equal((true, true, true), (shown["criminal-damage"], shown["theft"], shown["littering"]));
        using var page = await anybody.GetAsync(new Uri("0481/lagesbild/2021-t1", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains(
            "Antal under 3 visas inte",
            await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("fem")]
    public async Task Invalid_lowest_count_prevents_the_start(string lowest)
    {
        await using var process = Standalone(lowest);

        Assert.NotEqual(0, await process.RunToEndAsync());
        Assert.Contains("OpenData:LowestCount", process.Output, StringComparison.Ordinal);
    }

    private static Task<System.Text.Json.JsonElement> PictureAsync(HttpClient client) =>
        client.GetJsonAsync(Root + "/situational-pictures/2021-t1");

    private HostProcess Standalone(string lowest) => new(
        "Medborgarlofte.Standalone", _directory, new()
        {
            ["DataDirectory"] = Path.Combine(_directory, lowest), ["OpenData__LowestCount"] = lowest,
        });
}
