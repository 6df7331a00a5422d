using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Medborgarlofte.Reporting.Pages;

/// <summary>The stylesheet of the public pages. It is embedded in the assembly, so that every host serves it without extra files.</summary>
internal static class Stylesheet
{
    private const string Path = "/medborgarlofte.css";

    private static readonly byte[] Content = Read();

    private static readonly string Version = Convert.ToHexStringLower(SHA256.HashData(Content))[..16];

    /// <summary>The URL that pages link to. It changes with the content, so that a browser never uses an outdated copy.</summary>
    public static string Href { get; } = $"{Path}?v={Version}";

    public static void Map(IEndpointRouteBuilder app) => app.MapPage(Path, (HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Bytes(Content, "text/css; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Version}\""));
    }).AllowEveryone();

    private static byte[] Read()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("medborgarlofte.css")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
