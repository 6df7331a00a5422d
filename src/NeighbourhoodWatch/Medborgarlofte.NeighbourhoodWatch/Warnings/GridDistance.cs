using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Domain;

namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>Distance between grid cells.</summary>
internal static class GridDistance
{
    /// <summary>Metres between the centres of two cells. The distance between places in them differs by up to about 160 metres.</summary>
    /// <exception cref="FormatException">A code is not a cell.</exception>
    public static double Between(string first, string second) => LikelyDuplicates.Metres(CentreOf(first), CentreOf(second));

    private static (double North, double East) CentreOf(string cell) => cell.Split(':') is [var north, var east]
        ? (Centre(north) / GridCell.CellsPerLatitude, Centre(east) / GridCell.CellsPerLongitude)
        : throw new FormatException("A cell has two numbers.");

    private static double Centre(string number) => int.Parse(number, CultureInfo.InvariantCulture) + 0.5;
}
