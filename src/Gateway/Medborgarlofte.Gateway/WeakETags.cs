using Microsoft.Extensions.Primitives;

namespace Medborgarlofte.Gateway;

/// <summary>
/// A proxy that compresses a response makes its ETag weak (W/"3"), and clients send it back so. Every ETag of the product is the version of
/// a resource, not of its bytes, so both forms name the same version.
/// </summary>
internal static class WeakETags
{
    private const string Prefix = "W/";

    /// <summary>Replaces the weak ETags in If-Match and If-None-Match by strong ones.</summary>
    public static void MakeStrong(IHeaderDictionary headers)
    {
        headers.IfMatch = MakeStrong(headers.IfMatch);
        headers.IfNoneMatch = MakeStrong(headers.IfNoneMatch);
    }

    // The prefix is outside the quotes.
    private static StringValues MakeStrong(StringValues values) => values.Count == 0
        ? values
        : Array.ConvertAll(values.ToArray(), value => string.Join(',', value!.Split(',').Select(WithoutPrefix)));

    private static string WithoutPrefix(string tag)
    {
        var trimmed = tag.Trim();
        return trimmed.StartsWith(Prefix, StringComparison.Ordinal) ? trimmed[Prefix.Length..] : trimmed;
    }
}
