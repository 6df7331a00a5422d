using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;

namespace Medborgarlofte.Http.Access;

/// <summary>Enforces the declared access of every endpoint; an endpoint without a declaration is denied (default deny).</summary>
public static class AccessPolicy
{
    private const string AuditCategory = "Medborgarlofte.Audit";

    /// <summary>Adds the fallback policy of all endpoints and the audit log of denials.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton<IAuthorizationHandler, DeclaredAccessHandler>()
        .AddSingleton<IAuthorizationMiddlewareResultHandler, AuditOfDenials>()
        .AddAuthorization(
            options => options.FallbackPolicy = new AuthorizationPolicyBuilder().AddRequirements(new DeclaredAccess()).Build());

    /// <summary>Whether the request has an invalid token. Such a request is denied even if the endpoint needs no token.</summary>
    public static bool PresentsInvalidToken(this HttpContext http) =>
        http.Request.Headers.Authorization.Count > 0 && http.User.Identity is not { IsAuthenticated: true };

    /// <summary>
    /// Audits a denial, without query and ids, because URLs can contain sensitive data. A 404 for a party that sees only its own data is
    /// audited too, because it may concern another party's data.
    /// </summary>
    public static void AuditDenial(this HttpContext http, ILoggerFactory loggers) => loggers.CreateLogger(AuditCategory).LogInformation(
        new EventId(1, "AccessDenied"),
        "Denied {Party} {Method} {Route} in {Municipality}",
        http.User.Party(),
        http.Request.Method,
        RouteOf(http),
        MunicipalityOf(http));

    /// <summary>Audits a read of contact details, with the public id of their owner.</summary>
    public static void AuditRead(this HttpContext http, ILoggerFactory loggers, Guid subject) =>
        loggers.CreateLogger(AuditCategory).LogInformation(
        new EventId(2, "ContactDetailsRead"),
        "Read {Subject} {Party} {Method} {Route} in {Municipality}",
        subject,
        http.User.Party(),
        http.Request.Method,
        RouteOf(http),
        http.GetRouteValue("municipality"));

    /// <summary>Audits a register extract, with the public ids of its entries but not the data subject.</summary>
    public static void AuditExtract(this HttpContext http, ILoggerFactory loggers, IReadOnlyCollection<Guid> subjects)
    {
        loggers.CreateLogger(AuditCategory).LogInformation(
            new EventId(3, "RegisterExtracted"),
            "Extracted {Count} {Party} {Method} {Route} in {Municipality}",
            subjects.Count,
            http.User.Party(),
            http.Request.Method,
            RouteOf(http),
            http.GetRouteValue("municipality"));
        foreach (var subject in subjects)
        {
            http.AuditRead(loggers, subject);
        }
    }

    private sealed class DeclaredAccess : IAuthorizationRequirement;

    private sealed class DeclaredAccessHandler : AuthorizationHandler<DeclaredAccess>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, DeclaredAccess requirement)
        {
            if (context.Resource is HttpContext http && IsAllowed(http))
            {
                context.Succeed(requirement);
            }

            return Task.CompletedTask;
        }

        private static bool IsAllowed(HttpContext http)
        {
            // Without a matched route there is nothing to protect: the response is 404 or 405.
            if (EndpointOf(http) is not { } endpoint)
            {
                return true;
            }

            if (endpoint.Metadata.GetMetadata<EndpointAccess>() is not { } access || http.PresentsInvalidToken())
            {
                return false;
            }

            return access.IsPublic
                || (http.User.IsAnyOf(access.Roles)
                    && http.User.WorksIn(http.GetRouteValue("municipality") as string ?? Caller.AllMunicipalities));
        }
    }

    private sealed class AuditOfDenials(ILoggerFactory loggers) : IAuthorizationMiddlewareResultHandler
    {
        private readonly Microsoft.AspNetCore.Authorization.Policy.AuthorizationMiddlewareResultHandler _default = new();

        public Task HandleAsync(
            RequestDelegate next,
            HttpContext context,
            AuthorizationPolicy policy,
            Microsoft.AspNetCore.Authorization.Policy.PolicyAuthorizationResult authorizeResult)
        {
            if (!authorizeResult.Succeeded)
            {
                context.AuditDenial(loggers);
            }

            return _default.HandleAsync(next, context, policy, authorizeResult);
        }
    }

    private static string? MunicipalityOf(HttpContext http) =>
        (http.GetRouteValue("municipality") ?? http.Features.Get<IExceptionHandlerFeature>()?.RouteValues?["municipality"]) is string code
        && code.Length == 4
            ? code
            : null;

    private static string? RouteOf(HttpContext http) =>
        EndpointOf(http) is { RoutePattern.RawText: { } text } ? "/" + text.Trim('/') : null;

    // The exception handler clears the matched endpoint and keeps it in its feature.
    private static RouteEndpoint? EndpointOf(HttpContext http) =>
        (http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint) as RouteEndpoint;
}
