using System.Text.RegularExpressions;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.ApiContract.Tests;

/// <summary>Standalone and the gateway serve the document, its reader page and the information about the API.</summary>
[Collection(ContractApp.OneAtATime)]
public sealed partial class ReaderPageTests
{
    [Fact]
    public async Task Standalone_serves_the_reader_page()
    {
        await using var app = await ContractApp.StartAsync();
        await ServesReaderPageAsync(app.Client);
    }

    [Fact]
    public async Task Gateway_serves_the_reader_page_without_services()
    {
        var directory = Directory.CreateTempSubdirectory("medborgarlofte-");
        await using (var gateway = new HostProcess("Medborgarlofte.Gateway.Host", directory.FullName))
        {
            await gateway.StartAsync();
            await ServesReaderPageAsync(gateway.Client);
        }

        directory.Delete(recursive: true);
    }

    private static async Task ServesReaderPageAsync(HttpClient client)
    {
        Assert.Equal(
            await File.ReadAllTextAsync(CommittedDocument.Path),
            await client.GetStringAsync(new Uri("/api/v1/openapi.json", UriKind.Relative)));

        var info = await client.GetJsonAsync("/api/v1/api-info");
        Assert.Equal(
            ["apiName", "apiVersion", "apiReleased", "apiDocumentation", "apiStatus"],
            info.EnumerateObject().Select(member => member.Name));
        using var documentation = await client.GetAsync(new Uri(info.Text("apiDocumentation")));
        Assert.True(documentation.IsSuccessStatusCode);

        // The policy makes the browser block content from other hosts.
        var policy = Assert.Single(documentation.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline", policy);
        var page = await documentation.Content.ReadAsStringAsync();
        var scripts = Source().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
        {
            Assert.DoesNotContain("//", script, StringComparison.Ordinal);
            using var served = await client.GetAsync(new Uri(documentation.RequestMessage!.RequestUri!, script));
            Assert.True(served.IsSuccessStatusCode, script);
        }
    }

    [GeneratedRegex("src=\"([^\"]*)\"")]
    private static partial Regex Source();
}
