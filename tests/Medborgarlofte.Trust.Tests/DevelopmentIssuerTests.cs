using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Medborgarlofte.DevelopmentIdentity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;

namespace Medborgarlofte.Trust.Tests;

/// <summary>The issuer for development, and its absence in production.</summary>
public sealed class DevelopmentIssuerTests(DevelopmentIssuerTests.DevelopmentProcess development)
    : IClassFixture<DevelopmentIssuerTests.DevelopmentProcess>
{
    private const string Verifier = "a-verifier-of-at-least-forty-three-characters-it-is";

    [Fact]
    public async Task Trust_08_development_issuer_prevents_the_start_in_production()
    {
        await using var production = development.Another("Production", ("Identity__DevelopmentIssuer", "true"));

        Assert.NotEqual(0, await production.RunToEndAsync());
        Assert.Contains("Identity:DevelopmentIssuer", production.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trust_08_development_issuer_does_not_exist_in_production()
    {
        await using var production = development.Another("Production");
        await production.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await TokenAsync(production, "drift", DemoPersona.Secret)).Status);
    }

    [Fact]
    public async Task Each_persona_signs_in_as_its_party_with_its_roles()
    {
        foreach (var persona in DemoPersona.All)
        {
            var (status, answer) = await TokenAsync(development.Process, persona.Id, DemoPersona.Secret);
            Assert.Equal(HttpStatusCode.OK, status);
            using var client = ClientWith(answer.GetProperty("access_token").GetString()!);

            Assert.Equal(
                persona.Roles.Contains("operator") ? HttpStatusCode.BadRequest : HttpStatusCode.Forbidden,
                (await client.PostAsync(
                    new Uri("api/v1/municipalities", UriKind.Relative),
                    new StringContent("{}", Encoding.UTF8, "application/json"))).StatusCode);
        }
    }

    [Theory]
    [InlineData("drift", "another")]
    [InlineData("nobody", DemoPersona.Secret)]
    public async Task Wrong_secret_or_unknown_client_gets_no_token(string client, string secret) =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await TokenAsync(development.Process, client, secret)).Status);

    [Fact]
    public async Task Sign_in_page_returns_a_code_that_is_exchanged_for_a_token()
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = development.Process.Address,
        };
        var challenge = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
        var authorize = QueryHelpers.AddQueryString(DevelopmentIssuer.AuthorizePath, new Dictionary<string, string?>
        {
            ["client_id"] = "front-end",
            ["response_type"] = "code",
            ["redirect_uri"] = "http://localhost:3000/tillbaka",
            ["code_challenge"] = challenge,
            ["code_challenge_method"] = "S256",
            ["state"] = "å&ä",
        });

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri(authorize, UriKind.Relative)));
        Assert.Contains("Trygghetssamordnare i Oxelösund", page, StringComparison.Ordinal);
        using var back = await browser.GetAsync(new Uri(authorize + "&persona=samordnare", UriKind.Relative));
        var query = QueryHelpers.ParseQuery(back.Headers.Location!.Query);
        Assert.StartsWith("http://localhost:3000/tillbaka", back.Headers.Location.ToString(), StringComparison.Ordinal);
        Assert.Equal("å&ä", query["state"]);
        using var content = new FormUrlEncodedContent(
        [
            new("grant_type", "authorization_code"),
            new("client_id", "front-end"),
            new("code", query["code"]),
            new("redirect_uri", "http://localhost:3000/tillbaka"),
            new("code_verifier", Verifier),
        ]);
        using var answer = await browser.PostAsync(new Uri(DevelopmentIssuer.TokenPath, UriKind.Relative), content);
        using var client = ClientWith(JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("access_token").GetString()!);

        using var refused = await client.GetAsync(new Uri("api/v1/municipalities/0480/incidents", UriKind.Relative));
        using var allowed = await client.GetAsync(new Uri("api/v1/municipalities/0481/incidents", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, allowed.StatusCode);
    }

    [Fact]
    public async Task Redirect_to_another_machine_is_rejected()
    {
        using var answer = await development.Process.Client.GetAsync(new Uri(
            DevelopmentIssuer.AuthorizePath + "?client_id=front-end&response_type=code&redirect_uri=https%3A%2F%2Fexample.org&"
                + "code_challenge=x&code_challenge_method=S256&persona=drift",
            UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private HttpClient ClientWith(string token) =>
        new() { BaseAddress = development.Process.Address, DefaultRequestHeaders = { Authorization = TestIssuer.Bearer(token) } };

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> TokenAsync(HostProcess process, string client, string secret)
    {
        using var http = new HttpClient { BaseAddress = process.Address };
        using var content = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", client), new("client_secret", secret)]);
        using var answer = await http.PostAsync(new Uri(DevelopmentIssuer.TokenPath, UriKind.Relative), content);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>Standalone in development.</summary>
    public sealed class DevelopmentProcess : IAsyncLifetime
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;

        public DevelopmentProcess() => Process = Another("Development");

        public HostProcess Process { get; }

        /// <summary>A process with its own data directory.</summary>
        public HostProcess Another(string environment, params (string Name, string Value)[] settings) => new(
            "Medborgarlofte.Standalone",
            _directory,
            new(settings.ToDictionary(setting => setting.Name, setting => setting.Value))
            {
                ["ASPNETCORE_ENVIRONMENT"] = environment,
                ["DataDirectory"] = Path.Combine(_directory, $"{Guid.CreateVersion7():N}"),
                ["Identity__Issuers__0__Authority"] = environment == "Development" ? "" : TestIssuer.Shared.Authority,
            });

        public async ValueTask InitializeAsync() => await Process.StartAsync();

        public async ValueTask DisposeAsync()
        {
            await Process.DisposeAsync();
            Directory.Delete(_directory, recursive: true);
        }
    }
}
