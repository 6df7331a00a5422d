using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed partial class ReportPagesTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    private static readonly (string Name, string Value)[] Report =
    [
        ("category", "littering"), ("area", "ramdal"), ("day", "2021-05-01"), ("time", ""), ("description", "Sopor & \"skräp\" 🗑️"),
        ("website", ""),
    ];

    [Theory]
    [InlineData("")]
    [InlineData("/status")]
    public async Task Page_uses_no_script_no_cookie_and_no_other_host(string page)
    {
        using var response = await app.Client.GetAsync(new Uri("/0481/rapportera" + page, UriKind.Relative));
        var html = await response.Content.ReadAsStringAsync();

        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"sv\">", html, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(html, "<h1"));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", html, StringComparison.OrdinalIgnoreCase);
        Assert.All(Addresses(html), address => Assert.Matches("^(/(?!/)|#.)", address));
        IsWellLabelled(html);
    }

    [Fact]
    public async Task Form_starts_with_112_and_uses_plain_Swedish()
    {
        var html = await GetAsync("");

        Assert.True(html.IndexOf("ring 112", StringComparison.Ordinal) is > 0 and var notice
            && notice < html.IndexOf("<form", StringComparison.Ordinal));
        Assert.Contains("<option value=\"criminal-damage\">Skadegörelse</option>", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"ramdal\">Ramdal</option>", html, StringComparison.Ordinal);
        Assert.Contains("max=\"2021-05-03\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submitted_report_shows_its_status_by_link_and_by_code()
    {
        var (status, receipt) = await PostAsync("", Report);

        Assert.Equal(HttpStatusCode.Created, status);
        var token = Token().Match(receipt).Groups[1].Value;
        Assert.Equal(43, token.Length);
        Assert.Equal($"/0481/rapportera/status?kod={token}",
            Assert.Single(Addresses(receipt), address => address.Contains(token, StringComparison.Ordinal)));
        var incident = await app.GetAsync($"/incidents/{await app.LatestQuarantinedAsync()}");
        Assert.Equal(("littering", "ramdal", "Sopor & \"skräp\" 🗑️"),
            (incident.TextOf("category"), incident.TextOf("area"), incident.TextOf("description")));
        Assert.Equal(
            ("2021-04-30T22:00:00+00:00", "2021-05-01T21:59:59+00:00"), (incident.TextOf("occurredFrom"), incident.TextOf("occurredTo")));

        using var link = await app.ClientFor(null).GetAsync(new Uri($"/0481/rapportera/status?kod={token}", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, true), (link.StatusCode, link.Headers.CacheControl!.NoStore));
        Assert.Equal("no-referrer", Assert.Single(link.Headers.GetValues("Referrer-Policy")));
        var linked = WebUtility.HtmlDecode(await link.Content.ReadAsStringAsync());

        var (shown, page) = await PostAsync("/status", ("token", $" {token} "));
        Assert.Equal(HttpStatusCode.OK, shown);
        Assert.Equal(page, linked);
        Assert.Contains("Mottagen. Rapporten granskas", page, StringComparison.Ordinal);
        Assert.Contains("Nedskräpning, Ramdal", page, StringComparison.Ordinal);
        Assert.Contains("3 maj 2021 kl. 11.00", page, StringComparison.Ordinal);
        Assert.DoesNotContain(token, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Sopor", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2021-05-01", "21:30", "2021-05-01T19:30:00+00:00", "2021-05-01T19:30:00+00:00")]
    [InlineData("2021-01-15", "", "2021-01-14T23:00:00+00:00", "2021-01-15T22:59:59+00:00")]
    [InlineData("2021-05-03", "", "2021-05-02T22:00:00+00:00", "2021-05-03T09:00:00+00:00")]
    public async Task Date_is_in_the_municipalitys_time_zone_and_ends_at_the_current_time(string day, string time, string from, string to)
    {
        var (status, _) = await PostAsync("", With(("day", day), ("time", time), ("area", "-"), ("description", $"{day} {time}")));
        Assert.Equal(HttpStatusCode.Created, status);

        var incident = await app.GetAsync($"/incidents/{await app.LatestQuarantinedAsync()}");
        Assert.Equal((from, to, null), (incident.TextOf("occurredFrom"), incident.TextOf("occurredTo"), incident.TextOf("area")));
    }

    [Theory]
    [InlineData("category", "", "Välj vad det gäller.")]
    [InlineData("category", "piracy", "Välj vad det gäller.")]
    [InlineData("area", "", "Välj var det hände.")]
    [InlineData("area", "atlantis", "finns inte i Oxelösunds kommun")]
    [InlineData("day", "", "Ange dagen")]
    [InlineData("day", "i går", "Ange dagen")]
    [InlineData("day", "2021-05-04", "framtiden")]
    [InlineData("day", "9999-12-31", "framtiden")]
    [InlineData("day", "0001-01-01", "Ange dagen")]
    [InlineData("day", "1989-01-01", "för långt tillbaka")]
    [InlineData("time", "25:00", "Ange klockslaget")]
    [InlineData("description", " ", "Beskriv vad som hände.")]
    [InlineData("website", "https://spam.example", "lämnas tomt")]
    public async Task Errors_are_summarised_first_with_links_and_the_entered_values_remain(string field, string value, string message)
    {
        var before = await app.RowCountsAsync();

        var (status, html) = await PostAsync("", With((field, value)));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("<title>Fel: ", html, StringComparison.Ordinal);
        var summary = Summary().Match(html).Value;
        Assert.Contains($"href=\"#{field}\"", summary, StringComparison.Ordinal);
        Assert.Contains(message, summary, StringComparison.Ordinal);
        Assert.Contains("En uppgift behöver rättas", summary, StringComparison.Ordinal);
        Assert.Equal(field != "category", html.Contains("<option value=\"littering\" selected>", StringComparison.Ordinal));
        Assert.Equal(field != "description", html.Contains("Sopor & \"skräp\" 🗑️</textarea>", StringComparison.Ordinal));
        IsWellLabelled(html);
        Assert.Equal(before, await app.RowCountsAsync());
    }

    [Fact]
    public async Task Empty_form_gets_all_errors_in_the_order_of_the_page()
    {
        var (_, html) = await PostAsync("", ("category", ""));

        Assert.Equal(["#category", "#area", "#day", "#description"], Regex.Matches(Summary().Match(html).Value, "href=\"([^\"]*)\"")
            .Select(match => match.Groups[1].Value));
    }

    [Fact]
    public async Task Entered_text_is_encoded()
    {
        using var content =
            new FormUrlEncodedContent([new("category", "littering"), new("description", "</textarea><script>alert(1)</script>")]);
        using var response = await app.Client.PostAsync(new Uri("/0481/rapportera", UriKind.Relative), content);

        Assert.DoesNotContain("<script", await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Unknown_code_is_not_found()
    {
        var (status, html) = await PostAsync("/status", ("token", "fel"));

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("Ingen rapport har den koden", html, StringComparison.Ordinal);
        IsWellLabelled(html);
        using var link = await app.Client.GetAsync(new Uri("/0481/rapportera/status?kod=fel", UriKind.Relative));
        Assert.Equal((HttpStatusCode.NotFound, html), (link.StatusCode, WebUtility.HtmlDecode(await link.Content.ReadAsStringAsync())));
    }

    [Fact]
    public async Task Second_click_does_not_create_a_second_incident()
    {
        await PostAsync("", With(("description", "Klickade två gånger")));
        var (status, html) = await PostAsync("", With(("description", "Klickade två gånger")));

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("/status", ("token", Token().Match(html).Groups[1].Value))).Status);
        Assert.Equal(1, await app.ReadAsync(db => db.Incidents.CountAsync(incident => incident.Description == "Klickade två gånger")));
    }

    [Fact]
    public async Task Municipality_with_closed_reporting_shows_112_and_no_form()
    {
        await app.CreateMunicipalityAsync("0486", "Strängnäs");
        (await app.PutAsync("/api/v1/municipalities/0486", new JsonObject { ["name"] = "Strängnäs", ["takesPublicReports"] = false }, "*"))
            .Is(HttpStatusCode.OK);

        using var response = await app.Client.GetAsync(new Uri("/0486/rapportera", UriKind.Relative));
        var html = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        Assert.Contains("Strängnäs tar inte emot rapporter här", html, StringComparison.Ordinal);
        Assert.Contains("112", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", html, StringComparison.Ordinal);
        using var content = new FormUrlEncodedContent([new("category", "littering")]);
        using var refused = await app.Client.PostAsync(new Uri("/0486/rapportera", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    // Every control has one label, every id is unique, and every reference within the page has a target.
    private static void IsWellLabelled(string html)
    {
        var ids = Regex.Matches(html, " id=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
        var labels = Regex.Matches(html, "<label for=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToList();
        var controls = Regex.Matches(html, "<(?:input|select|textarea)[^>]* id=\"([^\"]*)\"").Select(match => match.Groups[1].Value)
            .ToList();
        Assert.Equal(controls, labels);
        Assert.Equal(controls.Count, Regex.Count(html, "<(?:input|select|textarea)"));
        Assert.All(
            Regex.Matches(html, "(?:href=\"#|aria-labelledby=\"|aria-describedby=\")([^\"]*)\"")
                .SelectMany(match => match.Groups[1].Value.Split(' ')),
            reference => Assert.Contains(reference, ids));
    }

    private static IEnumerable<string> Addresses(string html) =>
        Regex.Matches(html, "(?:src|href|action)=\"([^\"]*)\"").Select(match => match.Groups[1].Value);

    private static (string Name, string Value)[] With(params (string Name, string Value)[] others) =>
        [.. Report.Where(field => others.All(other => other.Name != field.Name)), .. others];

    private async Task<string> GetAsync(string page) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri("/0481/rapportera" + page, UriKind.Relative)));

    private async Task<(HttpStatusCode Status, string Html)> PostAsync(string page, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await app.Client.PostAsync(new Uri("/0481/rapportera" + page, UriKind.Relative), content);
        return (response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()));
    }

    [GeneratedRegex("<code>([^<]*)</code>")]
    private static partial Regex Token();

    [GeneratedRegex("<div class=\"error-summary\".*?</div>", RegexOptions.Singleline)]
    private static partial Regex Summary();
}
