using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Gateway.Tests.Support;

/// <summary>The edge of one hosting in two processes: behind a trusted local proxy, and directly on the network.</summary>
public abstract class EdgeHosting : IAsyncLifetime
{
    public const string Origin = "https://karta.example.se";

    private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;

    /// <summary>Trusts X-Forwarded-For from this machine and one other origin; accepts two anonymous reports an hour.</summary>
    public HostProcess BehindProxy { get; }

    /// <summary>Trusts only a proxy on another machine; accepts two anonymous reports an hour.</summary>
    public HostProcess OnNetwork { get; }

    protected EdgeHosting(string program)
    {
        BehindProxy = Edge(
            program, "behind-proxy", new() { ["Edge__TrustedProxies"] = "10.20.30.40, 127.0.0.0/8", ["Edge__AllowedOrigins"] = Origin });
        OnNetwork = Edge(program, "on-network", new() { ["Edge__TrustedProxies"] = "10.20.30.40" });
    }

    public async ValueTask InitializeAsync()
    {
        await Task.WhenAll(BehindProxy.StartAsync(), OnNetwork.StartAsync());

        // The tests send anonymous requests.
        BehindProxy.Client.DefaultRequestHeaders.Authorization = OnNetwork.Client.DefaultRequestHeaders.Authorization = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(BehindProxy.DisposeAsync().AsTask(), OnNetwork.DisposeAsync().AsTask());
        Directory.Delete(_directory, recursive: true);
        GC.SuppressFinalize(this);
    }

    private HostProcess Edge(string program, string name, Dictionary<string, string> environment)
    {
        environment["DataDirectory"] = Path.Combine(_directory, name);
        foreach (var intake in new[] { "AnonymousIntake", "KeyedIntake" })
        {
            environment[$"Edge__RateLimits__{intake}__Permits"] = "2";
            environment[$"Edge__RateLimits__{intake}__Window"] = "01:00:00";
        }

        environment["Edge__SlowBodyGrace"] = "00:00:02";
        return new HostProcess(program, _directory, environment);
    }
}

public sealed class GatewayEdge() : EdgeHosting("Medborgarlofte.Gateway.Host");

public sealed class StandaloneEdge() : EdgeHosting("Medborgarlofte.Standalone");
