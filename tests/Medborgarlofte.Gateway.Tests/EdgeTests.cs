using System.Net;
using System.Net.Http.Json;
using Medborgarlofte.Gateway.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Gateway.Tests;

public sealed class GatewayEdgeTests(GatewayEdge hosting) : EdgeTests(hosting), IClassFixture<GatewayEdge>;

public sealed class StandaloneEdgeTests(StandaloneEdge hosting) : EdgeTests(hosting), IClassFixture<StandaloneEdge>;

/// <summary>Tests of the edge (limits, proxies, CORS, headers), in the gateway and in Standalone.</summary>
public abstract class EdgeTests(EdgeHosting hosting)
{
    private const string Nothing = "api/v1/nothing";
    private const string PublicReports = ApiClient.Root + "/0481/public-reports";
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    private HttpClient BehindProxy => hosting.BehindProxy.Client;

    [Theory]
    [InlineData(PublicReports, "203.0.113.1")]
    [InlineData("open311/0481/requests.xml", "203.0.113.2")]
    [InlineData("open311/0481/requests.json", "2001:db8:13::1")]
    [InlineData("open311/0481/servicerequestupdates.xml", "203.0.113.3")]
    [InlineData("0481/rapportera", "203.0.113.4")]
    [InlineData("0481/prenumerera", "203.0.113.5")]
    public async Task Trust_13_reports_without_sign_in_are_limited_with_429_and_Retry_After(string path, string address)
    {
        Assert.All(
            await ReportAsync(BehindProxy, path, 2, ("X-Forwarded-For", address)),
            status => Assert.NotEqual(HttpStatusCode.TooManyRequests, status));

        using var refused = await BehindProxy.SendAsync(HttpMethod.Post, path, JsonContent.Create(new { }), ("X-Forwarded-For", address));

        var problem = await refused.ProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.Equal("För många anrop", problem.Text("title"));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30));
        using var page = await BehindProxy.SendAsync(HttpMethod.Get, path, null, ("X-Forwarded-For", address));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, page.StatusCode);
    }

    [Fact]
    public async Task Trust_13_limit_applies_per_IPv4_address_and_IPv6_subnet()
    {
        await ReportAsync(BehindProxy, PublicReports, 3, ("X-Forwarded-For", "2001:db8:1:2::a"));

        Assert.Equal(
            [HttpStatusCode.TooManyRequests],
            await ReportAsync(BehindProxy, PublicReports, 1, ("X-Forwarded-For", "2001:db8:1:2:ffff::b")));
        Assert.DoesNotContain(
            HttpStatusCode.TooManyRequests, await ReportAsync(BehindProxy, PublicReports, 1, ("X-Forwarded-For", "2001:db8:1:3::a")));
    }

    [Fact]
    public async Task Trust_17_untrusted_proxy_cannot_change_the_caller_address()
    {
        var statuses = new List<HttpStatusCode>();
        foreach (var header in new[] { "X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-For" })
        {
            var address = $"203.0.113.{statuses.Count}";
            statuses.AddRange(
                await ReportAsync(
                    hosting.OnNetwork.Client, PublicReports, 1, (header, header == "Forwarded" ? "for=" + address : address)));
        }

        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses.Take(2));
        Assert.Equal([HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], statuses.Skip(2));
    }

    [Fact]
    public async Task Trust_17_only_the_entry_of_the_trusted_proxy_counts()
    {
        var statuses = new List<HttpStatusCode>();
        for (var claimed = 1; claimed <= 3; claimed++)
        {
            statuses.AddRange(await ReportAsync(BehindProxy, PublicReports, 1, ("X-Forwarded-For", $"192.0.2.{claimed}, 198.51.100.7")));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[2]);
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses.Take(2));
    }

    [Fact]
    public async Task Trust_20_gateway_handles_preflights_and_allows_only_listed_origins()
    {
        using var allowed = await PreflightAsync(EdgeHosting.Origin);
        using var stranger = await PreflightAsync("https://karta.example.se.evil.example");

        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Equal(EdgeHosting.Origin, allowed.Header("Access-Control-Allow-Origin"));
        Assert.Contains("Idempotency-Key", allowed.Header("Access-Control-Allow-Headers"), StringComparison.Ordinal);
        Assert.Null(allowed.Header("Access-Control-Allow-Credentials"));
        Assert.Equal(HttpStatusCode.NoContent, stranger.StatusCode);
        Assert.Null(stranger.Header("Access-Control-Allow-Origin"));
        Assert.Null(stranger.Header("Access-Control-Allow-Methods"));
        Assert.NotNull(stranger.Header("X-Request-Id"));

        Task<HttpResponseMessage> PreflightAsync(string origin) => BehindProxy.SendAsync(
            HttpMethod.Options,
            ApiClient.Root + "/0481/incidents",
            null,
            ("Origin", origin),
            ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "content-type,idempotency-key"));
    }

    [Fact]
    public async Task Trust_20_responses_and_errors_are_readable_by_listed_origins_only()
    {
        using var allowed = await BehindProxy.SendAsync(HttpMethod.Get, Nothing, null, ("Origin", EdgeHosting.Origin));
        using var stranger = await BehindProxy.SendAsync(HttpMethod.Get, Nothing, null, ("Origin", "https://example.org"));
        using var closed = await hosting.OnNetwork.Client.SendAsync(HttpMethod.Get, Nothing, null, ("Origin", EdgeHosting.Origin));

        Assert.Equal(EdgeHosting.Origin, allowed.Header("Access-Control-Allow-Origin"));
        Assert.Contains("Retry-After", allowed.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Null(stranger.Header("Access-Control-Allow-Origin"));
        Assert.Null(closed.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Trust_20_every_response_over_HTTPS_has_strict_transport_security()
    {
        using var secure = await BehindProxy.SendAsync(
            HttpMethod.Get, Nothing, null, ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"));
        using var plain = await BehindProxy.SendAsync(HttpMethod.Get, Nothing);
        using var claimed = await hosting.OnNetwork.Client.SendAsync(
            HttpMethod.Get, Nothing, null, ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"));

        Assert.Equal("max-age=31536000", secure.Header("Strict-Transport-Security"));
        Assert.Null(plain.Header("Strict-Transport-Security"));
        Assert.Null(claimed.Header("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("alive")]
    [InlineData(Nothing)]
    public async Task Trust_20_every_response_has_the_security_headers(string path)
    {
        using var response = await BehindProxy.SendAsync(HttpMethod.Get, path);

        var policy = response.Header("Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("style-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", response.Header("Referrer-Policy"));
        Assert.Contains("camera=()", response.Header("Permissions-Policy"), StringComparison.Ordinal);
        Assert.Null(response.Header("Server"));
        Assert.Null(response.Header("X-Powered-By"));
    }

    [Fact]
    public async Task Responses_to_requests_with_a_token_are_not_cached()
    {
        using var response = await BehindProxy.SendAsync(HttpMethod.Get, Nothing, null, ("Authorization", "Bearer x"));

        Assert.Equal("no-store", response.Header("Cache-Control"));
    }

    [Fact]
    public async Task Well_formed_request_id_is_returned_in_header_and_problem()
    {
        using var response = await BehindProxy.SendAsync(HttpMethod.Get, Nothing, null, ("X-Request-Id", "guard-company_2021.17"));

        Assert.Equal("guard-company_2021.17", response.Header("X-Request-Id"));
        Assert.Equal("guard-company_2021.17", (await response.ProblemAsync(HttpStatusCode.NotFound)).Text("requestId"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("anna andersson, 070-123")]
    [InlineData("{\"x\":1}")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Any_other_request_id_is_replaced(string requestId)
    {
        using var first = await BehindProxy.SendAsync(HttpMethod.Get, Nothing, null, ("X-Request-Id", requestId));
        using var second = await BehindProxy.SendAsync(HttpMethod.Get, "alive", null, ("X-Request-Id", requestId));

        Assert.Matches("^[0-9a-f]{32}$", first.Header("X-Request-Id"));
        Assert.Matches("^[0-9a-f]{32}$", second.Header("X-Request-Id"));
        Assert.NotEqual(first.Header("X-Request-Id"), second.Header("X-Request-Id"));
    }

    [Fact]
    public async Task Every_response_carries_the_trace_and_continues_the_callers()
    {
        using var begun = await BehindProxy.SendAsync(HttpMethod.Get, "alive");
        using var continued = await BehindProxy.SendAsync(
            HttpMethod.Get, Nothing, null, ("traceparent", $"00-{Trace}-b7ad6b7169203331-01"));

        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", begun.Header("traceparent"));
        Assert.StartsWith($"00-{Trace}-", continued.Header("traceparent"), StringComparison.Ordinal);
        Assert.Equal(Trace, (await continued.ProblemAsync(HttpStatusCode.NotFound)).Text("traceId"));
    }

    [Fact]
    public async Task Trust_14_headers_are_bounded()
    {
        var answer = await RawHttp.SendAsync(
            hosting.BehindProxy.Address, $"GET /alive HTTP/1.1\r\nHost: x\r\nX-Long: {new string('a', 20_000)}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 431", answer, StringComparison.Ordinal);
    }

    private static async Task<List<HttpStatusCode>> ReportAsync(HttpClient client, string path, int times, (string, string) header)
    {
        var statuses = new List<HttpStatusCode>();
        for (var time = 0; time < times; time++)
        {
            using var response = await client.SendAsync(HttpMethod.Post, path, JsonContent.Create(new { }), header);
            statuses.Add(response.StatusCode);
        }

        return statuses;
    }
}
