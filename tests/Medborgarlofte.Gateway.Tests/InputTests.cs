using System.Net;
using System.Text;
using Medborgarlofte.Gateway.Tests.Support;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Gateway.Tests;

/// <summary>Input made to wear out a process that reads it: everything in one, and a service called past the gateway.</summary>
public sealed class InputTests : IAsyncLifetime
{
    private const string Incidents = ApiClient.Root + "/0481/incidents";

    private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;
    private readonly HostProcess _standalone;
    private readonly HostProcess _service;

    public InputTests()
    {
        _standalone = new HostProcess("Medborgarlofte.Standalone", _directory, new() { ["Edge__SlowBodyGrace"] = "00:00:02" });
        _service = new HostProcess(
            "Medborgarlofte.IncidentIntake.Host",
            _directory,
            new() { ["ConnectionStrings__database"] = $"Data Source={Path.Combine(_directory, "intake.db")}", ["Shutdown__DrainSeconds"] = "0" });
    }

    public async ValueTask InitializeAsync()
    {
        await Task.WhenAll(_standalone.StartAsync(), _service.StartAsync());
        foreach (var process in new[] { _standalone, _service })
        {
            await process.Client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_standalone.DisposeAsync().AsTask(), _service.DisposeAsync().AsTask());
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Trust_11_an_oversized_body_is_413_at_the_service_too()
    {
        foreach (var process in new[] { _service, _standalone })
        {
            var answer = await RawHttp.SendAsync(
                process.Address, $"POST /{Incidents} HTTP/1.1\r\nHost: x\r\nAuthorization: {TestIssuer.Everything()}\r\nContent-Type: application/json\r\nContent-Length: {1024 * 1024 + 1}\r\n\r\n{{");

            Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
            Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Trust_14_deep_JSON_is_400()
    {
        foreach (var client in new[] { _service.Client, _standalone.Client })
        {
            var deep = string.Concat(Enumerable.Repeat("{\"position\":", 5_000)) + "1" + new string('}', 5_000);

            using var response = await client.SendAsync(HttpMethod.Post, Incidents, new StringContent(deep, Encoding.UTF8, "application/json"));

            await response.ProblemAsync(HttpStatusCode.BadRequest);
        }
    }

    [Theory]
    [InlineData("category")]
    [InlineData("area")]
    [InlineData("source")]
    [InlineData("externalId")]
    [InlineData("description")]
    public async Task Trust_14_a_long_string_is_400(string field)
    {
        var body = $$"""{"occurredFrom":"2021-02-01T10:00:00Z","{{field}}":"{{new string('a', 900_000)}}"}""";

        using var response = await _standalone.Client.SendAsync(HttpMethod.Post, Incidents, new StringContent(body, Encoding.UTF8, "application/json"));

        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText()[..Math.Min(500, problem.GetRawText().Length)]);
        Assert.True(problem.GetRawText().Length < 10_000, "The answer repeats the input.");
    }

    [Fact]
    public async Task Trust_14_a_body_that_stands_still_is_ended()
    {
        var answer = await RawHttp.SendAsync(
            _standalone.Address, $"POST /{Incidents} HTTP/1.1\r\nHost: x\r\nAuthorization: {TestIssuer.Everything()}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{");

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
    }
}
