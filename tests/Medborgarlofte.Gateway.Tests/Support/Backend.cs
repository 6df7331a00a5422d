using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Gateway.Tests.Support;

/// <summary>A service behind the gateway whose responses the test controls.</summary>
public sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Backend(WebApplication app) => _app = app;

    /// <summary>Whether the health check succeeds.</summary>
    public bool Ready { get; set; } = true;

    /// <summary>Handles a request.</summary>
    public RequestDelegate Answer { get; set; } = _ => Task.CompletedTask;

    /// <summary>The base address.</summary>
    public string Address => _app.Urls.First();

    public static async Task<Backend> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        var backend = new Backend(builder.Build());
        backend._app.Run(backend.HandleAsync);
        await backend._app.StartAsync();
        return backend;
    }

    /// <summary>Never responds: waits until the caller disconnects.</summary>
    public static Task NeverRespondAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        context.RequestAborted.Register(gone.SetResult);
        return gone.Task;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path != "/health")
        {
            return Answer(context);
        }

        context.Response.StatusCode = Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }
}
