using System.Globalization;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.Swedish;
using Microsoft.Extensions.Configuration;

namespace Medborgarlofte.Reporting.Pages;

/// <summary>How a cell of a public table is shown.</summary>
internal enum CellDisplay
{
    /// <summary>The count itself.</summary>
    Shown,

    /// <summary>As fewer than the threshold: few cases in a small place may point out a person.</summary>
    Small,

    /// <summary>Not at all: together with the total it would give away a small cell.</summary>
    Withheld,
}

/// <summary>Keeps small counts from those who are no party to the promise.</summary>
internal static class SmallCells
{
    private const string Setting = "OpenData:LowestCount";
    private const int DefaultThreshold = 5;
    private const int HighestThreshold = 100;

    /// <summary>The lowest count that is shown in this installation: 5 unless told.</summary>
    public static int Threshold { get; private set; } = DefaultThreshold;

    /// <summary>Reads the installation's threshold, once when the process starts.</summary>
    /// <exception cref="InvalidOperationException">It is no number from 1 to 100.</exception>
    public static void Configure(IConfiguration configuration) => Threshold = configuration[Setting] switch
    {
        null or "" => DefaultThreshold,
        var told when int.TryParse(told, CultureInfo.InvariantCulture, out var threshold) && threshold is >= 1 and <= HighestThreshold => threshold,
        _ => throw new InvalidOperationException($"{Setting} ska vara ett heltal från 1 till {HighestThreshold}."),
    };

    /// <summary>Decides for each cell of a column how it is shown. Zero tells of nobody and is shown.</summary>
    /// <param name="counts">The cells.</param>
    /// <param name="totalIsShown">Whether the reader sees a total that the cells add up to.</param>
    /// <param name="threshold">The lowest count that is shown; the installation's unless told.</param>
    public static IReadOnlyList<CellDisplay> Of(
        IReadOnlyList<int> counts, bool totalIsShown, int? threshold = null)
    {
        var lowest = threshold ?? Threshold;
        var cells = counts
            .Select(count => IsSmall(count, lowest) ? CellDisplay.Small : CellDisplay.Shown)
            .ToArray();
        if (totalIsShown && CanBeWorkedOut(counts, lowest) && SmallestShown(counts, lowest) is { } next)
        {
            cells[next] = CellDisplay.Withheld;
        }

        return cells;
    }

    /// <summary>Decides for the counts of lines. A change shown beside a count gives the earlier count, so that is guarded as well.</summary>
    /// <param name="lines">The lines with their counts.</param>
    /// <param name="totalIsShown">Whether the reader sees a total that the lines add up to.</param>
    public static (IReadOnlyList<CellDisplay> Now, IReadOnlyList<CellDisplay> Previous, IReadOnlyList<CellDisplay> LastYear) OfLines(
        IReadOnlyList<CountLine> lines, bool totalIsShown) => (
        Of([.. lines.Select(line => line.Count ?? 0)], totalIsShown),
        Of([.. lines.Select(line => line.PreviousPeriod ?? 0)], totalIsShown),
        Of([.. lines.Select(line => line.SamePeriodLastYear ?? 0)], totalIsShown));

    /// <summary>A number in running text, or "enstaka" where the number is small enough to identify a person.</summary>
    public static string NumberOrFew(int number) => IsSmall(number) ? "enstaka" : SwedishText.Number(number);

    /// <summary>Whether a count is small enough to point out a person.</summary>
    public static bool IsSmall(int count, int? threshold = null) => count > 0 && count < (threshold ?? Threshold);

    /// <summary>Whether the sum of some cells gives a hidden one of them away to who sees the others.</summary>
    public static bool GiveAway(IEnumerable<(int Count, CellDisplay Cell)> cells)
    {
        var hidden = cells.Where(cell => cell.Cell != CellDisplay.Shown).ToList();
        return hidden.Count == 1
            || (hidden.TrueForAll(cell => cell.Cell == CellDisplay.Small) && CanBeWorkedOut(hidden.Select(cell => cell.Count), Threshold));
    }

    // The total less the shown cells is the sum of the hidden ones. It gives them away where only one is hidden,
    // and where all of several are as low or as high as a small cell can be.
    private static bool CanBeWorkedOut(IEnumerable<int> counts, int threshold)
    {
        var hidden = counts.Where(count => IsSmall(count, threshold)).ToList();
        var sum = hidden.Sum();
        return hidden.Count == 1 || (hidden.Count > 1 && (sum == hidden.Count || sum == hidden.Count * (threshold - 1)));
    }

    private static int? SmallestShown(IReadOnlyList<int> counts, int threshold)
    {
        int? smallest = null;
        for (var index = 0; index < counts.Count; index++)
        {
            if (counts[index] >= threshold && (smallest is null || counts[index] < counts[smallest.Value]))
            {
                smallest = index;
            }
        }

        return smallest;
    }
}
