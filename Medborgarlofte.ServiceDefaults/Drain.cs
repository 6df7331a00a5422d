using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Medborgarlofte.ServiceDefaults;

/// <summary>
/// Before a process stops it says that it is not ready and goes on answering for a while (Shutdown:DrainSeconds, 0 unless
/// set), so that the gateway takes it out of turn before it closes.
/// </summary>
internal sealed class Drain(TimeSpan longest, IHostApplicationLifetime lifetime) : IHostedLifecycleService, IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The process is stopping.") : HealthCheckResult.Healthy());

    // The server stops after this has ended.
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(longest, cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
