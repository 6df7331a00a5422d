using System.Net;

namespace Medborgarlofte.Gateway;

/// <summary>The section Edge of the configuration. Lists are separated by commas.</summary>
internal sealed class EdgeSettings
{
    /// <summary>
    /// Addresses and networks (CIDR) of the proxies whose X-Forwarded-For and X-Forwarded-Proto are trusted. Default: none.
    /// </summary>
    public string TrustedProxies { get; init; } = "";

    /// <summary>Origins whose scripts may call the API from a browser. Default: none.</summary>
    public string AllowedOrigins { get; init; } = "";

    /// <summary>Timeout of requests, unless the route has its own; the response is 504.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Days for which browsers must use HTTPS; 0 disables Strict-Transport-Security.</summary>
    public int HstsDays { get; init; } = 365;

    /// <summary>Minimum data rate of a body, in bytes per second; the response to slower ones is 408.</summary>
    public double MinBodyBytesPerSecond { get; init; } = 240;

    /// <summary>Grace period for slower bodies; more than a second.</summary>
    public TimeSpan SlowBodyGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Route patterns of anonymous reports, subscriptions and expressions of interest.</summary>
    public string AnonymousIntake { get; init; } =
        "/api/v1/municipalities/{municipality}/public-reports, /{municipality}/rapportera, /{municipality}/prenumerera, "
        + "/{municipality}/grannsamverkan/intresse";

    /// <summary>Route patterns of reports by other systems with a key, which also has its own limit.</summary>
    public string KeyedIntake { get; init; } =
        "/open311/{municipality}/requests.{format}, /open311/{municipality}/servicerequestupdates.{format}";

    /// <summary>Rate limits.</summary>
    public RateLimitSettings RateLimits { get; init; } = new();

    /// <summary>The items of a list.</summary>
    public static IEnumerable<string> Items(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The origins.</summary>
    /// <exception cref="InvalidOperationException">An item is not a scheme and a host.</exception>
    public string[] Origins() => [.. Items(AllowedOrigins).Select(origin =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http"
        && uri.GetLeftPart(UriPartial.Authority) == origin
            ? origin
            : throw new InvalidOperationException($"Edge:AllowedOrigins: \"{origin}\" is not an origin such as https://www.example.se."))];

    /// <summary>The proxies as networks; a single address is a network of one.</summary>
    /// <exception cref="InvalidOperationException">An item is neither an address nor a network.</exception>
    public IReadOnlyList<IPNetwork> Proxies() => [.. Items(TrustedProxies).Select(proxy =>
        IPAddress.TryParse(proxy, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(proxy, out var network) ? network
        : throw new InvalidOperationException(
            $"Edge:TrustedProxies: \"{proxy}\" is neither an address nor a network such as 10.0.0.0/24."))];
}

/// <summary>Rate limits.</summary>
internal sealed class RateLimitSettings
{
    /// <summary>Anonymous callers and callers without a party, per address.</summary>
    public RateLimit Address { get; init; } = new(1_200, TimeSpan.FromMinutes(1));

    /// <summary>Each client (program) of a party.</summary>
    public RateLimit Client { get; init; } = new(12_000, TimeSpan.FromMinutes(1));

    /// <summary>All clients of a party together. A guard company may send the reports of a night at once.</summary>
    public RateLimit Party { get; init; } = new(30_000, TimeSpan.FromMinutes(1));

    /// <summary>Anonymous reports, per address; many people in a library or school share one address.</summary>
    public RateLimit AnonymousIntake { get; init; } = new(20, TimeSpan.FromMinutes(10));

    /// <summary>Reports with a key, valid or not, per address; slightly more than the highest limit of a key.</summary>
    public RateLimit KeyedIntake { get; init; } = new(700, TimeSpan.FromHours(1));
}

/// <summary>A token bucket: a number of requests at once, refilled over a time window.</summary>
/// <param name="Permits">Number of requests, at least 1.</param>
/// <param name="Window">The time window, at least a second.</param>
internal sealed record RateLimit(int Permits, TimeSpan Window);
