using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Http;
using Medborgarlofte.Reporting.Disclosure;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.FollowUps.Pages;
using Medborgarlofte.Reporting.Pages;
using Medborgarlofte.Reporting.Periods;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.Reporting.SituationalPictures.Pages;
using Medborgarlofte.Reporting.StartPages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Reporting.Tests.Pages;

public sealed class PagesTests
{
    private static readonly MunicipalityChanged Oxelosund =
        new(Samples.Oxelosund, 1, "Oxelösund", 12_106, MeetingRhythm.Weekly, "Europe/Stockholm");

    private static readonly MunicipalityChanged[] OnlyOxelosund = [Oxelosund];
    private static readonly MunicipalityChanged[] NoMunicipalities = [];

    public static TheoryData<string> Pages => ["start", "municipalities", "empty", "follow-up", "picture"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_is_Swedish_html_with_one_main_heading_and_a_skip_link(string page)
    {
        await using var site = await Site.StartAsync(ResultOf(page));
        using var response = await site.Client.GetAsync("/page");
        var html = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"sv\">", html, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(html, "<h1"));
        Assert.Single(Regex.Matches(html, "<main "));
        Assert.Contains("Hoppa till innehållet", html, StringComparison.Ordinal);
        Assert.Contains("name=\"viewport\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_uses_no_scripts_inline_styles_or_other_hosts(string page)
    {
        var html = await RenderAsync(ResultOf(page));

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<style", html, StringComparison.OrdinalIgnoreCase);
        var addresses = Regex.Matches(html, "(?:src|href)=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(addresses);
        Assert.All(addresses, address => Assert.Matches("^(/(?!/)|#.)", address));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Headings_never_skip_a_level(string page)
    {
        var levels = Regex.Matches(await RenderAsync(ResultOf(page)), "<h([1-6])").Select(match => match.Groups[1].Value[0] - '0').ToList();

        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Tables_have_captions_and_ids_are_unique_link_targets(string page)
    {
        var html = await RenderAsync(ResultOf(page));

        Assert.Equal(Regex.Count(html, "<table"), Regex.Count(html, "<caption>[^<]"));
        var ids = Regex.Matches(html, " id=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(
            Regex.Matches(html, "(?:href=\"#|aria-labelledby=\")([^\"]*)\""),
            match => Assert.Contains(match.Groups[1].Value, ids));
    }

    [Fact]
    public async Task Follow_up_has_three_columns()
    {
        var html = await RenderDecodedAsync(new Page<FollowUpPage>(Samples.FollowUp));

        Assert.Contains(">Uppföljning av medborgarlöftet, första tertialet 2021 (januari–april)</h1>", html, StringComparison.Ordinal);
        Assert.Equal(
            ["Problemområde", "Åtgärd", "Effekt"],
            Regex.Matches(html, "<th scope=\"col\"[^>]*>([^<]*)</th>").Select(match => match.Groups[1].Value));
        Assert.Equal(3, Regex.Count(html, "<h3"));
        Assert.Contains("23 fall av skadegörelse rapporterades in.", html, StringComparison.Ordinal);
        Assert.Contains("51 fall in.</strong> 12 av fallen hör till flera rader", WithSingleSpaces(html), StringComparison.Ordinal);
        Assert.Contains(
            "/api/v1/municipalities/0481/follow-ups/2021-t1?format=json&promise=0190a000-0000-7000-8000-000000000001",
            html,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shared_measures_follow_the_own_measures_and_name_the_earlier_row()
    {
        var html = await RenderDecodedAsync(new Page<FollowUpPage>(Samples.FollowUp));

        var own = html.IndexOf("Fördjupat arbete med orsakerna", StringComparison.Ordinal);
        var shared = Regex.Match(html, "Utöver detta gäller även åtgärderna under <a href=\"#omrade-[0-9a-f]+\">Skadegörelse</a>:");
        Assert.True(shared.Success);
        Assert.InRange(own, 0, shared.Index);
        Assert.Contains("<li>Fysiska åtgärder</li>", html[shared.Index..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_effect_has_a_label_for_its_basis()
    {
        var html = await RenderDecodedAsync(new Page<FollowUpPage>(Samples.FollowUp));

        Assert.Equal(
            ["Bedömning:", "Läge:", "Iakttagelse:", "Hinder:"],
            Regex.Matches(html, "<strong class=\"label\">([^<]*)</strong>").Select(match => match.Groups[1].Value));
    }

    [Fact]
    public async Task User_text_is_encoded()
    {
        var html = await RenderAsync(new Page<FollowUpPage>(Samples.FollowUp));

        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;om", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_and_publication_have_different_stamps()
    {
        var draft = await RenderDecodedAsync(new Page<FollowUpPage>(Samples.FollowUp));
        var published = await RenderDecodedAsync(new Page<FollowUpPage>(Samples.FollowUp with
        {
            State = FollowUpState.Published,
            Publication = new Publication(2, new DateTimeOffset(2021, 5, 10, 22, 30, 0, TimeSpan.Zero)),
        }));

        Assert.Contains("<strong>Utkast</strong>", draft, StringComparison.Ordinal);
        Assert.Contains("<strong>Publicerad</strong>", published, StringComparison.Ordinal);
        Assert.Contains(
            "datetime=\"2021-05-11T00:30:00+02:00\">11 maj 2021 kl. 00.30</time> (utgåva 2).", published, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promise_states_its_missing_source()
    {
        var html = await RenderDecodedAsync(new Page<StartPage>(Samples.Start));

        Assert.Contains("invånarnas åsikter: <strong>saknas</strong>", html, StringComparison.Ordinal);
        Assert.Contains("<strong>Obs!</strong> Löftet vilar inte på medborgarnas åsikter.", html, StringComparison.Ordinal);
        Assert.Contains("Löftet ges av polisen och Oxelösunds kommun.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_page_links_to_the_picture_and_to_every_follow_up()
    {
        var html = await RenderAsync(new Page<StartPage>(Samples.Start));

        Assert.Contains("href=\"/0481/lagesbild/2021-t1\"", html, StringComparison.Ordinal);
        Assert.Contains(
            "Ingen lägesbild är publicerad ännu.", await RenderDecodedAsync(new Page<StartPage>(Samples.Start with { Picture = null })),
            StringComparison.Ordinal);
        Assert.Contains("href=\"/0481/uppfoljning/2021-t1\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/0481/uppfoljning/2020-t3\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Picture_with_an_old_latest_report_has_a_notice()
    {
        var running = Samples.Picture with { CountedThrough = new DateOnly(2021, 4, 30) };
        var fresh = await RenderDecodedAsync(new Page<SituationalPicturePage>(running));
        var stale = await RenderDecodedAsync(new Page<SituationalPicturePage>(running with
        {
            Freshness = Samples.Fresh with { LastReportedOn = new DateOnly(2021, 3, 1) },
        }));

        Assert.Contains("<time datetime=\"2021-04-30\">30 april 2021</time>, för 3 dagar sedan.", fresh, StringComparison.Ordinal);
        Assert.DoesNotContain("länge sedan", fresh, StringComparison.Ordinal);
        Assert.Contains("Det är länge sedan", stale, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hidden_counts_and_their_changes_are_not_shown()
    {
        var html = await RenderDecodedAsync(new Page<SituationalPicturePage>(Samples.Picture with
        {
            Total = Samples.Line("", "", 31, 34, 20),
            ByArea =
            [
                Samples.Line("ramdal", "Ramdal", 20, 18, 12),
                CountLine.Of("sunda", "Sunda", 8, null, 8),
                CountLine.Of("centrum", "Centrum", null, 0, 0),
            ],
        }));

        Assert.Equal(["20", "+2 2 fler", "+8 8 fler"], CellsOf(html, "Ramdal"));
        Assert.Equal(["8", "– visas inte", "oförändrat"], CellsOf(html, "Sunda"));
        Assert.Equal(["– visas inte", "– visas inte", "– visas inte"], CellsOf(html, "Centrum"));
    }

    [Fact]
    public async Task Hidden_total_is_described_without_a_number()
    {
        var html = await RenderDecodedAsync(
            new Page<SituationalPicturePage>(Samples.Picture with { Total = CountLine.Of("", "", null, 46, 55) }));

        Assert.Contains("rapporterades fall in, men antalet visas inte.", html, StringComparison.Ordinal);
        Assert.Equal(["– visas inte", "– visas inte", "– visas inte"], CellsOf(html, "Totalt"));
    }

    [Fact]
    public async Task Picture_with_all_counts_says_that_they_are_not_public()
    {
        const string Notice = "Du ser alla antal";

        Assert.Contains(Notice, await RenderDecodedAsync(new Page<SituationalPicturePage>(Samples.Picture)), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Notice,
            await RenderDecodedAsync(new Page<SituationalPicturePage>(Samples.Picture with { ReleasedAt = Samples.Fresh.GeneratedAt })),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_period_without_cases_is_named_instead_of_compared()
    {
        var html = await RenderDecodedAsync(
            new Page<SituationalPicturePage>(Samples.Picture with { Total = Samples.Line("", "", 53, 46, 0) }));

        Assert.Contains(
            "För första tertialet 2020 (januari–april) finns inga rapporterade fall att jämföra med.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Mot året innan", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_installation_shows_how_to_create_a_municipality()
    {
        var html = await RenderDecodedAsync(new Page<MunicipalitiesPage>(NoMunicipalities));

        Assert.Contains("Här finns ingen kommun ännu.", html, StringComparison.Ordinal);
        Assert.Contains("POST /api/v1/municipalities", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stylesheet_has_an_ETag_and_returns_not_modified()
    {
        await using var site = await Site.StartAsync(new Page<MunicipalitiesPage>(OnlyOxelosund));
        using var first = await site.Client.GetAsync(Stylesheet.Href);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/medborgarlofte.css");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await site.Client.SendAsync(request);

        Assert.Equal("text/css; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        Assert.Equal(CacheControlHeaderValue.Parse("public, max-age=86400"), first.Headers.CacheControl);
        var css = await first.Content.ReadAsStringAsync();
        Assert.DoesNotContain("url(", css, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", css, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    private static IResult ResultOf(string page) => page switch
    {
        "start" => new Page<StartPage>(Samples.Start),
        "municipalities" => new Page<MunicipalitiesPage>(OnlyOxelosund),
        "empty" => new Page<MunicipalitiesPage>(NoMunicipalities),
        "follow-up" => new Page<FollowUpPage>(Samples.FollowUp),
        _ => new Page<SituationalPicturePage>(Samples.Picture),
    };

    private static async Task<string> RenderAsync(IResult result)
    {
        await using var site = await Site.StartAsync(result);
        return await site.Client.GetStringAsync("/page");
    }

    private static async Task<string> RenderDecodedAsync(IResult result) => WebUtility.HtmlDecode(await RenderAsync(result));

    private static string WithSingleSpaces(string html) => Regex.Replace(html, @"\s+", " ");

    // The visible texts of a row's cells. A tag begins with a letter or a slash, so the decoded "<5" is not a tag.
    private static IEnumerable<string> CellsOf(string html, string name)
    {
        var row = Regex.Match(html, $"<th scope=\"row\">{name}</th>(?<cells>.*?)</tr>", RegexOptions.Singleline).Groups["cells"].Value;
        return Regex.Matches(row, "<td[^>]*>(?<text>.*?)</td>", RegexOptions.Singleline)
            .Select(cell => WithSingleSpaces(Regex.Replace(cell.Groups["text"].Value, "</?[a-z][^>]*>", " ")).Trim());
    }

    private sealed class Site(WebApplication app) : IAsyncDisposable
    {
        public HttpClient Client { get; } = new() { BaseAddress = new Uri(app.Urls.First()) };

        public static async Task<Site> StartAsync(IResult page)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddPages().AddSingleton(new SmallCellSuppression(SmallCellSuppression.DefaultThreshold));
            var app = builder.Build();
            Stylesheet.Map(app);
            app.MapGet("/page", () => page);
            await app.StartAsync();
            return new Site(app);
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await app.DisposeAsync();
        }
    }
}
