using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Medborgarlofte.Http;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Medborgarlofte.DevelopmentIdentity;

/// <summary>
/// An issuer of access tokens for the demo personas, without passwords; for Development and the loopback only. Every start creates new
/// keys.
/// </summary>
public static class DevelopmentIssuer
{
    /// <summary>Authorization endpoint (authorization code with PKCE).</summary>
    public const string AuthorizePath = "/connect/authorize";

    /// <summary>Token endpoint: accepts client id and secret of a persona, or an authorization code.</summary>
    public const string TokenPath = "/connect/token";

    private const string Switch = "Identity:DevelopmentIssuer";
    private const string Authority = "Identity:Issuers:0:Authority";
    private const string Audience = "medborgarlofte";

    /// <summary>
    /// Adds the issuer, as a trusted one, if Identity:DevelopmentIssuer is true. Call it before the service defaults, which read the
    /// trusted issuers.
    /// </summary>
    /// <exception cref="InvalidOperationException">The setting is true outside Development.</exception>
    public static void AddDevelopmentIssuer(this IHostApplicationBuilder builder)
    {
        if (!IsOn(builder.Configuration))
        {
            return;
        }

        if (!builder.Environment.IsDevelopment())
        {
            throw new InvalidOperationException(
                $"{Switch} is on, but the environment is {builder.Environment.EnvironmentName}: anybody could sign in as anybody. "
                + "Switch it off and name an issuer in Identity:Issuers.");
        }

        builder.Configuration[Authority] ??= builder.Configuration["urls"]?.Split(';')[0].TrimEnd('/')
            ?? throw new InvalidOperationException($"{Authority} is missing: the development issuer does not know its own address.");
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetIssuer(new Uri(builder.Configuration[Authority]!))
                .SetTokenEndpointUris(TokenPath[1..])
                .SetAuthorizationEndpointUris(AuthorizePath[1..])
                .AllowClientCredentialsFlow()
                .AllowAuthorizationCodeFlow()
                .RequireProofKeyForCodeExchange()
                .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)))
                // Not RSA: creating two RSA keys took half of the start-up time.
                .AddEphemeralSigningKey(SecurityAlgorithms.EcdsaSha256)
                .DisableAccessTokenEncryption()
                .EnableDegradedMode();
            server.UseAspNetCore()
                .DisableTransportSecurityRequirement()
                .EnableTokenEndpointPassthrough()
                .EnableAuthorizationEndpointPassthrough();
            server.AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(handler => handler.UseInlineHandler(Check));
            server.AddEventHandler<OpenIddictServerEvents.ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(Check));
        });
    }

    /// <summary>Maps the issuer's endpoints if it is on. They serve callers on the loopback only.</summary>
    public static void MapDevelopmentIssuer(this WebApplication app)
    {
        if (!IsOn(app.Configuration))
        {
            return;
        }

        app.MapPost(TokenPath, (Delegate)IssueAsync).AllowAnonymous().AddEndpointFilter(OnlyLoopback).ExcludeFromDescription();
        app.MapMethods(AuthorizePath, ["GET", "POST"], (Delegate)Authorize)
            .AllowAnonymous().AddEndpointFilter(OnlyLoopback).ExcludeFromDescription();
    }

    private static bool IsOn(IConfiguration configuration) => configuration.GetValue(Switch, false);

    private static ValueTask Check(OpenIddictServerEvents.ValidateTokenRequestContext context)
    {
        if (context.Request.IsClientCredentialsGrantType()
            && (Find(context.ClientId) is null || context.ClientSecret != DemoPersona.Secret))
        {
            context.Reject(Errors.InvalidClient, "The client id is that of a demo persona and the secret is the demo's.");
        }

        return ValueTask.CompletedTask;
    }

    private static ValueTask Check(OpenIddictServerEvents.ValidateAuthorizationRequestContext context)
    {
        if (!Uri.TryCreate(context.RedirectUri, UriKind.Absolute, out var address) || !address.IsLoopback)
        {
            context.Reject(Errors.InvalidRequest, "The redirect address must be on the loopback.");
        }

        return ValueTask.CompletedTask;
    }

    private static async Task<IResult> IssueAsync(HttpContext http)
    {
        var request = http.GetOpenIddictServerRequest()!;
        if (request.IsClientCredentialsGrantType())
        {
            return SignIn(Find(request.ClientId)!);
        }

        var code = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        return Results.SignIn(code.Principal!, authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static IResult Authorize(HttpContext http)
    {
        var request = http.GetOpenIddictServerRequest()!;
        return Find((string?)request["persona"]) is { } persona ? SignIn(persona) : SignInPage.Of(http.Request);
    }

    private static DemoPersona? Find(string? id) => DemoPersona.All.FirstOrDefault(persona => persona.Id == id);

    private static IResult SignIn(DemoPersona persona)
    {
        var identity = new ClaimsIdentity("development", Caller.PartyClaim, Caller.RoleClaim);
        identity.SetClaim(Claims.Subject, persona.Id)
            .SetClaim(Caller.PartyClaim, persona.Party)
            .SetClaims(Caller.RoleClaim, [.. persona.Roles])
            .SetClaims(Caller.MunicipalitiesClaim, [.. persona.Municipalities])
            .SetResources(Audience)
            .SetDestinations(_ => [Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static async ValueTask<object?> OnlyLoopback(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && IsLoopback(context.HttpContext.Request.Host.Host)
            ? await next(context)
            : Results.NotFound();

    // A local proxy is on the loopback too, but forwards the host name that the caller used.
    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
