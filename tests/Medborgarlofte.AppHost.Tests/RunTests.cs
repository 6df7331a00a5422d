using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Medborgarlofte.Demo;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.AppHost.Tests;

public sealed class RunTests
{
    private const string Municipality = ApiClient.Root + "/0481";
    private const string Marker = "MEDBORGARLOFTE_APPHOST_TEST";
    private static readonly string[] Services = ["gateway", "incident-intake", "measures", "neighbourhood-watch", "reporting"];

    /// <summary>
    /// A whole run without containers and with two replicas of each service: start, an incident, both commands, telemetry, stop.
    /// </summary>
    [Fact]
    public async Task Two_replicas_become_healthy_serve_the_demo_and_leave_no_process()
    {
        if (!File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server"))
        {
            Assert.Skip("rabbitmq-server is not installed");
        }

        // The environment of the processes that the AppHost starts, by which they are found when it has stopped.
        var run = Guid.CreateVersion7().ToString("N");
        Environment.SetEnvironmentVariable(Marker, run);
        var data = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;
        await using var receiver = await OtlpReceiver.StartAsync();
        await using (var app = await BuildAsync(data, receiver))
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
            var healthy = await Task.WhenAll(Services.Select(
                name => app.ResourceNotifications.WaitForResourceHealthyAsync(name, TestContext.Current.CancellationToken)));
            using var client = app.CreateHttpClient("gateway");
            await RunCommandsAsync(app, client, healthy.ToDictionary(resource => resource.Resource.Name, resource => resource.ResourceId));
            await ReportAsync(client);
            await HasTelemetryAsync(receiver);
            await app.StopAsync(TestContext.Current.CancellationToken);
        }

        await Eventually.TrueAsync(() => Task.FromResult(ProcessesOf(run).Count == 0), "the processes of the AppHost to end");
        TestContext.Current.TestOutputHelper?.WriteLine($"Write-ahead logs left: {Directory.GetFiles(data, "*.db-wal").Length}");
        Directory.Delete(data, recursive: true);
    }

    private static async Task<DistributedApplication> BuildAsync(string data, OtlpReceiver receiver)
    {
        var telemetry = receiver.EnvironmentFor("");
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Medborgarlofte_AppHost>(
            [
                "--Logging:LogLevel:Default=Warning",
                "--Medborgarlofte:Containers=false",
                "--Medborgarlofte:Replicas=2",
                "--Medborgarlofte:Data=" + data,
                "--Medborgarlofte:RabbitMq:Port=" + Port(),
                "--Medborgarlofte:RabbitMq:DistributionPort=" + Port(),
                "--Medborgarlofte:RabbitMq:EpmdPort=" + Port(),
                "--Parameters:rabbitmq-server-password=" + Guid.CreateVersion7().ToString("N"),
                "--OTEL_EXPORTER_OTLP_ENDPOINT=" + telemetry["OTEL_EXPORTER_OTLP_ENDPOINT"],
                "--OTEL_EXPORTER_OTLP_PROTOCOL=" + telemetry["OTEL_EXPORTER_OTLP_PROTOCOL"],
            ],
            TestContext.Current.CancellationToken);

        // Without a dashboard Aspire leaves telemetry off.
        foreach (var project in builder.Resources.OfType<ProjectResource>())
        {
            foreach (var (name, value) in receiver.EnvironmentFor(project.Name))
            {
                builder.CreateResourceBuilder(project).WithEnvironment(name, value);
            }
        }

        return await builder.BuildAsync(TestContext.Current.CancellationToken);
    }

    private static async Task RunCommandsAsync(DistributedApplication app, HttpClient client, Dictionary<string, string> ids)
    {
        Assert.StartsWith("Exemplet Oxelösund, första tertialet 2021, är inläst", await RunAsync(app, ids["gateway"], "load-demo"));
        Assert.StartsWith("Exemplet Oxelösund fanns redan", await RunAsync(app, ids["gateway"], "load-demo"));
        Assert.Matches("^Lägesbilden är uppbyggd ur [0-9]+ händelser", await RunAsync(app, ids["reporting"], "replay"));

        await DemoLoader.SignInAsync(client, TestContext.Current.CancellationToken);
        var followUp = await client.GetJsonAsync(Municipality + "/follow-ups/2021-t1");
        Assert.Equal("published", followUp.GetProperty("state").GetString());
        Assert.Equal(3, followUp.GetProperty("rows").GetArrayLength());
        using var page = await client.GetAsync(
            new Uri("0481/uppfoljning/2021-t1", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(page.IsSuccessStatusCode);
    }

    // Through the gateway with a token of its issuer, which every replica accepts.
    private static async Task ReportAsync(HttpClient client)
    {
        await client.PostJsonAsync(
            Municipality + "/incidents",
            new { category = "fire", area = "centrum", occurredFrom = "2018-02-01T10:00:00Z", reportedAt = "2018-02-01T11:00:00Z" });
        await Eventually.TrueAsync(
            async () => (await client.GetJsonAsync(Municipality + "/situational-pictures/2018-02"))
                .GetProperty("total").NumberOrNull("count") == 1,
            "the incident in the situational picture");
    }

    private static async Task HasTelemetryAsync(OtlpReceiver receiver)
    {
        await Eventually.TrueAsync(() => Task.FromResult(receiver.Spans.Any(span => span.Name == "load-demo")), "the command's span");
        var trace = receiver.Spans.Single(span => span is { Service: "apphost", Name: "demo publication" }).TraceId;
        foreach (var (service, name) in new[]
        {
            ("apphost", "load-demo"),
            ("gateway", "POST /api/v1/municipalities/{municipality}/incident-imports/{**rest}"),
            ("measures", "INSERT"),
        })
        {
            await HasSpanAsync(
                span => span.TraceId == trace && span.Service == service && span.Name.StartsWith(name, StringComparison.Ordinal), name);
        }

        await HasSpanAsync(span => span.Name == @"GET /{municipality:regex(^\d{{4}}$)}/uppfoljning/{period}", "the page");
        Assert.True(receiver.HasReceived("Now listening on: http://"), "log records have no rendered message");
        Assert.False(receiver.HasReceived("OpenIddictServerDispatcher"), "the issuer logs every request");

        Task HasSpanAsync(Predicate<ReceivedSpan> condition, string name) => Eventually.TrueAsync(
            () => Task.FromResult(receiver.Spans.Any(span => condition(span))),
            $"the span {name} among {string.Join(", ", receiver.Spans.Select(span => $"{span.Service} {span.Name}").Distinct().Order())}");
    }

    private static async Task<string> RunAsync(DistributedApplication app, string id, string command)
    {
        var result = await app.ResourceCommands.ExecuteCommandAsync(id, command, TestContext.Current.CancellationToken);
        Assert.True(result.Success, result.Message);
        return result.Message!;
    }

    private static List<string> ProcessesOf(string run) =>
    [
        .. from folder in Directory.GetDirectories("/proc")
           where int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _)
           where Read(folder, "environ").Contains($"{Marker}={run}", StringComparison.Ordinal)
           select Read(folder, "cmdline"),
    ];

    // Empty when the process has ended or belongs to somebody else.
    private static string Read(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string Port() => LocalPorts.Next().ToString(CultureInfo.InvariantCulture);
}
