using System.Security.Claims;
using Medborgarlofte.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Gateway.Tests.Support;

/// <summary>The edge in front of test endpoints; a header contains the signed-in caller.</summary>
internal sealed class EdgeApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EdgeApp(WebApplication app) => (_app, Client) = (app, new HttpClient { BaseAddress = new Uri(app.Urls.First()) });

    public HttpClient Client { get; }

    public static async Task<EdgeApp> StartAsync(string environment, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.AddEdge();
        var app = builder.Build();
        app.UseEdge();
        app.UseServiceDefaults(beforeAccess: _ =>
        {
            app.Use((context, next) =>
            {
                SignIn(context);
                return next(context);
            });
            app.UseEdgeLimits();
        });
        app.MapGet("/figures", () => "43").AllowAnonymous();
        app.MapGet("/never", (CancellationToken cancellationToken) => new TaskCompletionSource().Task.WaitAsync(cancellationToken))
            .AllowAnonymous();
        app.MapGet("/broken", string () => throw new InvalidOperationException("secret at C:\\code")).AllowAnonymous();
        app.MapGet("/reader", (HttpContext http) =>
        {
            http.Response.Headers.ContentSecurityPolicy = "default-src 'self'";
            http.Response.Headers.CacheControl = "max-age=60";
        }).AllowAnonymous();
        await app.StartAsync();
        return new EdgeApp(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    // "police:nykoping/import-job": party and client.
    private static void SignIn(HttpContext context)
    {
        if (context.Request.Headers["Signed-In"].ToString().Split('/') is [var party, var client])
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new("party", party), new("client_id", client)], "test"));
        }
    }
}
