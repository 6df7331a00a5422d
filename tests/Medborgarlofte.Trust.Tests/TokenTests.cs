using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Medborgarlofte.Trust.Tests;

/// <summary>Invalid tokens, at the gateway and in direct calls to a service.</summary>
public sealed class TokenTests(GatewayAndIntakeFixture system) : IClassFixture<GatewayAndIntakeFixture>
{
    private const string Protected = "api/v1/municipalities/0481/incidents";
    private const string Public = "api/v1/municipalities";
    private static readonly Lazy<RsaSecurityKey> Foreign = new(() => new RsaSecurityKey(RSA.Create(2048)) { KeyId = "test" });

    private static readonly Dictionary<string, Func<string>> Attacks = new()
    {
        ["nothing but a word"] = () => "token",
        ["alg none"] = () => Forged(Valid(), header => header["alg"] = "none", _ => { }, keepSignature: false),
        ["alg none with the signature of a valid one"] = () => Forged(
            Valid(), header => header["alg"] = "none", _ => { }, keepSignature: true),
        ["another role than was signed"] = () => Forged(Valid(), _ => { }, claims => claims["role"] = "operator", keepSignature: true),
        ["HS256 with the public key as secret"] = WithPublicKeyAsSecret,
        ["wrong audience"] = () => Valid(token => token.Audience = "another-api"),
        ["no audience"] = () => Valid(token => token.Audience = null),
        ["wrong issuer"] = () => Valid(token => token.Issuer = "http://127.0.0.1:1"),
        ["an issuer that is null"] = () =>
            $"{Base64UrlEncoder.Encode("""{"alg":"RS256","kid":"test"}""")}.{Base64UrlEncoder.Encode("""{"iss":null}""")}.AAAA",
        ["five parts, as if encrypted"] = () => Valid() + ".x.y",
        ["no issuer"] = () => Valid(token => token.Issuer = null),
        ["expired longer ago than the skew"] = () => Valid(token => token.Expires = Now(TimeSpan.FromSeconds(-65))),
        ["valid later than the skew"] = () => Valid(token => token.NotBefore = Now(TimeSpan.FromSeconds(90))),
        ["no expiry"] = () => Valid(token => token.Expires = null),
        ["foreign key with a known name"] = () => Valid(
            token => token.SigningCredentials = new SigningCredentials(Foreign.Value, SecurityAlgorithms.RsaSha256)),
        ["no party"] = () => Valid(token => token.Claims.Remove("party")),
        ["a party that is none"] = () => Valid(token => token.Claims["party"] = "Anna'; DROP TABLE"),
    };

    public static TheoryData<string> AttackNames => [.. Attacks.Keys];

    [Theory]
    [MemberData(nameof(AttackNames))]
    public async Task Trust_06_07_invalid_token_is_401_at_the_gateway_and_at_the_service(string attack)
    {
        foreach (var client in new[] { system.GatewayWith(Attacks[attack]()), system.IntakeWith(Attacks[attack]()) })
        {
            using (client)
            {
                Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, Protected));
                Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, Public));
            }
        }
    }

    // A list of each service, which requires a token except in Reporting.
    public static TheoryData<string, string> ServicesAndAttacks =>
    [
        .. from service in new[] { "Measures", "NeighbourhoodWatch", "Reporting" }
           from attack in Attacks.Keys
           select (service, attack)
    ];

    [Theory]
    [MemberData(nameof(ServicesAndAttacks))]
    public async Task Trust_06_07_16_invalid_token_is_401_at_each_other_service(string service, string attack)
    {
        var path = service switch
        {
            "Measures" => "api/v1/municipalities/0481/promises",
            "NeighbourhoodWatch" => "api/v1/municipalities/0481/watch-groups",
            _ => "api/v1/municipalities/0481/follow-ups",
        };
        using var attacker = system.OtherWith(service, Attacks[attack]());
        using var honest = system.OtherWith(service, Valid());
        using var anybody = system.OtherWith(service, token: null);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(attacker, path));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(honest, path));
        Assert.Equal(service == "Reporting" ? HttpStatusCode.NotFound : HttpStatusCode.Unauthorized, await StatusAsync(anybody, path));
    }

    [Fact]
    public async Task Trust_07_each_trusted_issuer_is_accepted_and_cannot_sign_for_the_other()
    {
        var second = system.Second.Token("police:nykoping", ["police"]);
        var firstBySecond = TestIssuer.Shared.Token(
            "police:nykoping", ["police"], change: token => token.SigningCredentials = system.Second.Signing);
        var secondByFirst = system.Second.Token(
            "police:nykoping", ["police"], change: token => token.SigningCredentials = TestIssuer.Shared.Signing);
        var untrusted = new TestIssuer().Token("police:nykoping", ["police"]);

        foreach (var with in new Func<string?, HttpClient>[] { system.GatewayWith, system.IntakeWith })
        {
            foreach (var (token, status) in new[]
            {
                (Valid(), HttpStatusCode.OK),
                (second, HttpStatusCode.OK),
                (firstBySecond, HttpStatusCode.Unauthorized),
                (secondByFirst, HttpStatusCode.Unauthorized),
                (untrusted, HttpStatusCode.Unauthorized),
            })
            {
                using var client = with(token);
                Assert.Equal(status, await StatusAsync(client, Protected));
            }
        }

        using var measures = system.OtherWith("Measures", second);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(measures, "api/v1/municipalities/0481/promises"));
    }

    [Fact]
    public async Task Trust_07_clocks_may_differ_by_less_than_a_minute()
    {
        using var client = system.GatewayWith(Valid(token => token.Expires = Now(TimeSpan.FromSeconds(-20))));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, Protected));
    }

    [Fact]
    public async Task Trust_06_gateway_rejects_an_invalid_token_by_itself()
    {
        // This gateway has no running destination: a forwarded request would return 502.
        using var client = system.UnconnectedGatewayWith(Attacks["expired longer ago than the skew"]());

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, Protected));
    }

    [Fact]
    public async Task Trust_16_direct_call_to_a_service_needs_a_token()
    {
        using var without = system.IntakeWith(token: null);
        using var with = system.IntakeWith(Valid());

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(without, Protected));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(with, Protected));
    }

    [Fact]
    public async Task Token_in_the_query_string_is_ignored()
    {
        using var client = system.GatewayWith(token: null);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, $"{Protected}?access_token={Valid()}"));
    }

    [Fact]
    public async Task Denied_request_explains_how_to_sign_in()
    {
        using var client = system.GatewayWith(token: null);
        using var answer = await client.GetAsync(new Uri(Protected, UriKind.Relative), TestContext.Current.CancellationToken);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(answer.Headers.WwwAuthenticate, challenge => challenge.Scheme == "Bearer");
        Assert.Equal("Inloggning krävs", problem.GetProperty("title").GetString());
        Assert.Equal("/" + Protected, problem.GetProperty("instance").GetString());
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static string Valid(Action<SecurityTokenDescriptor>? change = null) =>
        TestIssuer.Shared.Token("municipality:0481", ["coordinator"], change: change);

    private static DateTime Now(TimeSpan later) => TimeProvider.System.GetUtcNow().UtcDateTime + later;

    private static string WithPublicKeyAsSecret()
    {
        var rsa = ((RsaSecurityKey)TestIssuer.Shared.Signing.Key).Rsa;
        var secret = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem())) { KeyId = "test" };
        return Valid(token => token.SigningCredentials = new SigningCredentials(secret, SecurityAlgorithms.HmacSha256));
    }

    private static string Forged(
        string token,
        Action<System.Text.Json.Nodes.JsonObject> header,
        Action<System.Text.Json.Nodes.JsonObject> claims,
        bool keepSignature)
    {
        var parts = token.Split('.');
        return $"{Change(parts[0], header)}.{Change(parts[1], claims)}.{(keepSignature ? parts[2] : "")}";

        static string Change(string part, Action<System.Text.Json.Nodes.JsonObject> change)
        {
            var json = System.Text.Json.Nodes.JsonNode.Parse(Base64UrlEncoder.Decode(part))!.AsObject();
            change(json);
            return Base64UrlEncoder.Encode(json.ToJsonString());
        }
    }
}
