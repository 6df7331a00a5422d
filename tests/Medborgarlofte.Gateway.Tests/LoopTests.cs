using System.Net;
using Medborgarlofte.Gateway.Tests.Support;
using Medborgarlofte.TestSupport;
using Microsoft.AspNetCore.Http;

namespace Medborgarlofte.Gateway.Tests;

/// <summary>A destination that leads back to the gateway.</summary>
public sealed class LoopTests
{
    private const string FollowUps = "api/v1/municipalities/0481/follow-ups";

    [Fact]
    public async Task Gateway_whose_destination_is_itself_returns_508_and_its_own_health()
    {
        // Without loop detection, the rate limit ends the loop.
        var settings = new Dictionary<string, string> { ["Edge__RateLimits__Address__Permits"] = "20" };
        await using var gateway = new HostProcess("Medborgarlofte.Gateway.Host", Path.GetTempPath(), settings);
        settings["ReverseProxy__Clusters__reporting__Destinations__reporting__Address"] = gateway.Address.ToString();
        await gateway.StartAsync();
        gateway.Client.DefaultRequestHeaders.Authorization = null;

        using var looped = await gateway.Client.SendAsync(HttpMethod.Get, FollowUps);
        using var health = await gateway.Client.SendAsync(HttpMethod.Get, "health");

        var problem = await looped.ProblemAsync(HttpStatusCode.LoopDetected);
        Assert.Equal("Anropet går runt", problem.Text("title"));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task Forged_Via_entry_stops_only_the_request_that_carries_it()
    {
        await using var gateway = await GatewayProcess.StartAsync();
        string[] received = [];
        gateway.Backend.Answer = context =>
        {
            received = context.Request.Headers.GetCommaSeparatedValues("Via");
            return Task.CompletedTask;
        };

        using var first = await gateway.Client.SendAsync(HttpMethod.Get, FollowUps, null, ("Via", "1.1 proxy.example"));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Collection(
            received,
            entry => Assert.Equal("1.1 proxy.example", entry),
            entry => Assert.StartsWith("1.1 medborgarlofte-", entry, StringComparison.Ordinal));

        using var forged = await gateway.Client.SendAsync(HttpMethod.Get, FollowUps, null, ("Via", received[1]));
        using var next = await gateway.Client.SendAsync(HttpMethod.Get, FollowUps);

        await forged.ProblemAsync(HttpStatusCode.LoopDetected);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }
}
