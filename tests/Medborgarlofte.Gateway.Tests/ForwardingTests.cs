using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Medborgarlofte.Gateway.Tests.Support;
using Medborgarlofte.TestSupport;
using Microsoft.AspNetCore.Http;

namespace Medborgarlofte.Gateway.Tests;

/// <summary>Forwarding to a service that is slow, unhealthy or stopping.</summary>
public sealed partial class ForwardingTests(SharedGateways shared) : IClassFixture<SharedGateways>
{
    private const string Incidents = ApiClient.Root + "/0481/incidents";
    private const string Promises = ApiClient.Root + "/0481/promises";
    private const string FollowUps = ApiClient.Root + "/0481/follow-ups";
    private const string Imports = ApiClient.Root + "/0481/incident-imports";
    private const string Megabyte = "1048576";

    [Fact]
    public async Task Trust_11_oversized_body_is_413_at_the_gateway()
    {
        var gateway = shared.WithShortGrace;
        gateway.Backend.Answer = context => context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);

        var withLength = await RawHttp.SendAsync(
            gateway.Process.Address, $"POST /{Incidents} HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\nx");
        var chunked = await RawHttp.SendAsync(
            gateway.Process.Address, $"POST /{Incidents} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n100000\r\n"
                + $"{new string('x', 1024 * 1024)}\r\n1\r\nx\r\n");

