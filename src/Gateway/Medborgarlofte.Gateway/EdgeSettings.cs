using System.Net;

namespace Medborgarlofte.Gateway;

/// <summary>The section Edge of the configuration. Lists are separated by commas.</summary>
internal sealed class EdgeSettings
{
    /// <summary>Addresses and networks (CIDR) of the proxies whose X-Forwarded-For and X-Forwarded-Proto are believed; nobody's unless told.</summary>
    public string TrustedProxies { get; init; } = "";

    /// <summary>Origins whose scripts may call the API from a browser; none unless told.</summary>
    public string AllowedOrigins { get; init; } = "";

    /// <summary>How long a request may take, unless its route says otherwise; then it is answered 504.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many days a browser shall use nothing but HTTPS; 0 sends no Strict-Transport-Security.</summary>
    public int HstsDays { get; init; } = 365;

    /// <summary>The slowest that a body may come, in bytes a second; a slower one is answered 408.</summary>
    public double MinBodyBytesPerSecond { get; init; } = 240;

    /// <summary>How long a body may be slower than that; more than a second.</summary>
    public TimeSpan SlowBodyGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Route patterns to which anybody may post a report, an e-mail address to write to, or an interest in grannsamverkan, without signing in.</summary>
    public string AnonymousIntake { get; init; } =
        "/api/v1/municipalities/{municipality}/public-reports, /{municipality}/rapportera, /{municipality}/prenumerera, /{municipality}/grannsamverkan/intresse";

    /// <summary>Route patterns to which other systems post reports with a key of their own, which has a limit of its own too.</summary>
    public string KeyedIntake { get; init; } =
        "/open311/{municipality}/requests.{format}, /open311/{municipality}/servicerequestupdates.{format}";

    /// <summary>How many requests are taken from whom.</summary>
    public RateLimitSettings RateLimits { get; init; } = new();

    /// <summary>The items of a list.</summary>
    public static IEnumerable<string> Items(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The origins.</summary>
    /// <exception cref="InvalidOperationException">An item is not a scheme and a host with nothing after it.</exception>
    public string[] Origins() => [.. Items(AllowedOrigins).Select(origin =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.GetLeftPart(UriPartial.Authority) == origin
            ? origin
            : throw new InvalidOperationException($"Edge:AllowedOrigins: \"{origin}\" is not an origin such as https://www.example.se."))];

    /// <summary>The proxies, each a network; a single address is a network of one.</summary>
    /// <exception cref="InvalidOperationException">An item is neither an address nor a network.</exception>
    public IReadOnlyList<IPNetwork> Proxies() => [.. Items(TrustedProxies).Select(proxy =>
        IPAddress.TryParse(proxy, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(proxy, out var network) ? network
        : throw new InvalidOperationException($"Edge:TrustedProxies: \"{proxy}\" is neither an address nor a network such as 10.0.0.0/24."))];
}

/// <summary>How many requests are taken from whom.</summary>
internal sealed class RateLimitSettings
{
    /// <summary>From one address without sign-in, or signed in for no party: pages and open figures.</summary>
    public RateLimit Address { get; init; } = new(1_200, TimeSpan.FromMinutes(1));

    /// <summary>From one client (program) of a party.</summary>
    public RateLimit Client { get; init; } = new(12_000, TimeSpan.FromMinutes(1));

    /// <summary>From all clients of a party together. A guard company may send a night's reports at once.</summary>
    public RateLimit Party { get; init; } = new(30_000, TimeSpan.FromMinutes(1));

    /// <summary>Reports from one address without sign-in; a library or a school has one address for many people.</summary>
    public RateLimit AnonymousIntake { get; init; } = new(20, TimeSpan.FromMinutes(10));

    /// <summary>Reports from one address with a key or an attempt at one; a little more than the highest that a key allows.</summary>
    public RateLimit KeyedIntake { get; init; } = new(700, TimeSpan.FromHours(1));
}

/// <summary>So many requests at once, and as many again spread over a time.</summary>
/// <param name="Permits">Number of requests, at least 1.</param>
/// <param name="Window">The time, at least a second.</param>
internal sealed record RateLimit(int Permits, TimeSpan Window);
