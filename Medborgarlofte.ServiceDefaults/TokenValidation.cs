using System.Security.Claims;
using Medborgarlofte.Http;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Medborgarlofte.ServiceDefaults;

/// <summary>A trusted OpenID Connect issuer of access tokens.</summary>
/// <param name="Authority">Address of the issuer, equal to iss in its tokens; https unless it is a loopback address.</param>
/// <param name="Audience">Required value of aud.</param>
/// <param name="FirstOperator">The first operator, or null.</param>
public sealed record TrustedIssuer(string Authority, string Audience = TrustedIssuer.DefaultAudience, FirstOperator? FirstOperator = null)
{
    /// <summary>The default audience.</summary>
    public const string DefaultAudience = "medborgarlofte";
}

/// <summary>A subject who is operator of the installation before the issuer adds the claims of Medborgarlöfte to its tokens.</summary>
/// <param name="Subject">The value of sub in the subject's tokens.</param>
/// <param name="Party">The subject's party.</param>
public sealed record FirstOperator(string Subject, string Party)
{
    /// <summary>Reads the section of an issuer.</summary>
    /// <exception cref="InvalidOperationException">The party is missing or invalid.</exception>
    internal static FirstOperator? Read(IConfigurationSection issuer)
    {
        var section = issuer.GetSection(nameof(FirstOperator));
        if (string.IsNullOrEmpty(section[nameof(Subject)]))
        {
            return null;
        }

        return PartyCode.IsValid(section[nameof(Party)])
            ? new FirstOperator(section[nameof(Subject)]!, section[nameof(Party)]!)
            : throw new InvalidOperationException($"{section.Path}:{nameof(Party)} must be a party such as municipality:0481.");
    }

    /// <summary>Adds the claims of an operator to the subject's token, unless the issuer has given it a party.</summary>
    internal void AddClaims(ClaimsPrincipal user)
    {
        if (user.FindFirstValue("sub") == Subject && user.FindFirst(Caller.PartyClaim) is null)
        {
            ((ClaimsIdentity)user.Identity!).AddClaims(
            [
                new Claim(Caller.PartyClaim, Party),
                new Claim(Caller.RoleClaim, Caller.OperatorRole),
                new Claim(Caller.MunicipalitiesClaim, Caller.AllMunicipalities),
            ]);
        }
    }
}

/// <summary>
/// Validates access tokens in every process, gateway and services: signature by the issuer's published keys, issuer, audience and lifetime.
/// Supports several issuers (Identity:Issuers); without any, nobody can sign in.
/// </summary>
public static class TokenValidation
{
    private const string Bearer = JwtBearerDefaults.AuthenticationScheme;
    private const string NoIssuer = Bearer + "-none";
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    // Asymmetric algorithms only: with a shared secret, every validating process could also issue tokens.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
    ];

    internal static IServiceCollection AddTokenValidation(this IServiceCollection services, IConfiguration configuration)
    {
        var issuers = configuration.GetSection("Identity:Issuers").GetChildren()
            .Select(issuer => new TrustedIssuer(
                (issuer["Authority"] ?? throw new InvalidOperationException($"{issuer.Path}:Authority is missing.")).TrimEnd('/'),
                issuer["Audience"] ?? TrustedIssuer.DefaultAudience,
                FirstOperator.Read(issuer)))
            .ToList();
        var authentication = services.AddAuthentication(Bearer);

        // Nothing encrypts with keys of the process, but this service would create some at start and store them in the home directory.
        foreach (var keys in services.Where(service => service.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly
            && service.ServiceType == typeof(IHostedService)).ToList())
        {
            services.Remove(keys);
        }

        authentication
            .AddPolicyScheme(Bearer, displayName: null, options => options.ForwardDefaultSelector = http => SchemeOf(http, issuers))
            .AddJwtBearer(NoIssuer, options => Configure(options, new OpenIdConnectConfiguration(), firstOperator: null));
        foreach (var issuer in issuers)
        {
            authentication.AddJwtBearer(issuer.Authority, options =>
            {
                Configure(options, keys: null, issuer.FirstOperator);
                options.Authority = issuer.Authority;
                options.RequireHttpsMetadata = !new Uri(issuer.Authority).IsLoopback;
                options.TokenValidationParameters.ValidIssuers = [issuer.Authority, issuer.Authority + "/"];
                options.TokenValidationParameters.ValidAudience = issuer.Audience;
            });
        }

        return services;
    }

    private static void Configure(JwtBearerOptions options, OpenIdConnectConfiguration? keys, FirstOperator? firstOperator)
    {
        options.Configuration = keys;
        options.MapInboundClaims = false;
        options.TokenValidationParameters.ClockSkew = ClockSkew;
        options.TokenValidationParameters.ValidAlgorithms = Algorithms;
        options.TokenValidationParameters.RoleClaimType = Caller.RoleClaim;
        options.TokenValidationParameters.NameClaimType = Caller.PartyClaim;
        options.Events = new JwtBearerEvents
        {
            // Event logs and filters use the party, so every token needs a valid one.
            OnTokenValidated = context =>
            {
                firstOperator?.AddClaims(context.Principal!);
                if (!PartyCode.IsValid(context.Principal!.FindFirst(Caller.PartyClaim)?.Value))
                {
                    context.Fail("The token has no valid party.");
                }

                return Task.CompletedTask;
            },
        };
    }

    // Selects the scheme by the issuer in the unvalidated token; the scheme then validates it.
    private static string SchemeOf(HttpContext http, List<TrustedIssuer> issuers)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer + " ", StringComparison.OrdinalIgnoreCase))
        {
            return NoIssuer;
        }

        var token = header[(Bearer.Length + 1)..].Trim();
        try
        {
            var named = new JsonWebToken(token).Issuer?.TrimEnd('/');
            return issuers.Find(issuer => issuer.Authority == named)?.Authority ?? NoIssuer;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or SecurityTokenException)
        {
            return NoIssuer;
        }
    }
}
