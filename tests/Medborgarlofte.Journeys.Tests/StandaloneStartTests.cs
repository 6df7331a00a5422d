using System.Net;
using System.Text.RegularExpressions;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Journeys.Tests;

/// <summary>A new user's first start: the demo in an empty directory, its public pages, and an address that is in use.</summary>
public sealed class StandaloneStartTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Demo_prints_its_address_and_every_link_of_its_first_pages_is_public()
    {
        await using (var demo = Demo())
        {
            await demo.StartAsync();
            await Eventually.TrueAsync(
                () => Task.FromResult(demo.Output.Contains($"är inläst: {demo.Address}0481", StringComparison.Ordinal)),
                "the demo to be loaded");
            Assert.Contains("Medborgarlofte svarar på " + demo.Address.ToString().TrimEnd('/'), demo.Output, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(_directory, "data", "demo", "reporting.db")));

            using var anyone = new HttpClient { BaseAddress = demo.Address };
            var pages = new[] { "/", "/0481" };
            var links = new HashSet<string>(pages, StringComparer.Ordinal);
            foreach (var page in pages)
            {
                var html = await anyone.GetStringAsync(new Uri(page, UriKind.Relative));
                links.UnionWith(Regex.Matches(html, "href=\"(/[^\"#]*)").Select(match => match.Groups[1].Value));
            }

            var start = WebUtility.HtmlDecode(await anyone.GetStringAsync(new Uri("/", UriKind.Relative)));
            Assert.Matches(
                "(?s)<h2[^>]*>Medborgarlöfte 2021<.*<h2[^>]*>Läget<.*<h2[^>]*>Uppföljning av medborgarlöftet, första tertialet 2021 "
                    + ".*Problemområde</th>.*Åtgärd</th>.*Effekt</th>", start);
            Assert.Matches("<strong>Publicerad</strong> den <time datetime=\"2021-05-03\">3 maj 2021</time>,\\s+införd här den", start);
            Assert.Contains("/0481/uppfoljning/2021-t1", links);
            Assert.Contains("/0481/prenumerera", links);
            Assert.Contains(links, link => link.StartsWith("/0481/lagesbild/", StringComparison.Ordinal));
            foreach (var link in links)
            {
                using var answer = await anyone.GetAsync(new Uri(link, UriKind.Relative));
                Assert.True(answer.IsSuccessStatusCode, $"{link}: {(int)answer.StatusCode}");
            }

            await demo.StopAsync();
        }

        await using var again = Demo();
        await again.StartAsync();
        await Eventually.TrueAsync(
            () => Task.FromResult(again.Output.Contains("fanns redan", StringComparison.Ordinal)), "the demo to be found");
    }

    [Fact]
    public async Task Standalone_without_the_demo_starts_empty_and_stores_what_is_entered()
    {
        const string Municipalities = "api/v1/municipalities";
        await using var standalone = new HostProcess("Medborgarlofte.Standalone", _directory);
        await standalone.StartAsync();
        Assert.Equal(0, (await standalone.Client.GetJsonAsync(Municipalities)).Number("total"));

        await standalone.Client.PostJsonAsync(Municipalities, new { code = "0481", name = "Oxelösund", population = 12106 });
        await standalone.StopAsync();
        await standalone.StartAsync();

        Assert.Equal(1, (await standalone.Client.GetJsonAsync(Municipalities)).Number("total"));
    }

    [Fact]
    public async Task Address_in_use_is_reported_at_the_start()
    {
        await using var first = new HostProcess("Medborgarlofte.Standalone", _directory);
        await first.StartAsync();
        await using var second = new HostProcess(
            "Medborgarlofte.Standalone", _directory, new()
            {
                ["ASPNETCORE_URLS"] = first.Address.ToString(), ["DataDirectory"] = Path.Combine(_directory, "other"),
            });

        Assert.Equal(1, await second.RunToEndAsync());

        await Eventually.TrueAsync(
            () => Task.FromResult(second.Output.Contains("är upptagen", StringComparison.Ordinal)), "the address message");
        Assert.All(
            ["Unhandled exception", "ObjectDisposedException", "crit:"],
            noise => Assert.DoesNotContain(noise, second.Output, StringComparison.Ordinal));
    }

    // Starts as from a shell: no environment name and no settings.
    private HostProcess Demo() => new(
        "Medborgarlofte.Standalone",
        _directory,
        new(TestIssuer.Shared.Settings.Keys.Select(name => KeyValuePair.Create(name.Replace(":", "__", StringComparison.Ordinal), "")))
        {
            ["ASPNETCORE_ENVIRONMENT"] = "",
            ["DataDirectory"] = "",
            ["PublicAddress"] = "",
        },
        "--demo");
}
