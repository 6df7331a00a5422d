using System.Security.Cryptography;

namespace Medborgarlofte.Reporting.Pages;

/// <summary>The stylesheet of the public pages. It lies in the assembly, so that every host serves it without files of its own.</summary>
internal static class Stylesheet
{
    /// <summary>Where it is served.</summary>
    public const string Path = "/medborgarlofte.css";

    /// <summary>Its content.</summary>
    public static byte[] Content { get; } = Read();

    /// <summary>Its version, taken from the content.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Content))[..16];

    /// <summary>The address that pages link to; it changes with the content, so that a cached copy is never an old one.</summary>
    public static string Href { get; } = $"{Path}?v={Version}";

    private static byte[] Read()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("medborgarlofte.css")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
