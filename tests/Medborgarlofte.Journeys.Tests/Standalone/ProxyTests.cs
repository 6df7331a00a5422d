using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Journeys.Tests.Standalone;

/// <summary>The installation as its callers meet it: through nginx, with TLS and compression, under a path.</summary>
[Collection(nameof(StandaloneSite))]
public sealed class ProxyTests(StandaloneSite site)
{
    private const string Municipality = ApiClient.Root + "/0481";
    private const string PublicReports = Municipality + "/public-reports";

    [Fact]
    public async Task Addresses_in_responses_are_those_of_the_site_whatever_the_caller_claims()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("api/v1/api-info", UriKind.Relative));
        request.Headers.Add("X-Forwarded-Host", "elsewhere.example.org");
        request.Headers.Add("X-Forwarded-Prefix", "/elsewhere");
        request.Headers.Add("X-Forwarded-Proto", "http");
        using var response = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(StandaloneSite.Address + "/api/docs", (await JsonOfAsync(response)).Text("apiDocumentation"));
        Assert.True(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Rate_limit_counts_the_caller_in_front_of_the_proxy()
    {
        var first = site.ClientFrom(IPAddress.Parse("127.0.0.2"));
        var report = new { occurredFrom = "2021-02-01T10:00:00Z", category = "fire", description = "Det brann." };
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 3; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(PublicReports, UriKind.Relative));
            request.Content = JsonContent.Create(report);
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{number}");
            using var response = await first.SendAsync(request, TestContext.Current.CancellationToken);
            statuses.Add(response.StatusCode);
        }

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.TooManyRequests], statuses);
        await site.ClientFrom(IPAddress.Parse("127.0.0.3")).PostJsonAsync(PublicReports, report);
    }

    [Fact]
    public async Task Weak_ETag_of_a_compressed_response_works_in_If_Match_and_If_None_Match()
    {
        const string Code = ApiClient.Root + "/0480";
        await site.Client.PostJsonAsync(ApiClient.Root, new { code = "0480", name = "Nyköping" });
        using var read = await SendAsync(HttpMethod.Get, Code, null, ("Accept-Encoding", "gzip"));
        Assert.Equal(["gzip"], read.Content.Headers.ContentEncoding);
        var version = read.Headers.ETag!;
        Assert.True(version.IsWeak);

        var change = new { name = "Nyköping", population = 58_000 };
        using var changed = await SendAsync(HttpMethod.Put, Code, change, ("If-Match", version.ToString()));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using var repeated = await SendAsync(HttpMethod.Put, Code, change, ("If-Match", version.ToString()));
        Assert.Equal(HttpStatusCode.PreconditionFailed, repeated.StatusCode);

        using var document = await SendAsync(HttpMethod.Get, "api/v1/openapi.json", null, ("Accept-Encoding", "gzip"));
        Assert.True(document.Headers.ETag!.IsWeak);
        using var unchanged = await SendAsync(
            HttpMethod.Get, "api/v1/openapi.json", null, ("If-None-Match", $"\"other\", {document.Headers.ETag}"));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Body_over_the_limit_gets_the_answer_of_the_product_and_an_import_may_be_larger()
    {
        var rows = string.Concat(Enumerable.Repeat($"fire,2021-02-01T10:00:00Z,{new string('x', 60_000)}\n", 20));
        using var refused = await SendAsync(HttpMethod.Post, Municipality + "/incidents", new { description = rows });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);

        using var import = await site.Client.PostAsync(
            new Uri(Municipality + "/incident-imports?source=test", UriKind.Relative),
            new StringContent("category,occurred_from,description\n" + rows, Encoding.UTF8, "text/csv"),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, import.StatusCode);
        Assert.StartsWith(StandaloneSite.Path + "/api/v1/", import.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.StartsWith(StandaloneSite.Path + "/api/v1/", (await JsonOfAsync(import)).Text("refusals"), StringComparison.Ordinal);
        using var progress = await site.Client.GetAsync(import.Headers.Location, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, progress.StatusCode);
    }

    [Fact]
    public async Task Links_and_forms_of_pages_are_under_the_path()
    {
        var pages = new HashSet<string>(StringComparer.Ordinal);
        var seen = new Queue<string>(["", "0481", "0481/rapportera", "0481/prenumerera", "0481/grannsamverkan/intresse"]);
        var anyone = site.ClientFrom(IPAddress.Loopback);
        while (seen.TryDequeue(out var page))
        {
            using var response = await anyone.GetAsync(new Uri(page, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode, $"{page}: {(int)response.StatusCode}");
            if (response.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            foreach (Match match in Regex.Matches(html, "(href|action|src)=\"(?<address>[^\"#?]+)"))
            {
                var address = match.Groups["address"].Value;
                Assert.StartsWith(StandaloneSite.Path + "/", address, StringComparison.Ordinal);
                if (pages.Add(address))
                {
                    seen.Enqueue(address);
                }
            }
        }

        Assert.Contains(StandaloneSite.Path + "/0481/rapportera", pages);
        Assert.Contains(StandaloneSite.Path + "/medborgarlofte.css", pages);
    }

    [Fact]
    public async Task Submitted_form_and_error_page_are_under_the_path()
    {
        var anyone = site.ClientFrom(IPAddress.Parse("127.0.0.4"));
        using var form = new FormUrlEncodedContent([new("token", "unknown")]);
        using var answer = await anyone.PostAsync(
            new Uri("0481/rapportera/status", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(
            $"action=\"{StandaloneSite.Path}/0481/rapportera/status\"",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);

        using var missing = await SendAsync(HttpMethod.Get, "0481/nothing", null, ("Accept", "text/html"));
        Assert.Contains(
            $"href=\"{StandaloneSite.Path}/",
            await missing.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_in_data_are_under_the_path()
    {
        using var created = await SendAsync(
            HttpMethod.Post, Municipality + "/incidents", new { category = "fire", occurredFrom = "2021-02-01T10:00:00Z" });
        Assert.StartsWith(StandaloneSite.Path + "/api/v1/", created.Headers.Location?.ToString(), StringComparison.Ordinal);
        using var area = await SendAsync(HttpMethod.Post, Municipality + "/areas", new { code = "centrum", name = "Centrum" });
        Assert.Equal($"{StandaloneSite.Path}/{Municipality}/areas/centrum", area.Headers.Location?.ToString());
        using var unknown = await SendAsync(HttpMethod.Get, ApiClient.Root + "/9999");
        Assert.Equal($"{StandaloneSite.Path}/{ApiClient.Root}/9999", (await JsonOfAsync(unknown)).Text("instance"));

        var document = await site.Client.GetJsonAsync("api/v1/openapi.json");
        Assert.Equal(StandaloneSite.Address + "/api/v1", Assert.Single(document.Items("servers")).Text("url"));
        using var reader = await site.Client.GetAsync(new Uri("api/docs/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, reader.StatusCode);

        var meeting = await site.Client.PostWhenKnownAsync(
            Municipality + "/meetings", new { on = "2021-03-01", parties = new[] { "municipality:0481" } });
        Assert.StartsWith(
            $"{StandaloneSite.Path}/{Municipality}/meetings/", meeting.GetProperty("links").Text("agenda"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_operator_gets_in_with_a_token_without_claims_and_nobody_else()
    {
        Assert.Equal(HttpStatusCode.Created, await CreateAsync(StandaloneSite.FirstOperator, "0486"));
        Assert.Equal(HttpStatusCode.Unauthorized, await CreateAsync("somebody-else", "0488"));

        async Task<HttpStatusCode> CreateAsync(string subject, string code)
        {
            var token = TestIssuer.Shared.Token(
                "municipality:0481", [], [], descriptor => descriptor.Claims = new Dictionary<string, object> { ["sub"] = subject });
            using var response = await site.ClientFrom(IPAddress.Loopback, token).PostAsJsonAsync(
                new Uri(ApiClient.Root, UriKind.Relative), new { code, name = code }, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await site.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonElement> JsonOfAsync(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
