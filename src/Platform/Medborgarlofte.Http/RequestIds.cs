using System.Buffers;
using System.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace Medborgarlofte.Http;

/// <summary>Request ids, by which callers and operators refer to the same request.</summary>
public static class RequestIds
{
    /// <summary>Name of the request and response header.</summary>
    public const string Header = "X-Request-Id";

    private const string Used = "Medborgarlofte.RequestIds";
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly Func<ILogger, string, IDisposable?> Scope = LoggerMessage.DefineScope<string>("RequestId:{RequestId}");

    /// <summary>
    /// Uses the caller's X-Request-Id (1 to 64 letters, digits, hyphens, underscores and dots) or creates one. The id is part of the
    /// response, of problem details and of log entries. The response also has the trace context (traceparent, W3C Trace Context).
    /// </summary>
    public static IApplicationBuilder UseRequestIds(this IApplicationBuilder app)
    {
        // In Standalone, the edge has already added the middleware.
        if (!app.Properties.TryAdd(Used, true))
        {
            return app;
        }

        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RequestIds).FullName!);
        return app.Use(async (context, next) =>
        {
            var header = context.Request.Headers[Header].ToString();
            var id = IsWellFormed(header) ? header : Guid.CreateVersion7().ToString("N");
            context.TraceIdentifier = id;

            // A forwarded request keeps its id.
            context.Request.Headers[Header] = id;
            context.Response.OnStarting(AddHeadersAsync, (context, Activity.Current?.Id));
            using (Scope(logger, id))
            {
                await next(context);
            }
        });
    }

    private static bool IsWellFormed(string id) => id.Length is > 0 and <= MaxLength && !id.AsSpan().ContainsAnyExcept(Allowed);

    private static Task AddHeadersAsync(object state)
    {
        var (context, trace) = ((HttpContext, string?))state;
        context.Response.Headers[Header] = context.TraceIdentifier;
        if (trace is not null)
        {
            context.Response.Headers[HeaderNames.TraceParent] = trace;
        }

        return Task.CompletedTask;
    }
}
