using Medborgarlofte.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Net.Http.Headers;

namespace Medborgarlofte.Gateway;

/// <summary>
/// The policies of the public edge: trusted proxies, allowed origins, rate limits, body data rates and timeouts. The gateway and Standalone
/// use the same policies.
/// </summary>
public static class Edge
{
    private const int MaxHeaderBytes = 16 * 1024;

    // For access tokens, conditional changes, idempotent reports and request ids.
    private static readonly string[] RequestHeaders =
    [
        HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.IfMatch, HeaderNames.IfNoneMatch,
        "Idempotency-Key", HeaderNames.TraceParent, RequestIds.Header,
    ];

    private static readonly string[] ResponseHeaders =
        [HeaderNames.ETag, HeaderNames.Location, HeaderNames.RetryAfter, HeaderNames.Link, HeaderNames.TraceParent, RequestIds.Header];

    /// <summary>Adds the policies from the section Edge of the configuration.</summary>
    /// <exception cref="InvalidOperationException">A trusted proxy or an allowed origin is invalid.</exception>
    public static TBuilder AddEdge<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var settings = builder.Configuration.GetSection("Edge").Get<EdgeSettings>() ?? new EdgeSettings();
        var proxies = settings.Proxies();
        var origins = settings.Origins();

        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in proxies)
            {
                options.KnownIPNetworks.Add(proxy);
            }

            // The framework treats an empty list as "trust everyone". Every proxy of a chain must be known, whatever its length.
            options.ForwardedHeaders = proxies.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = null;
        });
        builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy
            .WithOrigins(origins)
            .WithMethods("GET", "POST", "PUT", "DELETE")
            .WithHeaders(RequestHeaders)
            .WithExposedHeaders(ResponseHeaders)
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        builder.Services.AddRateLimiter(options => RateLimits.Configure(options, settings));
        builder.Services.AddRequestTimeouts(
            options => options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = settings.RequestTimeout });
        builder.Services.Configure<KestrelServerOptions>(options =>
        {
            options.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
            options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            options.Limits.MinRequestBodyDataRate = new MinDataRate(settings.MinBodyBytesPerSecond, settings.SlowBodyGrace);
        });
        builder.Services.AddSingleton(new SecurityHeaders(builder.Environment.IsDevelopment() ? 0 : settings.HstsDays));
        return builder;
    }

    /// <summary>Determines the address of the caller, and adds request ids and security headers. Must be first in the pipeline.</summary>
    public static WebApplication UseEdge(this WebApplication app)
    {
        var headers = app.Services.GetRequiredService<SecurityHeaders>();
        app.UseForwardedHeaders();
        app.UseRequestIds();
        app.Use((context, next) =>
        {
            UntrustedHeaders.Remove(context.Request.Headers);
            WeakETags.MakeStrong(context.Request.Headers);
            headers.AddTo(context);
            return next(context);
        });
        app.UseCors();
        return app;
    }

    /// <summary>
    /// Adds rate limits and timeouts. Must come after problem details, which write the responses, and after authentication, which
    /// determines the party.
    /// </summary>
    public static WebApplication UseEdgeLimits(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        return app;
    }
}
