using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Medborgarlofte.Gateway;

/// <summary>What every answer tells the browser to refuse.</summary>
/// <param name="hstsDays">Days for which the browser shall use nothing but HTTPS; 0 for no such demand.</param>
internal sealed class SecurityHeaders(int hstsDays)
{
    // The pages have a stylesheet of their own, no scripts and nothing from other hosts; forms are sent to us.
    private const string Content =
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Permissions = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    private readonly string? _transport =
        hstsDays > 0 ? string.Create(CultureInfo.InvariantCulture, $"max-age={(long)hstsDays * 24 * 60 * 60}") : null;

    /// <summary>Adds the headers just before the answer goes out: an error clears what stood there before.</summary>
    public void AddTo(HttpContext context) => context.Response.OnStarting(
        static state =>
        {
            var (headers, http) = ((SecurityHeaders, HttpContext))state;
            headers.Add(http);
            return Task.CompletedTask;
        },
        (this, context));

    private void Add(HttpContext context)
    {
        var headers = context.Response.Headers;

        // A page that needs more says so itself.
        headers.TryAdd("Content-Security-Policy", Content);
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (_transport is not null && context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = _transport;
        }

        // What is shown to somebody who has signed in is for nobody else, in no cache.
        if (context.Request.Headers.Authorization.Count > 0 || context.User.Identity?.IsAuthenticated == true)
        {
            headers.TryAdd("Cache-Control", "no-store");
        }
    }
}
