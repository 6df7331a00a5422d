namespace Medborgarlofte.Reporting.Disclosure;

/// <summary>
/// The counts that a reader sees while a document is written. A document is written with all counts first, which records them; the
/// release decides which of them everyone sees, and the same document is written again with those.
/// </summary>
internal sealed class CountView
{
    private readonly IReadOnlyDictionary<string, ReleasedCell>? _released;
    private readonly Dictionary<string, PublicCount> _recorded = new(StringComparer.Ordinal);

    private CountView(IReadOnlyDictionary<string, ReleasedCell>? released) => _released = released;

    /// <summary>The counts that were asked for, each once.</summary>
    public IReadOnlyCollection<PublicCount> Recorded => _recorded.Values;

    /// <summary>Whether the reader sees all counts.</summary>
    public bool IsComplete => _released is null;

    /// <summary>Shows all counts, for those who work with the promise.</summary>
    public static CountView All() => new(null);

    /// <summary>Shows the released counts.</summary>
    public static CountView Of(IReadOnlyDictionary<string, ReleasedCell> released) => new(released);

    /// <summary>Shows no count, except for zero.</summary>
    public static CountView None() => new(new Dictionary<string, ReleasedCell>());

    /// <summary>The count that the reader sees, or null if it is hidden.</summary>
    public int? Find(PublicCell cell, int count, int weight = 1)
    {
        if (_released is null)
        {
            _recorded[cell.Key] = new PublicCount(cell, weight);
            foreach (var rest in cell.Rests())
            {
                Protect(rest);
            }

            return count;
        }

        return _released.GetValueOrDefault(cell.Key) is { } released
            ? released.IsShown ? released.Count : null
            : count == 0 ? 0 : null;
    }

    /// <summary>Records a count that is never shown and must not be computable from the others.</summary>
    public void Protect(PublicCell cell)
    {
        if (_released is null)
        {
            _recorded.TryAdd(cell.Key, new PublicCount(cell, Weight: 0) { IsListed = false });
        }
    }

    /// <summary>The parts of a query as the reader sees them: by count, then the hidden ones by name, because order reveals size.</summary>
    public IReadOnlyList<SeenCount> See(CubeQuery query, IReadOnlyList<NamedCount> counts) =>
        See(code => PublicCell.Of(query, code), counts);

    /// <summary>The parts of a table as the reader sees them, in the same order.</summary>
    public IReadOnlyList<SeenCount> See(Func<string, PublicCell> cellOf, IReadOnlyList<NamedCount> counts) =>
    [
        .. counts.Select(count => new SeenCount(count.Code, count.Name, Find(cellOf(count.Code), count.Count)))
            .OrderByDescending(count => count.Count ?? -1)
            .ThenBy(count => count.Name, SwedishText.Alphabet)
            .ThenBy(count => count.Code, StringComparer.Ordinal)
    ];
}

/// <summary>A count as a reader sees it.</summary>
/// <param name="Code">The code.</param>
/// <param name="Name">Swedish name.</param>
/// <param name="Count">The count, or null if it is hidden.</param>
internal sealed record SeenCount(string Code, string Name, int? Count);

/// <summary>Seen counts in Swedish text.</summary>
internal static class SeenCounts
{
    /// <summary>A number in running text; a hidden one, small or not, is "ett antal".</summary>
    public static string NumberOrSome(this int? count) => count is { } shown ? SwedishText.Number(shown) : "ett antal";

    /// <summary>"klotter (11), stenkastning (7) och vandalisering", the last without its hidden count.</summary>
    public static string List(this IReadOnlyList<SeenCount> counts, Func<string, string>? inSentence = null) => SwedishText.List(
    [
        .. counts.Select(count => (Name: inSentence?.Invoke(count.Name) ?? count.Name, count.Count))
            .Select(count => count.Count is { } shown ? $"{count.Name} ({SwedishText.Number(shown)})" : count.Name)
    ]);

    /// <summary>The shown counts.</summary>
    public static IReadOnlyList<NamedCount> Shown(this IEnumerable<SeenCount> counts) =>
        [.. counts.Where(count => count.Count is not null).Select(count => new NamedCount(count.Code, count.Name, count.Count!.Value))];
}
