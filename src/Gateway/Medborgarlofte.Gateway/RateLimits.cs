using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing.Template;

namespace Medborgarlofte.Gateway;

/// <summary>
/// Rate limits: per client and per party for parties, per address for everybody else, with lower limits for anonymous reports. Rejected
/// requests get 429 with Retry-After.
/// </summary>
internal static class RateLimits
{
    public static void Configure(RateLimiterOptions options, EdgeSettings settings)
    {
        var limits = settings.RateLimits;
        var anonymous = Matchers(settings.AnonymousIntake);
        var keyed = Matchers(settings.KeyedIntake);

        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = SetRetryAfterAsync;

        // The lowest limits first: requests that they reject do not count against the others.
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, Caller>(context => IsOutsidersIntake(context, anonymous)
                ? Limited(new Caller(Address: AddressOf(context)), limits.AnonymousIntake)
                : RateLimitPartition.GetNoLimiter(default(Caller))),
            PartitionedRateLimiter.Create<HttpContext, Caller>(context => IsOutsidersIntake(context, keyed)
                ? Limited(new Caller(Address: AddressOf(context)), limits.KeyedIntake)
                : RateLimitPartition.GetNoLimiter(default(Caller))),
            PartitionedRateLimiter.Create<HttpContext, Caller>(context => PartyOf(context) is { } party
                ? Limited(new Caller(party, ClientOf(context)), limits.Client)
                : Limited(new Caller(Address: AddressOf(context)), limits.Address)),
            PartitionedRateLimiter.Create<HttpContext, Caller>(context => PartyOf(context) is { } party
                ? Limited(new Caller(party), limits.Party)
                : RateLimitPartition.GetNoLimiter(default(Caller))));
    }

    private static TemplateMatcher[] Matchers(string patterns) =>
        [.. EdgeSettings.Items(patterns).Select(pattern => new TemplateMatcher(TemplateParser.Parse(pattern.TrimStart('/')), []))];

    private static RateLimitPartition<Caller> Limited(Caller caller, RateLimit limit) =>
        RateLimitPartition.GetTokenBucketLimiter(caller, _ =>
    {
        // Whole seconds, the resolution of Retry-After.
        var each = Math.Max(1, limit.Window.TotalSeconds / limit.Permits);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = limit.Permits,
            TokensPerPeriod = Math.Max(1, (int)(limit.Permits * each / limit.Window.TotalSeconds)),
            ReplenishmentPeriod = TimeSpan.FromSeconds(each),
            QueueLimit = 0,
        };
    });

    private static bool IsOutsidersIntake(HttpContext context, TemplateMatcher[] intake) =>
        HttpMethods.IsPost(context.Request.Method)
        && !context.User.IsAnyOf(Roles.SignedIn & ~Roles.Resident)
        && Array.Exists(intake, matcher => matcher.TryMatch(context.Request.Path, []));

    // All residents share a party, so they are limited by address, like anonymous callers.
    private static string? PartyOf(HttpContext context) =>
        context.User.IsAnyOf(Roles.Resident) ? null : context.User.FindFirstValue(Http.Caller.PartyClaim);

    private static string ClientOf(HttpContext context) =>
        context.User.FindFirstValue("client_id") ?? context.User.FindFirstValue("azp") ?? AddressOf(context).ToString();

    // A household has a /64 network of IPv6 addresses, which counts as one address.
    private static IPAddress AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    // Problem details add the body.
    private static ValueTask SetRetryAfterAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        context.HttpContext.Response.Headers.RetryAfter =
            Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }

    private readonly record struct Caller(string? Party = null, string? Client = null, IPAddress? Address = null);
}
