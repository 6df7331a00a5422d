using System.Buffers;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Medborgarlofte.Http;

/// <summary>Ids by which a caller and an operator speak of the same request.</summary>
public static class RequestIds
{
    /// <summary>The header that carries the id, in and out.</summary>
    public const string Header = "X-Request-Id";

    private const string Used = "Medborgarlofte.RequestIds";
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly Func<ILogger, string, IDisposable?> Scope = LoggerMessage.DefineScope<string>("RequestId:{RequestId}");

    /// <summary>
    /// Takes the caller's X-Request-Id (1 to 64 letters, digits, hyphens, underscores and dots) or makes one. It stands in
    /// the answer, in problem details and in the log; the answer also tells the trace (traceparent, W3C Trace Context).
    /// </summary>
    public static IApplicationBuilder UseRequestIds(this IApplicationBuilder app)
    {
        // The edge of a process that is also a service has it already.
        if (!app.Properties.TryAdd(Used, true))
        {
            return app;
        }

        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RequestIds).FullName!);
        return app.Use(async (context, next) =>
        {
            var told = context.Request.Headers[Header].ToString();
            var id = IsWellFormed(told) ? told : Guid.CreateVersion7().ToString("N");
            context.TraceIdentifier = id;

            // Forwarded, the request goes on under the same id.
            context.Request.Headers[Header] = id;
            context.Response.OnStarting(TellAsync, (context, Activity.Current?.Id));
            using (Scope(logger, id))
            {
                await next(context);
            }
        });
    }

    private static bool IsWellFormed(string id) => id.Length is > 0 and <= MaxLength && !id.AsSpan().ContainsAnyExcept(Allowed);

    private static Task TellAsync(object state)
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
