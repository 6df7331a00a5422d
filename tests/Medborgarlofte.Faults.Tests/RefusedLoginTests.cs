using System.Net;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Faults.Tests;

/// <summary>The broker refuses a service's login: the service ends with an error and works after a restart.</summary>
public sealed class RefusedLoginTests(RabbitNode rabbit) : IDisposable
{
    private const string Password = "first-password";
    private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Service_started_before_its_user_exists_ends_with_an_error_and_consumes_after_a_restart()
    {
        var host = await rabbit.VirtualHostAsync();
        await using (var refused = Service(host, "early", refusedLoginSeconds: 3600))
        {
            _ = refused.RunToEndAsync();
            await ReportsRefusalAsync(refused);
        }

        await using var service = Service(host, "early", refusedLoginSeconds: 1);
        await EndsWithErrorAsync(service, service.RunToEndAsync());

        await rabbit.UserAsync(host, "early", ".*", ".*", ".*");
        await rabbit.ChangePasswordAsync(host, "early", Password);
        await service.StartAsync();
        await ConsumesAsync(service, host, "0481");
    }

    [Fact]
    public async Task Running_service_whose_password_is_changed_ends_with_an_error_and_consumes_after_it_is_restored()
    {
        var host = await rabbit.VirtualHostAsync();
        await rabbit.UserAsync(host, "late", ".*", ".*", ".*");
        await rabbit.ChangePasswordAsync(host, "late", Password);
        await using var service = Service(host, "late", refusedLoginSeconds: 5);
        await service.StartAsync();
        await ConsumesAsync(service, host, "0481");

        var end = service.EndsAsync();
        await rabbit.ChangePasswordAsync(host, "late", "second-password");
        await ReportsRefusalAsync(service, end);

        // The client never logs in again after a refusal, so the process ends although the login would be accepted now.
        await rabbit.ChangePasswordAsync(host, "late", Password);
        await EndsWithErrorAsync(service, end);
        await service.StartAsync();
        await ConsumesAsync(service, host, "0480");
    }

    private HostProcess Service(string host, string user, int refusedLoginSeconds) => new("Medborgarlofte.Measures.Host", _directory, new()
    {
        ["ConnectionStrings__database"] = $"Data Source={Path.Combine(_directory, "measures.db")}",
        ["ConnectionStrings__rabbitmq"] = new UriBuilder(host) { UserName = user, Password = Password }.Uri.ToString(),
        ["Broker__RefusedLoginSeconds"] = $"{refusedLoginSeconds}",
    });

    private static Task ReportsRefusalAsync(HostProcess service, Task? end = null) => Eventually.TrueAsync(
        async () =>
        {
            if (end is { IsCompleted: true })
            {
                return true;
            }

            using var alive = await service.Client.GetAsync(new Uri("/alive", UriKind.Relative));
            using var health = await service.Client.GetAsync(new Uri("/health", UriKind.Relative));
            return (alive.StatusCode, health.StatusCode) is (HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable);
        },
        "the service to report that its login is refused");

    private static async Task EndsWithErrorAsync(HostProcess service, Task<int> end)
    {
        var exitCode = await end;
        Assert.True(exitCode == 1, $"{exitCode}: {service.Output}");
        Assert.Contains("crit: Medborgarlofte", service.Output, StringComparison.Ordinal);
        Assert.Contains("The broker refused the login", service.Output, StringComparison.Ordinal);
    }

    private static async Task ConsumesAsync(HostProcess service, string host, string municipality)
    {
        await Broker.SendRawAsync(
            host,
            "measures",
            "Medborgarlofte.Contracts.ReferenceData:MunicipalityChanged",
            $$"""{"municipality":"{{municipality}}","version":1,"name":"Kommun","meetingRhythm":"weekly","timeZone":"Europe/Stockholm"}""");
        await Eventually.TrueAsync(
            async () =>
            {
                using var promises = await service.Client.GetAsync(new Uri($"{ApiClient.Root}/{municipality}/promises", UriKind.Relative));
                return promises.IsSuccessStatusCode;
            },
            "the service to know the municipality");
    }
}
