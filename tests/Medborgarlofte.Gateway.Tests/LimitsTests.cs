using System.Net;
using Medborgarlofte.Gateway.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Gateway.Tests;

/// <summary>Limits that depend on the signed-in caller, and responses of the edge process's own endpoints.</summary>
public sealed class LimitsTests
{
    private const HttpStatusCode Ok = HttpStatusCode.OK;
    private const HttpStatusCode TooMany = HttpStatusCode.TooManyRequests;

    [Fact]
    public async Task Trust_18_party_is_limited_per_client_and_in_total_without_affecting_others()
    {
        await using var app = await EdgeApp.StartAsync(
            "Production", Limit("Client", 2), Hour("Client"), Limit("Party", 3), Hour("Party"), Limit("Address", 1), Hour("Address"));

        Assert.Equal([Ok, Ok, TooMany], await AskAsync(app, "guards/north", 3));
        Assert.Equal([Ok, TooMany], await AskAsync(app, "guards/south", 2));
        Assert.Equal([TooMany], await AskAsync(app, "guards/west", 1));
        Assert.Equal([Ok], await AskAsync(app, "police:nykoping/north", 1));
        Assert.Equal([Ok, TooMany], await AskAsync(app, "", 2));
    }

    [Fact]
    public async Task Health_endpoints_are_not_rate_limited()
    {
        await using var app = await EdgeApp.StartAsync("Production", Limit("Address", 1), Hour("Address"));

        Assert.Equal([Ok, TooMany], await AskAsync(app, "", 2));
        using var health = await app.Client.SendAsync(HttpMethod.Get, "health");
        using var alive = await app.Client.SendAsync(HttpMethod.Get, "alive");
        Assert.Equal((Ok, Ok), (health.StatusCode, alive.StatusCode));
    }

    [Fact]
    public async Task Trust_18_anonymous_callers_are_limited_by_address()
    {
        await using var app = await EdgeApp.StartAsync("Production", Limit("Address", 1), Hour("Address"));
        await AskAsync(app, "", 1);

        using var refused = await app.Client.SendAsync(HttpMethod.Get, "figures");

        await refused.ProblemAsync(TooMany);
        Assert.Equal(TimeSpan.FromHours(1), refused.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task Endpoint_that_does_not_end_is_504()
    {
        await using var app = await EdgeApp.StartAsync("Production", ("Edge:RequestTimeout", "00:00:01"));

        using var response = await app.Client.SendAsync(HttpMethod.Get, "never");

        await response.ProblemAsync(HttpStatusCode.GatewayTimeout);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Trust_20_internal_error_shows_no_stack_trace_and_keeps_every_header(string environment)
    {
        await using var app = await EdgeApp.StartAsync(environment, ("Edge:TrustedProxies", "127.0.0.1"));

        using var response = await app.Client.SendAsync(
            HttpMethod.Get, "broken", null, ("X-Forwarded-For", "203.0.113.1"), ("X-Forwarded-Proto", "https"));

        var problem = (await response.ProblemAsync(HttpStatusCode.InternalServerError)).GetRawText();
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", problem, StringComparison.Ordinal);
        Assert.NotNull(response.Header("Content-Security-Policy"));
        Assert.NotNull(response.Header("X-Request-Id"));
        Assert.Equal(environment == "Production" ? "max-age=31536000" : null, response.Header("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Responses_to_signed_in_parties_are_not_cached_by_default()
    {
        await using var app = await EdgeApp.StartAsync("Production");

        using var signedIn = await app.Client.SendAsync(HttpMethod.Get, "figures", null, ("Signed-In", "guards/north"));
        using var anybody = await app.Client.SendAsync(HttpMethod.Get, "figures");
        using var reader = await app.Client.SendAsync(HttpMethod.Get, "reader", null, ("Signed-In", "guards/north"));

        Assert.Equal("no-store", signedIn.Header("Cache-Control"));
        Assert.Null(anybody.Header("Cache-Control"));
        Assert.Equal("max-age=60", reader.Header("Cache-Control"));
        Assert.Equal("default-src 'self'", reader.Header("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("Edge:TrustedProxies", "10.0.0.1, proxy.example.se")]
    [InlineData("Edge:AllowedOrigins", "*")]
    [InlineData("Edge:AllowedOrigins", "https://www.example.se/")]
    public async Task Unreadable_list_setting_prevents_the_start(string setting, string value)
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => EdgeApp.StartAsync("Production", (setting, value)));

        Assert.StartsWith(setting, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Default_limits_accept_three_thousand_reports_of_a_guard_company()
    {
        await using var app = await EdgeApp.StartAsync("Production");

        Assert.DoesNotContain(TooMany, await AskAsync(app, "guards/north", 3_000));
    }

    private static (string, string) Limit(string whose, int permits) => ($"Edge:RateLimits:{whose}:Permits", $"{permits}");

    private static (string, string) Hour(string whose) => ($"Edge:RateLimits:{whose}:Window", "01:00:00");

    private static async Task<List<HttpStatusCode>> AskAsync(EdgeApp app, string signedIn, int times)
    {
        var statuses = new List<HttpStatusCode>();
        for (var time = 0; time < times; time++)
        {
            using var response = await app.Client.SendAsync(HttpMethod.Get, "figures", null, ("Signed-In", signedIn));
            statuses.Add(response.StatusCode);
        }

        return statuses;
    }
}
