using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Medborgarlofte.ServiceDefaults;

/// <summary>Services that every process shares: telemetry, health, limits, problem details, token validation and access.</summary>
public static class ServiceDefaultsExtensions
{
    // Imports set their own limit; no other request is large.
    private const long MaxBodyBytes = 1024 * 1024;
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(25);

    /// <summary>Adds the shared services. Exports telemetry if OTEL_EXPORTER_OTLP_ENDPOINT is set.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddProblems();
        builder.Services.AddTokenValidation(builder.Configuration);
        builder.Services.AddAccess();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), ["live"]);
        var drain = TimeSpan.FromSeconds(builder.Configuration.GetValue("Shutdown:DrainSeconds", 0));
        builder.Services.AddSingleton(provider => new Drain(drain, provider.GetRequiredService<IHostApplicationLifetime>()));
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            "serving", provider => provider.GetRequiredService<Drain>(), HealthStatus.Unhealthy, ["ready"]));
        builder.Services.Configure<HostOptions>(options =>
        {
            // Databases migrate concurrently.
            options.ServicesStartConcurrently = true;
            options.ShutdownTimeout = drain + ShutdownTimeout;
        });
        builder.Services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = MaxBodyBytes;
        });

        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            builder.Logging.AddOpenTelemetry(logging => (logging.IncludeScopes, logging.IncludeFormattedMessage) = (true, true));
            builder.Services.AddOpenTelemetry()
                .ConfigureResource(resource => resource
                    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES override the application name.
                    .Clear().AddService(builder.Environment.ApplicationName).AddTelemetrySdk().AddEnvironmentVariableDetector())
                .WithTracing(tracing => tracing
                    .AddAspNetCoreInstrumentation(options => options.Filter = context => !IsProbe(context.Request.Path))
                    .AddHttpClientInstrumentation(options => options.FilterHttpRequestMessage =
                        request => request.RequestUri is not { } address || !IsProbe(address.AbsolutePath))
                    .AddDatabaseSpans()
                    // Without YARP's spans: they duplicate those of ASP.NET Core and HttpClient, or are about probes.
                    .AddSource("MassTransit", "Medborgarlofte"))
                .WithMetrics(metrics => metrics
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddMeter("Yarp.ReverseProxy", "MassTransit", "Medborgarlofte"))
                .UseOtlpExporter();
        }

        return builder;
    }

    /// <summary>
    /// Adds request ids, problem details, authentication and authorization to the pipeline, and maps /health (ready) and /alive (running)
    /// in every environment.
    /// </summary>
    /// <param name="app">The process.</param>
    /// <param name="beforeAccess">Adds middleware between authentication and authorization, such as rate limits.</param>
    public static WebApplication UseServiceDefaults(this WebApplication app, Action<WebApplication>? beforeAccess = null)
    {
        app.UseRequestIds();
        app.UseProblems();
        app.UseAuthentication();
        beforeAccess?.Invoke(app);
        app.UseAuthorization();

        // Monitoring polls frequently, and may share an address with users.
        app.MapHealthChecks("/health").AllowAnonymous().DisableRateLimiting();
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = check => check.Tags.Contains("live") })
            .AllowAnonymous().DisableRateLimiting();
        return app;
    }

    private static bool IsProbe(Microsoft.AspNetCore.Http.PathString path) => path == "/health" || path == "/alive";
}
