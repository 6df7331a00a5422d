using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Medborgarlofte.Demo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Medborgarlofte.AppHost;

/// <summary>The commands of the resources: each runs to its end and returns what it did.</summary>
internal static class Commands
{
    private const string Replays = "api/v1/replays";
    private static readonly ActivitySource Source = new("Medborgarlofte");
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ReplayTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Adds the command that loads the demo.</summary>
    public static void AddLoadDemo(this IResourceBuilder<ProjectResource> resource, EndpointReference gateway) => resource.WithCommand(
        "load-demo",
        "Läs in exemplet Oxelösund",
        context => RunAsync("load-demo", gateway, LoadDemoAsync, context.CancellationToken),
        Options("DatabaseArrowDown", "Läser in Oxelösunds första tertial 2021 genom det publika API:et.", confirmation: null));

    /// <summary>Adds the command that rebuilds the read models.</summary>
    public static void AddReplay(this IResourceBuilder<ProjectResource> resource, EndpointReference gateway) => resource.WithCommand(
        "replay",
        "Bygg om lägesbilden ur händelseloggarna",
        context => RunAsync("replay", gateway, ReplayAsync, context.CancellationToken),
        Options(
            "ArrowSync",
            "Tömmer lägesbilden och bygger upp den ur de andra modulernas händelseloggar.",
            "Lägesbilden töms och byggs upp på nytt. Publicerade uppföljningar berörs inte."));

    /// <summary>Sends the traces of the commands to the dashboard, if there is one.</summary>
    public static void AddCommandTraces(this IDistributedApplicationBuilder builder)
    {
        const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
        var configuration = builder.Configuration;
        configuration[Endpoint] ??= configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"];
        if (string.IsNullOrEmpty(configuration[Endpoint]))
        {
            return;
        }

        configuration["OTEL_EXPORTER_OTLP_HEADERS"] ??= "x-otlp-api-key=" + configuration["AppHost:OtlpApiKey"];
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.Clear().AddService("apphost"))
            .WithTracing(tracing => tracing.AddSource(Source.Name).AddOtlpExporter());
    }

    private static CommandOptions Options(string icon, string description, string? confirmation) => new()
    {
        IconName = icon,
        IsHighlighted = true,
        Description = description,
        ConfirmationMessage = confirmation,
        UpdateState = context => context.ResourceSnapshot.HealthStatus is HealthStatus.Healthy
            ? ResourceCommandState.Enabled
            : ResourceCommandState.Disabled,
    };

    private static async Task<ExecuteCommandResult> RunAsync(
        string name,
        EndpointReference gateway,
        Func<HttpClient, CancellationToken, Task<string>> command,
        CancellationToken cancellationToken)
    {
        // A trace of its own: nobody exports the span of the dashboard's call.
        Activity.Current = null;
        using var activity = Source.StartActivity(name);
        using var client = new HttpClient { BaseAddress = new Uri(gateway.Url) };
        try
        {
            await DemoLoader.SignInAsync(client, cancellationToken);
            return new ExecuteCommandResult { Success = true, Message = await command(client, cancellationToken) };
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException or InvalidOperationException)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            return CommandResults.Failure(exception.Message);
        }
    }

    private static async Task<string> LoadDemoAsync(HttpClient client, CancellationToken cancellationToken) =>
        await DemoLoader.LoadAsync(client, cancellationToken)
            ? $"Exemplet Oxelösund, första tertialet 2021, är inläst: {client.BaseAddress}0481"
            : $"Exemplet Oxelösund fanns redan: {client.BaseAddress}0481";

    private static async Task<string> ReplayAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var started = await client.PostAsync(new Uri(Replays, UriKind.Relative), content: null, cancellationToken);
        started.EnsureSuccessStatusCode();
        var id = (await started.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").GetString();
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(PollInterval);
        while (clock.Elapsed < ReplayTimeout)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            var run = await client.GetFromJsonAsync<JsonElement>(new Uri($"{Replays}/{id}", UriKind.Relative), cancellationToken);
            if (run.GetProperty("completedAt").ValueKind is JsonValueKind.String)
            {
                return $"Lägesbilden är uppbyggd ur {run.GetProperty("received").GetInt64()} händelser.";
            }
        }

        throw new TimeoutException($"Ombyggnaden {id} är inte klar efter {ReplayTimeout.TotalMinutes} minuter; den fortsätter.");
    }
}