        Assert.All([withLength, chunked], answer =>
        {
            Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
            Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Trust_14_stalled_body_is_ended()
    {
        var gateway = shared.WithShortGrace;
        gateway.Backend.Answer = context => context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);

        var answer = await RawHttp.SendAsync(
            gateway.Process.Address, $"POST /{Imports} HTTP/1.1\r\nHost: x\r\nContent-Length: {Megabyte}\r\n\r\nx");

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unresponsive_service_is_504_by_request_timeout_route_timeout_and_activity_timeout()
    {
        var slow = shared.WithShortTimeout;
        await using var patient = await GatewayProcess.StartAsync(
            ("ReverseProxy:Routes:promises:Timeout", "00:00:01"),
            ("ReverseProxy:Clusters:reporting:HttpRequest:ActivityTimeout", "00:00:01"));
        slow.Backend.Answer = Backend.NeverRespondAsync;
        patient.Backend.Answer = Backend.NeverRespondAsync;

        await Task.WhenAll(
            Check(slow.Client, HttpMethod.Get, Incidents),
            Check(slow.Client, HttpMethod.Post, Incidents),
            Check(patient.Client, HttpMethod.Get, Promises),
            Check(patient.Client, HttpMethod.Post, Promises),
            Check(patient.Client, HttpMethod.Get, FollowUps),
            Check(patient.Client, HttpMethod.Post, FollowUps));

        static async Task Check(HttpClient client, HttpMethod method, string path)
        {
            using var response = await client.SendAsync(
                method, path, method == HttpMethod.Post ? new StringContent("{}", Encoding.UTF8, "application/json") : null);
            await response.ProblemAsync(HttpStatusCode.GatewayTimeout);
        }
    }

    [Fact]
    public async Task Body_left_unread_by_the_service_or_unfinished_by_the_caller_is_504()
    {
        var gateway = shared.WithShortTimeout;
        gateway.Backend.Answer = Backend.NeverRespondAsync;

        var unfinished = await RawHttp.SendAsync(
            gateway.Process.Address, $"POST /{Incidents} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1000\r\n\r\nx");
        using var unread = await gateway.Client.SendAsync(HttpMethod.Post, Incidents, new ByteArrayContent(new byte[1024 * 1024]));

        Assert.StartsWith("HTTP/1.1 504", unfinished, StringComparison.Ordinal);
        await unread.ProblemAsync(HttpStatusCode.GatewayTimeout);
    }

    [Fact]
    public async Task Large_import_exceeds_the_request_timeout()
    {
        const int Bytes = 3 * 1024 * 1024;
        var gateway = shared.WithShortTimeout;
        var begun = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        gateway.Backend.Answer = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("incident-imports", StringComparison.Ordinal))
            {
                await Backend.NeverRespondAsync(context);
                return;
            }

            begun.SetResult();
            await release.Task;
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            context.Response.StatusCode = body.Length == Bytes ? StatusCodes.Status202Accepted : StatusCodes.Status400BadRequest;
        };

        var import = gateway.Client.SendAsync(HttpMethod.Post, Imports, new ByteArrayContent(new byte[Bytes]));
        await begun.Task;
        using var later = await gateway.Client.SendAsync(HttpMethod.Get, Incidents);
        release.SetResult();
        using var answer = await import;

        Assert.Equal(HttpStatusCode.GatewayTimeout, later.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task Cancelled_requests_are_neither_service_failures_nor_logged_errors()
    {
        await using var gateway = await GatewayProcess.StartAsync();
        for (var caller = 0; caller < 5; caller++)
        {
            var arrived = new TaskCompletionSource();
            var gone = new TaskCompletionSource();
            gateway.Backend.Answer = async context =>
            {
                arrived.SetResult();
                await Backend.NeverRespondAsync(context);
                gone.SetResult();
            };
            using var leaving = new CancellationTokenSource();
            var call = gateway.Client.PostAsync(new Uri(Incidents, UriKind.Relative), new StringContent("{}"), leaving.Token);
            await arrived.Task;
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
            await gone.Task;
        }

        gateway.Backend.Answer = _ => Task.CompletedTask;
        using var next = await gateway.Client.SendAsync(HttpMethod.Get, Incidents);
        await gateway.Process.StopAsync();

        Assert.Equal(HttpStatusCode.OK, next.StatusCode);

        // Kestrel's own warnings depend on the moment of the cancellation and on the machine: that it could not drain the body YARP
        // was still reading (dotnet/yarp#2655), and that its heartbeat is late.
        var entries = LogEntry().Split(gateway.Process.Output).Where(entry =>
            !entry.StartsWith("warn: Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal));
        Assert.DoesNotContain(entries, entry =>
            entry.StartsWith("warn:", StringComparison.Ordinal)
            || entry.StartsWith("fail:", StringComparison.Ordinal)
            || entry.Contains("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Service_that_aborts_the_connection_is_502()
    {
        var gateway = shared.WithShortGrace;
        gateway.Backend.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        using var response = await gateway.Client.SendAsync(HttpMethod.Get, Incidents);

        await response.ProblemAsync(HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task Unready_replica_gets_no_requests_until_it_is_ready()
    {
        await using var other = await Backend.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(
            ("ReverseProxy:Clusters:incident-intake:Destinations:other:Address", other.Address));
        other.Answer = context => context.Response.WriteAsync("other");
        gateway.Backend.Answer = context => context.Response.WriteAsync("first");
        gateway.Backend.Ready = false;

        await Eventually.TrueAsync(async () => (await AskAsync()).All(answer => answer == "other"), "only the other replica to answer");
        gateway.Backend.Ready = true;
        await Eventually.TrueAsync(async () => (await AskAsync()).Contains("first"), "the first replica to answer again");

        // With random selection, so many requests would include the first replica.
        Task<string[]> AskAsync() => Task.WhenAll(
            Enumerable.Range(0, 30).Select(_ => gateway.Client.GetStringAsync(new Uri(Incidents, UriKind.Relative))));
    }

    [Fact]
    public async Task Stopping_gateway_completes_the_requests_in_progress()
    {
        await using var gateway = await GatewayProcess.StartAsync();
        var arrived = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        gateway.Backend.Answer = async context =>
        {
            arrived.SetResult();
            await release.Task;
            await context.Response.WriteAsync("svar");
        };
        var call = gateway.Client.GetStringAsync(new Uri(Incidents, UriKind.Relative), TestContext.Current.CancellationToken);
        await arrived.Task;

        var stop = gateway.Process.StopAsync();
        using var stranger = new HttpClient { BaseAddress = gateway.Process.Address };
        await Eventually.TrueAsync(() => RefusesAsync(stranger), "the gateway to refuse new connections");
        release.SetResult();

        Assert.Equal("svar", await call);
        await stop;

        static async Task<bool> RefusesAsync(HttpClient client)
        {
            try
            {
                using var response = await client.GetAsync(new Uri("alive", UriKind.Relative));
                client.CancelPendingRequests();
                return false;
            }
            catch (HttpRequestException)
            {
                return true;
            }
        }
    }

    [Fact]
    public async Task Trust_17_only_the_gateway_sets_the_forwarded_headers()
    {
        var open = shared.WithShortGrace;
        await using var behindProxy = await GatewayProcess.StartAsync(("Edge:TrustedProxies", "127.0.0.1"));

        var direct = await ForwardedHeadersAsync(open);
        var proxied = await ForwardedHeadersAsync(behindProxy);

        Assert.Equal("127.0.0.1", direct["X-Forwarded-For"]);
        Assert.Equal("203.0.113.5", proxied["X-Forwarded-For"]);
        Assert.All([direct, proxied], forwarded =>
        {
            Assert.Equal("mine", forwarded["X-Ordinary"]);
            Assert.Equal("abc", forwarded["X-Request-Id"]);
            foreach (var name in new[]
            {
                "Forwarded", "X-Real-IP", "X-Forwarded-User", "X-Original-For", "X-Remote-User", "X-MS-CLIENT-PRINCIPAL-ID", "X-Party",
            })
            {
                Assert.DoesNotContain(name, forwarded.Keys);
            }
        });

        static async Task<Dictionary<string, string>> ForwardedHeadersAsync(GatewayProcess gateway)
        {
            var forwarded = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            gateway.Backend.Answer = context =>
            {
                foreach (var (name, value) in context.Request.Headers)
                {
                    forwarded[name] = value.ToString();
                }

                return Task.CompletedTask;
            };
            using var response = await gateway.Client.SendAsync(
                HttpMethod.Get,
                Incidents,
                null,
                ("X-Forwarded-For", "203.0.113.5"),
                ("Forwarded", "for=203.0.113.5"),
                ("X-Real-IP", "203.0.113.5"),
                ("X-Forwarded-User", "police:nykoping"),
                ("X-Original-For", "203.0.113.5"),
                ("X-Remote-User", "police:nykoping"),
                ("X-MS-CLIENT-PRINCIPAL-ID", "police:nykoping"),
                ("X-Party", "police:nykoping"),
                ("X-Request-Id", "abc"),
                ("X-Ordinary", "mine"));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return forwarded;
        }
    }

    [Fact]
    public async Task Service_continues_the_trace_and_its_headers_are_returned_once()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        var gateway = shared.WithShortGrace;
        var forwarded = "";
        gateway.Backend.Answer = context =>
        {
            forwarded = context.Request.Headers.TraceParent.ToString();
            context.Response.Headers["X-Request-Id"] = "from-the-service";
            context.Response.Headers.TraceParent = $"00-{Trace}-1111111111111111-01";
            context.Response.Headers.ContentSecurityPolicy = "default-src 'self'";
            return Task.CompletedTask;
        };

        using var response = await gateway.Client.SendAsync(
            HttpMethod.Get, Incidents, null, ("traceparent", $"00-{Trace}-b7ad6b7169203331-01"), ("X-Request-Id", "abc"));

        Assert.StartsWith($"00-{Trace}-", forwarded, StringComparison.Ordinal);
        Assert.StartsWith($"00-{Trace}-", response.Header("traceparent"), StringComparison.Ordinal);
        Assert.Equal("abc", response.Header("X-Request-Id"));
        Assert.Equal("default-src 'self'", response.Header("Content-Security-Policy"));
    }

    /// <summary>The beginning of each entry of the console's log.</summary>
    [GeneratedRegex("^(?=[a-z]{4}: )", RegexOptions.Multiline)]
    private static partial Regex LogEntry();
}
