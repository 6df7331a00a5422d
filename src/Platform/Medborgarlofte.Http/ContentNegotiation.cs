using Microsoft.AspNetCore.Http;

namespace Medborgarlofte.Http;

/// <summary>Whether a caller wants data or a page.</summary>
public static class ContentNegotiation
{
    /// <summary>
    /// True where the Accept header prefers HTML to JSON, unless the address asks for a format as a link on a page
    /// does. Marks the answer as varying with Accept.
    /// </summary>
    public static bool PrefersHtml(this HttpContext context)
    {
        context.Response.Headers.Vary = "Accept";
        if (context.Request.Query["format"] is ["json" or "csv" or "docx" or "html"] and [var asked])
        {
            return asked == "html";
        }

        var html = 0d;
        var json = 0d;
        foreach (var range in context.Request.GetTypedHeaders().Accept ?? [])
        {
            var quality = range.Quality ?? 1;
            if (range.MediaType == "text/html" || range.MediaType == "application/xhtml+xml")
            {
                html = Math.Max(html, quality);
            }
            else if (range.MediaType == "application/json" || range.MatchesAllTypes)
            {
                json = Math.Max(json, quality);
            }
        }

        return html > 0 && html >= json;
    }

    /// <summary>Whether a caller wants a file: the address asks for its format, or the Accept header names its media type first.</summary>
    /// <param name="context">The request.</param>
    /// <param name="format">What the address asks for it by.</param>
    /// <param name="mediaType">Media type of the file.</param>
    public static bool Prefers(this HttpContext context, string format, string mediaType) =>
        context.Request.Query["format"] == format
        || (context.Request.Query["format"].Count == 0 && context.Request.GetTypedHeaders().Accept is [var first, ..] && first.MediaType == mediaType);
}
