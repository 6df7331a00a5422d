using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Medborgarlofte.ServiceDefaults;

/// <summary>
/// Delays shutdown: a stopping process reports itself as unready but serves requests for a while (Shutdown:DrainSeconds, default: 0), so
/// that the gateway stops sending requests before the server closes.
/// </summary>
internal sealed class Drain(TimeSpan duration, IHostApplicationLifetime lifetime) : IHostedLifecycleService, IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("The process is stopping.")
            : HealthCheckResult.Healthy());

    // The server stops after this task completes.
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(duration, cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
