using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.Http;

/// <summary>How pages are mapped.</summary>
public static class Pages
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Maps what a browser reads, by GET or by HEAD: the same answer without its body, which link checkers, monitors and mail programs ask for.
    /// It is no part of the API's document.
    /// </summary>
    /// <param name="app">Where it is mapped.</param>
    /// <param name="pattern">Pattern of its address.</param>
    /// <param name="handler">Answers it. It changes nothing.</param>
#pragma warning disable RDG002 // A handler that is handed in is put together at run time; the pages are few.
    public static RouteHandlerBuilder MapPage(this IEndpointRouteBuilder app, string pattern, Delegate handler) =>
        app.MapMethods(pattern, Reading, handler).ExcludeFromDescription();
#pragma warning restore RDG002
}
