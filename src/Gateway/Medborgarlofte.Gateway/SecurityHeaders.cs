namespace Medborgarlofte.Gateway;

/// <summary>Security headers of every response.</summary>
/// <param name="hstsDays">Days for which browsers must use HTTPS; 0 disables Strict-Transport-Security.</param>
internal sealed class SecurityHeaders(int hstsDays)
{
    // The pages use only their own stylesheet, images and fonts, no scripts, and post forms to the same origin.
    private const string Content =
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'";

    private const string Permissions =
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    private readonly string? _transport =
        hstsDays > 0 ? string.Create(CultureInfo.InvariantCulture, $"max-age={(long)hstsDays * 24 * 60 * 60}") : null;

    /// <summary>Adds the headers when the response starts, because an error clears earlier headers.</summary>
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

        // A page that needs another policy sets its own.
        headers.TryAdd("Content-Security-Policy", Content);
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (_transport is not null && context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = _transport;
        }

        // Responses to signed-in callers must not be cached.
        if (context.Request.Headers.Authorization.Count > 0 || context.User.Identity?.IsAuthenticated == true)
        {
            headers.TryAdd("Cache-Control", "no-store");
        }
    }
}
