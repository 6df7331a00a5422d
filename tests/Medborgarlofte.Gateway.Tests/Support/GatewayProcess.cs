using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Gateway.Tests.Support;

/// <summary>The gateway as a process, with one backend for every service.</summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    private static readonly string[] Clusters = ["incident-intake", "measures", "neighbourhood-watch", "reporting"];

    private GatewayProcess(Backend backend, HostProcess process) => (Backend, Process) = (backend, process);

    public Backend Backend { get; }

    public HostProcess Process { get; }

    public HttpClient Client => Process.Client;

    /// <summary>Starts the backend and the gateway, with further settings of the gateway.</summary>
    public static async Task<GatewayProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var backend = await Backend.StartAsync();
        var environment = settings.ToDictionary(
            setting => setting.Name.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value);
        foreach (var cluster in Clusters)
        {
            environment[$"ReverseProxy__Clusters__{cluster}__Destinations__{cluster}__Address"] = backend.Address;
        }

        var gateway = new GatewayProcess(backend, new HostProcess("Medborgarlofte.Gateway.Host", Path.GetTempPath(), environment));
        await gateway.Process.StartAsync();
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await Backend.DisposeAsync();
    }
}

/// <summary>
/// Gateways shared by the tests that do not stop them: one with a short grace for slow bodies, one with a request timeout of a second.
/// </summary>
public sealed class SharedGateways : IAsyncLifetime
{
    private GatewayProcess? _withShortGrace;
    private GatewayProcess? _withShortTimeout;

    public GatewayProcess WithShortGrace => _withShortGrace!;

    public GatewayProcess WithShortTimeout => _withShortTimeout!;

    public async ValueTask InitializeAsync()
    {
        _withShortGrace = await GatewayProcess.StartAsync(("Edge:SlowBodyGrace", "00:00:02"));
        _withShortTimeout = await GatewayProcess.StartAsync(("Edge:RequestTimeout", "00:00:01"));
    }

    public async ValueTask DisposeAsync()
    {
        await WithShortGrace.DisposeAsync();
        await WithShortTimeout.DisposeAsync();
    }
}
