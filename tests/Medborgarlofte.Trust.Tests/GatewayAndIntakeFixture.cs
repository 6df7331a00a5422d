using System.Net;

namespace Medborgarlofte.Trust.Tests;

/// <summary>
/// IncidentIntake with the municipality 0481 behind a gateway, a gateway without destinations that listen, and the three other services,
/// called directly.
/// </summary>
public sealed class GatewayAndIntakeFixture : IAsyncLifetime
{
    private const string Destination = "ReverseProxy__Clusters__incident-intake__Destinations__incident-intake__Address";
    private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;
    private readonly HostProcess _intake;
    private readonly HostProcess _gateway;
    private readonly HostProcess _lonely;
    private readonly Dictionary<string, HostProcess> _others;

    public GatewayAndIntakeFixture()
    {
        _intake = new HostProcess(
            "Medborgarlofte.IncidentIntake.Host",
            _directory,
            new()
            {
                ["ConnectionStrings__database"] = $"Data Source={Path.Combine(_directory, "intake.db")}",
                ["Identity__Issuers__1__Authority"] = Second.Authority,
            });
        _others = new[] { "Measures", "NeighbourhoodWatch", "Reporting" }.ToDictionary(name => name, name => new HostProcess(
            $"Medborgarlofte.{name}.Host",
            _directory,
            new() { ["ConnectionStrings__database"] = $"Data Source={Path.Combine(_directory, name + ".db")}" }));
        _gateway = new HostProcess(
            "Medborgarlofte.Gateway.Host",
            _directory,
            new() { [Destination] = _intake.Address.ToString(), ["Identity__Issuers__1__Authority"] = Second.Authority });
        _lonely = new HostProcess(
            "Medborgarlofte.Gateway.Host", _directory, new() { [Destination] = $"http://127.0.0.1:{LocalPorts.Next()}" });
    }

    public async ValueTask InitializeAsync()
    {
        await Task.WhenAll(
            [_intake.StartAsync(), _gateway.StartAsync(), _lonely.StartAsync(), .. _others.Values.Select(service => service.StartAsync())]);
        await _intake.Client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await _gateway.Client.GetAsync(new Uri(ApiClient.Root, UriKind.Relative));
                return answer.StatusCode == HttpStatusCode.OK;
            },
            "the gateway to find the service");
    }

    /// <summary>Another issuer, such as that of the police, which only the gateway and IncidentIntake trust.</summary>
    public TestIssuer Second { get; } = new();

    /// <summary>The three other services, by name.</summary>
    public IEnumerable<string> Others => _others.Keys;

    public HttpClient OtherWith(string service, string? token) => ClientOf(_others[service], token);

    public HttpClient GatewayWith(string? token) => ClientOf(_gateway, token);

    public HttpClient IntakeWith(string? token) => ClientOf(_intake, token);

    public HttpClient UnconnectedGatewayWith(string? token) => ClientOf(_lonely, token);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(new[] { _gateway, _lonely, _intake }.Concat(_others.Values).Select(process => process.DisposeAsync().AsTask()));
        Directory.Delete(_directory, recursive: true);
    }

    private static HttpClient ClientOf(HostProcess process, string? token) => new()
    {
        BaseAddress = process.Address,
        DefaultRequestHeaders = { Authorization = token is null ? null : TestIssuer.Bearer(token) },
    };
}
