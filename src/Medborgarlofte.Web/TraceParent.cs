using System.Diagnostics;
using Microsoft.AspNetCore.Builder;

namespace Medborgarlofte.Web;

/// <summary>Tells in every answer under which trace it was made (W3C Trace Context), so that caller and operator can find it.</summary>
internal static class TraceParent
{
    /// <summary>Sets the header traceparent. The gateway's own takes the place of the service's: the trace is the same.</summary>
    public static IApplicationBuilder UseTraceParent(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id })
        {
            context.Response.OnStarting(
                () =>
                {
                    context.Response.Headers.TraceParent = id;
                    return Task.CompletedTask;
                });
        }

        return next(context);
    });
}
