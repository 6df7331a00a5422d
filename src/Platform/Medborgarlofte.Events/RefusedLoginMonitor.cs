using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client.Exceptions;

namespace Medborgarlofte.Events;

/// <summary>
/// Ends the process after the broker has refused its login. MassTransit never retries a refused login: the queues stay
/// without consumers until the process starts again, even if the broker accepts the login later.
/// </summary>
internal sealed class RefusedLoginMonitor(
    IBusControl bus, TimeSpan limit, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<RefusedLoginMonitor> logger)
    : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Refusal() is { } refusal
            ? HealthCheckResult.Unhealthy("The broker refused the login.", refusal)
            : HealthCheckResult.Healthy());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var acceptedAt = time.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (Refusal() is not { } refusal)
            {
                acceptedAt = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(acceptedAt) >= limit && lifetime.ApplicationStarted.IsCancellationRequested)
            {
                // Stopping a host that is still starting would be an unhandled exception.
                logger.LogCritical(
                    refusal,
                    "The broker refused the login {Seconds} seconds ago. MassTransit does not retry: the process ends with exit code 1",
                    (int)time.GetElapsedTime(acceptedAt).TotalSeconds);
                Environment.ExitCode = 1;
                lifetime.StopApplication();
                return;
            }
        }
    }

    private Exception? Refusal() => bus.CheckHealth().Endpoints.Values
        .Select(endpoint => endpoint.Exception)
        .FirstOrDefault(IsRefusedLogin);

    private static bool IsRefusedLogin(Exception? exception) => exception switch
    {
        null => false,
        AuthenticationFailureException => true,
        AggregateException several => several.InnerExceptions.Any(IsRefusedLogin),
        _ => IsRefusedLogin(exception.InnerException),
    };
}

/// <summary>Registers the monitor of refused logins.</summary>
internal static class RefusedLoginSetup
{
    private const int DefaultSeconds = 30;

    /// <summary>Adds the monitor and its health check, which fails /health and /alive. Setting: Broker:RefusedLoginSeconds.</summary>
    public static void AddRefusedLoginMonitor(this IServiceCollection services, IConfiguration configuration)
    {
        var limit = TimeSpan.FromSeconds(configuration.GetValue("Broker:RefusedLoginSeconds", DefaultSeconds));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RefusedLoginMonitor>(provider, limit));
        services.AddHostedService(provider => provider.GetRequiredService<RefusedLoginMonitor>());
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            "broker login", provider => provider.GetRequiredService<RefusedLoginMonitor>(), HealthStatus.Unhealthy, ["live", "ready"]));
    }
}
