namespace Medborgarlofte.Http;

/// <summary>
/// The path under which a reverse proxy serves the installation, such as /medborgarlofte. Pages and handlers write addresses from the root;
/// the path is added when the response is written.
/// </summary>
public static class PathBase
{
    /// <summary>Accepts requests with and without the path, and adds it to Location. Must be first in the pipeline.</summary>
    /// <param name="app">The process.</param>
    /// <param name="path">The path; empty for none.</param>
    public static void UsePathBaseAndRouting(this WebApplication app, PathString path)
    {
        if (!path.HasValue)
        {
            return;
        }

        app.UsePathBase(path);
        app.Use((context, next) =>
        {
            context.Response.OnStarting(AddToLocation, context);
            return next(context);
        });

        // Otherwise the framework would add it first, and match the path before the base is removed.
        app.UseRouting();
    }

    /// <summary>Adds the path base of a request to the links and forms of a page. Text in a page has no quotes: they are encoded.</summary>
    public static string AddTo(string html, HttpRequest request) => request.PathBase.HasValue
        ? html
            .Replace(" href=\"/", $" href=\"{request.PathBase.ToUriComponent()}/", StringComparison.Ordinal)
            .Replace(" action=\"/", $" action=\"{request.PathBase.ToUriComponent()}/", StringComparison.Ordinal)
        : html;

    private static Task AddToLocation(object state)
    {
        var context = (HttpContext)state;
        if (context.Response.Headers.Location.ToString() is ['/', ..] location)
        {
            context.Response.Headers.Location = context.Request.PathBase.ToUriComponent() + location;
        }

        return Task.CompletedTask;
    }
}
