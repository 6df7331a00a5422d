using System.Net;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Faults.Tests;

/// <summary>A service that starts before its broker or database is not ready, but stays alive.</summary>
public sealed class WaitingTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Service_without_its_broker_is_alive_but_not_ready()
    {
        await using var service = new HostProcess("Medborgarlofte.Measures.Host", _directory, new()
        {
            ["ConnectionStrings__database"] = $"Data Source={Path.Combine(_directory, "measures.db")}",
            ["ConnectionStrings__rabbitmq"] = $"amqp://127.0.0.1:{LocalPorts.Next()}",
        });

        await service.LaunchAsync("/alive");

        using var health = await service.Client.GetAsync(new Uri("/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
    }

    [Fact]
    public async Task Service_without_its_database_server_is_alive_and_responds_503()
    {
        await using var service = new HostProcess("Medborgarlofte.Measures.Host", _directory, new()
        {
            ["ConnectionStrings__database"] = $"Server=127.0.0.1,{LocalPorts.Next()};Database=measures;User "
                + $"ID=sa;Password=none;TrustServerCertificate=true;Connect Timeout=2",
        });

        await service.LaunchAsync("/alive");

        using var health = await service.Client.GetAsync(new Uri("/health", UriKind.Relative));
        using var answer = await service.Client.GetAsync(new Uri(ApiClient.Root + "/0481/promises", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.Contains("Retry-After"));
    }

    [Fact]
    public async Task Migrate_command_makes_a_service_ready_that_does_not_migrate_at_start()
    {
        await using var service = new HostProcess("Medborgarlofte.Measures.Host", _directory, new()
        {
            ["ConnectionStrings__database"] = $"Data Source={Path.Combine(_directory, "measures.db")}",
            ["Database__MigrateAtStart"] = "false",
        });
        await using var migration = new HostProcess("Medborgarlofte.Measures.Host", _directory, new()
        {
            ["ConnectionStrings__database"] = $"Data Source={Path.Combine(_directory, "measures.db")}",
        });
        await service.LaunchAsync("/alive");
        using (var health = await service.Client.GetAsync(new Uri("/health", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        }

        Assert.Equal(0, await migration.RunToEndAsync("migrate"));

        await service.ReadyAsync("/health");
    }
}
