using System.Net;

namespace Medborgarlofte.Http;

/// <summary>Writes problem details as JSON, or as a simple page if the client prefers HTML.</summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    // Every error has a response body, regardless of the Accept header.
    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        Problems.Complete(context);
        var response = context.HttpContext.Response;
        return context.HttpContext.PrefersHtml()
            ? new ValueTask(WritePageAsync(context))
            : new ValueTask(response.WriteAsJsonAsync(
                context.ProblemDetails, ApiJson.Options, "application/problem+json", context.HttpContext.RequestAborted));
    }

    private static Task WritePageAsync(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var (title, detail) = (WebUtility.HtmlEncode(problem.Title), WebUtility.HtmlEncode(problem.Detail));
        context.HttpContext.Response.ContentType = "text/html; charset=utf-8";
        return context.HttpContext.Response.WriteAsync(
            PathBase.AddTo($"""
            <!DOCTYPE html>
            <html lang="sv">
            <head>
              <meta charset="utf-8" />
              <meta name="viewport" content="width=device-width, initial-scale=1" />
              <title>{title} – Medborgarlöfte</title>
              <link rel="stylesheet" href="/medborgarlofte.css" />
            </head>
            <body>
              <main class="wrap">
                <h1>{title}</h1>
                <p>{detail}</p>
                <p><a href="/">Till startsidan</a></p>
                <p>Felkod {problem.Status}, spår {problem.Extensions["traceId"]}</p>
              </main>
            </body>
            </html>
            """, context.HttpContext.Request),
            context.HttpContext.RequestAborted);
    }
}
