using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Medborgarlofte.Http;

/// <summary>Registration and mapping of pages.</summary>
public static class Pages
{
    private static readonly string[] ReadMethods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Adds the renderer of the pages.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.TryAddScoped<HtmlRenderer>();
        return services;
    }

    /// <summary>
    /// Maps a page by GET and HEAD, which link checkers, monitors and mail programs use. The page is not part of the API document.
    /// </summary>
    /// <param name="app">The routes.</param>
    /// <param name="pattern">Route pattern of the page.</param>
    /// <param name="handler">The handler; it has no side effects.</param>
#pragma warning disable RDG002 // A handler in a parameter is compiled at run time; the pages are few.
    public static RouteHandlerBuilder MapPage(this IEndpointRouteBuilder app, string pattern, Delegate handler) =>
        app.MapMethods(pattern, ReadMethods, handler).ExcludeFromDescription();
#pragma warning restore RDG002
}
