using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Transforms;

namespace Medborgarlofte.Gateway.Host;

/// <summary>
/// Refuses requests that this gateway has already forwarded. Each forwarded request carries a Via entry (RFC 9110) that
/// names this process; a caller can invent one, but only for its own request.
/// </summary>
internal static class ForwardingLoops
{
    private static readonly string Pseudonym = "medborgarlofte-" + Guid.CreateVersion7().ToString("N");

    /// <summary>Adds this gateway to the Via header of forwarded requests.</summary>
    public static void AddLoopDetection(this IReverseProxyBuilder proxy) =>
        proxy.AddTransforms(transforms => transforms.AddRequestHeader(HeaderNames.Via, "1.1 " + Pseudonym, append: true));

    /// <summary>Responds with 508 to a request that returns to this gateway. Must come before the forwarding.</summary>
    public static void UseLoopDetection(this WebApplication app) => app.Use((context, next) =>
    {
        if (!context.Request.Headers.Via.Any(entry => entry!.Contains(Pseudonym, StringComparison.Ordinal)))
        {
            return next(context);
        }

        app.Logger.LogError(
            "A request to {Endpoint} returned to this gateway: the address of a destination leads back here",
            context.GetEndpoint()?.DisplayName);
        context.Response.StatusCode = StatusCodes.Status508LoopDetected;
        return Task.CompletedTask;
    });
}
