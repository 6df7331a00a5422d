using System.Globalization;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Benchmarks;

/// <summary>
/// Measures durable incident reports, direct and through the gateway, compared with a bare endpoint and with a commit per request.
/// </summary>
internal static class WriteBenchmark
{
    private const string Incidents = "/api/v1/municipalities/0481/incidents";

    private static readonly string Report = """
        {"category":"criminal-damage","forms":["graffiti"],"area":"centrum","position":{"latitude":58.67,"longitude":17.1},
        "occurredFrom":"2021-02-01T10:00:00Z","reportedAt":"2021-02-02T10:00:00Z","source":"security-company"}
        """.ReplaceLineEndings("");

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);

    public static async Task RunAsync()
    {
        Console.WriteLine("Durable POST, 64 connections, posts a second               direct    through the gateway");
        var bare = await MeasureAsync("a bare endpoint with the same checks", "Medborgarlofte.Benchmarks", WriteRivals.Bare);
        var intake = await MeasureAsync("intake, each answered when durable", "Medborgarlofte.IncidentIntake.Host");
        await using (var rabbit = new RabbitNode())
        {
            await MeasureAsync(
                "intake while its relay publishes to RabbitMQ",
                "Medborgarlofte.IncidentIntake.Host",
                broker: await rabbit.VirtualHostAsync());
        }

        var entityFramework =
            await MeasureAsync("the same with one EF commit a request", "Medborgarlofte.Benchmarks", WriteRivals.EntityFramework);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  intake / bare: direct {intake.Direct / bare.Direct:0.00}, gateway {intake.Gateway / bare.Gateway:0.00} (target: 0.50); "
            + $"intake / EF, gateway: {intake.Gateway / entityFramework.Gateway:0.0}"));
    }

    private static async Task<(double Direct, double Gateway)> MeasureAsync(
        string label, string program, string? rival = null, string broker = "")
    {
        var directory = Directory.CreateTempSubdirectory("medborgarlofte-benchmark-").FullName;
        try
        {
            await using var service = new HostProcess(
                program,
                directory,
                new()
                {
                    ["ConnectionStrings__database"] = $"Data Source={Path.Combine(directory, "intake.db")}",
                    ["ConnectionStrings__rabbitmq"] = broker,
                    ["Logging__LogLevel__Default"] = "Warning",
                },
                rival is null ? [] : [rival]);
            await using var gateway = new HostProcess(
                "Medborgarlofte.Gateway.Host",
                directory,
                new() { ["ReverseProxy__Clusters__incident-intake__Destinations__incident-intake__Address"] = service.Address.ToString() });
            await Task.WhenAll(service.StartAsync(), gateway.StartAsync());
            await service.Client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
            await service.Client.PostJsonAsync(ApiClient.Root + "/0481/areas", new { code = "centrum", name = "Centrum" });

            var path = rival is null ? Incidents : Incidents + "/rival";
            var direct = await HttpLoad.PostsPerSecondAsync(service.Address, path, Report, Duration);
            var through = await HttpLoad.PostsPerSecondAsync(gateway.Address, path, Report, Duration);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {label,-50} {direct,8:0}  {through,12:0}"));
            return (direct, through);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
