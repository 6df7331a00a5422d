using System.Net;
using System.Net.Http.Json;

namespace Medborgarlofte.Trust.Tests;

/// <summary>A running Standalone with the municipality 0481 and the area Sunda.</summary>
public sealed class StandaloneFixture : IAsyncLifetime
{
    private StandaloneInstallation? _installation;

    /// <summary>A client with all roles.</summary>
    public HttpClient Client => _installation!.Client;

    /// <summary>The process.</summary>
    public HostProcess Process => _installation!.Processes["standalone"];

    public async ValueTask InitializeAsync()
    {
        _installation = await StandaloneInstallation.StartAsync();
        await Client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
        await Client.PostJsonAsync(ApiClient.Root + "/0481/areas", new { code = "sunda", name = "Sunda" });
        await Client.RegisterPartiesAsync(
            ApiClient.Root + "/0481",
            "police:nykoping",
            "housing:kustbostader", "housing:forsta", "housing:andra", "housing:tredje", "housing:fjarde", "housing:femte",
            "housing:sjatte", "housing:utforare", "security:agare", "security:annat-bolag", "security:bevakning",
            "security:framling", "security:nyfiken");
        foreach (var resource in new[] { "measures", "watch-groups" })
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    using var answer = await Client.PostAsJsonAsync(
                        new Uri($"{ApiClient.Root}/0481/{resource}", UriKind.Relative), new { });
                    return answer.StatusCode == HttpStatusCode.BadRequest;
                },
                $"{resource} to know the municipality");
        }
    }

    /// <summary>Creates a client with a token, or without one.</summary>
    public HttpClient ClientFor(string? token) => new()
    {
        BaseAddress = Client.BaseAddress,
        DefaultRequestHeaders = { Authorization = token is null ? null : TestIssuer.Bearer(token) },
    };

    /// <summary>A client of a party with roles in 0481.</summary>
    public HttpClient ClientOf(string party, params string[] roles) => ClientFor(TestIssuer.Shared.Token(party, roles));

    public async ValueTask DisposeAsync()
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }
}

/// <summary>Tests that share one Standalone. None leaves data that affects another.</summary>
[CollectionDefinition]
public sealed class StandaloneCollection : ICollectionFixture<StandaloneFixture>;
