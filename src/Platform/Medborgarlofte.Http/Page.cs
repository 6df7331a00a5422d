using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Medborgarlofte.Http;

/// <summary>A page as the response to a request.</summary>
/// <typeparam name="TPage">The component, with a parameter named Model.</typeparam>
/// <param name="model">Model of the page.</param>
/// <param name="status">HTTP status of the response.</param>
/// <remarks>
/// Pages need no sessions or circuits, and forms are plain HTML forms. RazorComponentResult requires AddRazorComponents, with which every
/// host creates and stores unused encryption keys at start.
/// </remarks>
public sealed class Page<TPage>(object model, int status = StatusCodes.Status200OK) : IResult
    where TPage : IComponent
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var renderer = httpContext.RequestServices.GetRequiredService<HtmlRenderer>();
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Model"] = model });
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString());

        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        await httpContext.Response.WriteAsync(PathBase.AddTo(html, httpContext.Request), httpContext.RequestAborted);
    }
}
