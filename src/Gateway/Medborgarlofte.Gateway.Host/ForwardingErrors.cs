using Microsoft.AspNetCore.Http.Timeouts;
using Yarp.ReverseProxy.Forwarder;

namespace Medborgarlofte.Gateway.Host;

/// <summary>
/// Distinguishes timeouts from disconnected callers: both cancel the request, and YARP responds with 400 to either
/// (github.com/dotnet/yarp/issues/2662).
/// </summary>
internal static class ForwardingErrors
{
    /// <summary>Corrects the status of a request that could not be forwarded. Must come after the request timeouts.</summary>
    public static void UseForwardingErrors(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (context.Response.HasStarted || context.GetForwarderErrorFeature() is not { } error)
        {
            return;
        }

        if (context.Features.Get<IHttpRequestTimeoutFeature>() is { RequestTimeoutToken.IsCancellationRequested: true })
        {
            context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
        }
        else if (error.Error is ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled
            && context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
    });
}
