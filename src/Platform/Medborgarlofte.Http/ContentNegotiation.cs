namespace Medborgarlofte.Http;

/// <summary>Content negotiation between data, pages and files.</summary>
public static class ContentNegotiation
{
    /// <summary>
    /// Whether the client prefers HTML to JSON, by the query parameter format or else the Accept header. Adds Vary: Accept to the response.
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

    /// <summary>
    /// Whether the client requests a file: by the query parameter format, or as the first media type in the Accept header.
    /// </summary>
    public static bool Prefers(this HttpContext context, string format, string mediaType) =>
        context.Request.Query["format"] == format
        || (context.Request.Query["format"].Count == 0
            && context.Request.GetTypedHeaders().Accept is [var first, ..]
            && first.MediaType == mediaType);
}
