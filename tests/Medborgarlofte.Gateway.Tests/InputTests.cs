using System.Net;
using System.Text;
using Medborgarlofte.Gateway.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Gateway.Tests;

/// <summary>Input that exhausts resources, sent to Standalone and directly to a service.</summary>
public sealed class InputTests(InputTests.RunningProcesses running) : IClassFixture<InputTests.RunningProcesses>
{
    private const string Incidents = ApiClient.Root + "/0481/incidents";

    [Fact]
    public async Task Trust_11_oversized_body_is_413_at_the_service_too()
    {
        foreach (var process in new[] { running.Service, running.Standalone })
        {
            var answer = await RawHttp.SendAsync(
                process.Address,
                $"POST /{Incidents} HTTP/1.1\r\nHost: x\r\nAuthorization: {TestIssuer.Everything()}\r\nContent-Type: application/json\r\n"
                + $"Content-Length: {1024 * 1024 + 1}\r\n\r\n{{");

            Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
            Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Trust_14_deep_JSON_is_400()
    {
        foreach (var client in new[] { running.Service.Client, running.Standalone.Client })
        {
            var deep = string.Concat(Enumerable.Repeat("{\"position\":", 5_000)) + "1" + new string('}', 5_000);

            using var response = await client.SendAsync(
                HttpMethod.Post, Incidents, new StringContent(deep, Encoding.UTF8, "application/json"));

            await response.ProblemAsync(HttpStatusCode.BadRequest);
        }
    }

    [Theory]
    [InlineData("category")]
    [InlineData("area")]
    [InlineData("source")]
    [InlineData("externalId")]
    [InlineData("description")]
    public async Task Trust_14_long_string_is_400(string field)
    {
        var body = $$"""{"occurredFrom":"2021-02-01T10:00:00Z","{{field}}":"{{new string('a', 900_000)}}"}""";

        using var response = await running.Standalone.Client.SendAsync(
            HttpMethod.Post, Incidents, new StringContent(body, Encoding.UTF8, "application/json"));

        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.True(
            problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText()[..Math.Min(500, problem.GetRawText().Length)]);
        Assert.True(problem.GetRawText().Length < 10_000, "The answer repeats the input.");
    }

    [Fact]
    public async Task Trust_14_stalled_body_is_ended()
    {
        var answer = await RawHttp.SendAsync(
            running.Standalone.Address,
            $"POST /{Incidents} HTTP/1.1\r\nHost: x\r\nAuthorization: {TestIssuer.Everything()}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: 1000\r\n\r\n{{");

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
    }

    /// <summary>Both processes with the municipality 0481.</summary>
    public sealed class RunningProcesses : IAsyncLifetime
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;

        public RunningProcesses()
        {
            Standalone = new HostProcess("Medborgarlofte.Standalone", _directory, new() { ["Edge__SlowBodyGrace"] = "00:00:02" });
            Service = new HostProcess("Medborgarlofte.IncidentIntake.Host", _directory, new()
            {
                ["ConnectionStrings__database"] = $"Data Source={Path.Combine(_directory, "intake.db")}",
            });
        }

        public HostProcess Standalone { get; }

        public HostProcess Service { get; }

        public async ValueTask InitializeAsync()
        {
            await Task.WhenAll(Standalone.StartAsync(), Service.StartAsync());
            foreach (var process in new[] { Standalone, Service })
            {
                await process.Client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Task.WhenAll(Standalone.DisposeAsync().AsTask(), Service.DisposeAsync().AsTask());
            Directory.Delete(_directory, recursive: true);
        }
    }
}
