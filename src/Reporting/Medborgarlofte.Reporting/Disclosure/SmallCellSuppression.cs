namespace Medborgarlofte.Reporting.Disclosure;

/// <summary>How a cell of a public table is shown.</summary>
internal enum CellDisplay
{
    /// <summary>The count itself.</summary>
    Shown,

    /// <summary>As fewer than the threshold, because few cases in a small place may identify a person.</summary>
    Small,

    /// <summary>Not at all, because the cell and the total would reveal a small cell.</summary>
    Withheld,
}

/// <summary>Suppresses small counts, which may identify a person (röjandekontroll).</summary>
internal sealed class SmallCellSuppression(int threshold)
{
    public const int DefaultThreshold = 5;

    private const string Setting = "OpenData:LowestCount";
    private const int HighestThreshold = 100;

    /// <summary>The lowest count that everyone may read.</summary>
    public int Threshold => threshold;

    /// <summary>Reads the threshold of the installation. Default: 5.</summary>
    /// <exception cref="InvalidOperationException">The setting is not a number from 1 to 100.</exception>
    public static SmallCellSuppression From(IConfiguration configuration)
    {
        var setting = configuration[Setting];
        if (string.IsNullOrEmpty(setting))
        {
            return new SmallCellSuppression(DefaultThreshold);
        }

        return int.TryParse(setting, CultureInfo.InvariantCulture, out var threshold) && threshold is >= 1 and <= HighestThreshold
            ? new SmallCellSuppression(threshold)
            : throw new InvalidOperationException($"{Setting} ska vara ett heltal från 1 till {HighestThreshold}.");
    }

    /// <summary>Whether a count is small enough to identify a person. Zero is not.</summary>
    public bool IsSmall(int count) => count > 0 && count < threshold;

    /// <summary>The count, or null if it is small.</summary>
    public int? Suppress(int? count) => IsSmall(count ?? 0) ? null : count;

    /// <summary>The counts that may be shown together.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="totalIsShown">Whether the reader sees the sum of the counts.</param>
    public List<NamedCount> Suppress(IReadOnlyList<NamedCount> counts, bool totalIsShown)
    {
        var cells = CellsOf([.. counts.Select(count => count.Count)], totalIsShown);
        return [.. counts.Where((_, index) => cells[index] == CellDisplay.Shown)];
    }

    /// <summary>A number in running text, or "enstaka" if the number is small.</summary>
    public string NumberOrFew(int number) => IsSmall(number) ? "enstaka" : SwedishText.Number(number);

    /// <summary>Decides how to show each cell of a column.</summary>
    /// <param name="counts">The cells.</param>
    /// <param name="totalIsShown">Whether the reader sees the sum of the cells.</param>
    public IReadOnlyList<CellDisplay> CellsOf(IReadOnlyList<int> counts, bool totalIsShown)
    {
        var cells = counts.Select(count => IsSmall(count) ? CellDisplay.Small : CellDisplay.Shown).ToArray();
        if (totalIsShown && CanBeDerived(counts) && SmallestShown(counts) is { } next)
        {
            cells[next] = CellDisplay.Withheld;
        }

        return cells;
    }

    /// <summary>Whether the sum of some parts of a total reveals a hidden part, among the selected parts or among the others.</summary>
    public bool SumRevealsPart(IReadOnlyList<(int Count, bool IsSelected)> parts)
    {
        var cells = parts.Zip(CellsOf([.. parts.Select(part => part.Count)], totalIsShown: true))
            .ToLookup(part => part.First.IsSelected, part => (part.First.Count, part.Second));
        return SumReveals(cells[true]) || SumReveals(cells[false]);
    }

    private bool SumReveals(IEnumerable<(int Count, CellDisplay Cell)> cells)
    {
        var hidden = cells.Where(cell => cell.Cell != CellDisplay.Shown).ToList();
        return hidden.Count == 1
            || (hidden.TrueForAll(cell => cell.Cell == CellDisplay.Small) && CanBeDerived(hidden.Select(cell => cell.Count)));
    }

    // The total minus the shown cells is the sum of the hidden cells. The sum reveals a single hidden cell, and several hidden cells that
    // all have the lowest or the highest small count.
    private bool CanBeDerived(IEnumerable<int> counts)
    {
        var hidden = counts.Where(IsSmall).ToList();
        var sum = hidden.Sum();
        return hidden.Count == 1 || (hidden.Count > 1 && (sum == hidden.Count || sum == hidden.Count * (threshold - 1)));
    }

    private int? SmallestShown(IReadOnlyList<int> counts) =>
        counts.Index().Where(cell => cell.Item >= threshold).OrderBy(cell => cell.Item).Select(cell => (int?)cell.Index).FirstOrDefault();
}
