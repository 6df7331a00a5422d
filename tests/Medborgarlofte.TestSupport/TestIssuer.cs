using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Medborgarlofte.TestSupport;

/// <summary>A real token issuer on the loopback that publishes its keys over HTTP, as a municipality's issuer does.</summary>
public sealed class TestIssuer
{
    /// <summary>The audience of the tokens.</summary>
    public const string Audience = "medborgarlofte";

    private static readonly Lazy<TestIssuer> One = new(() => new TestIssuer());
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "test" };
    private readonly WebApplication _app;

    /// <summary>Starts another issuer, with another key under the same key id.</summary>
    public TestIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        var keys = JsonWebKeyConverter.ConvertFromRSASecurityKey(
            new RsaSecurityKey(_key.Rsa.ExportParameters(includePrivateParameters: false)) { KeyId = _key.KeyId });
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = Authority, jwks_uri = Authority + "/keys" }));
        _app.MapGet(
            "/keys",
            () => Results.Json(
                new { keys = new[] { new { kty = keys.Kty, kid = keys.Kid, use = "sig", alg = "RS256", n = keys.N, e = keys.E } } }));
        _app.Start();
        Authority = _app.Urls.First();
    }

    /// <summary>The issuer that all tests of this process share.</summary>
    public static TestIssuer Shared => One.Value;

    /// <summary>The issuer's address, the iss of its tokens.</summary>
    public string Authority { get; } = "";

    /// <summary>The signing key.</summary>
    public SigningCredentials Signing => new(_key, SecurityAlgorithms.RsaSha256);

    /// <summary>Settings that make a process trust this issuer.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Identity:Issuers:0:Authority"] = Authority };

    /// <summary>Creates a token with all roles in all municipalities.</summary>
    public string All() => Token("municipality:0481", ["operator", "coordinator", "police", "watch-registrar", "data-protection"], ["*"]);

    /// <summary>Creates a token.</summary>
    public string Token(string party, string[] roles, string[]? municipalities = null, Action<SecurityTokenDescriptor>? change = null)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Authority,
            Audience = Audience,
            NotBefore = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1),
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(2),
            SigningCredentials = Signing,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = party,
                ["party"] = party,
                ["role"] = roles,
                ["municipalities"] = municipalities ?? ["0481"],
            },
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    /// <summary>Creates a header with a token that has all roles in all municipalities.</summary>
    public static AuthenticationHeaderValue Everything() => Bearer(Shared.All());

    /// <summary>Creates a header with a token.</summary>
    public static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);
}
