namespace Medborgarlofte.Reporting.Names;

/// <summary>A number with its code and name.</summary>
/// <param name="Code">The code.</param>
/// <param name="Name">Swedish name.</param>
/// <param name="Count">The number.</param>
public sealed record NamedCount(string Code, string Name, int Count)
{
    /// <summary>Names counts and sorts them by count, largest first, then by name.</summary>
    internal static IReadOnlyList<NamedCount> Sort(IEnumerable<(string Code, int Count)> counts, Func<string, string> nameOf) =>
        Sort(counts, (code, _) => nameOf(code));

    /// <summary>Names counts by code and number, and sorts them by count, largest first, then by name.</summary>
    internal static IReadOnlyList<NamedCount> Sort(IEnumerable<(string Code, int Count)> counts, Func<string, int, string> nameOf) =>
    [
        .. counts.Select(count => new NamedCount(count.Code, nameOf(count.Code, count.Count), count.Count))
            .OrderByDescending(count => count.Count)
            .ThenBy(count => count.Name, SwedishText.Alphabet)
            .ThenBy(count => count.Code, StringComparer.Ordinal)
    ];
}
