using Medborgarlofte.Contracts.Incidents;

namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>Distance between grid cells.</summary>
internal static class GridDistance
{
    // Length of a degree of latitude; a degree of longitude is shorter by the cosine of the latitude.
    private const double MetresPerDegree = 111_320;

    /// <summary>Metres between the centres of two cells. The distance between places in them differs by up to about 160 metres.</summary>
    /// <exception cref="FormatException">A code is not a cell.</exception>
    public static double Between(string first, string second)
    {
        var (north, east) = CentreOf(first);
        var (otherNorth, otherEast) = CentreOf(second);
        var metresNorth = (north - otherNorth) * MetresPerDegree;
        var metresEast = (east - otherEast) * MetresPerDegree * Math.Cos((north + otherNorth) / 2 * Math.PI / 180);
        return Math.Sqrt((metresNorth * metresNorth) + (metresEast * metresEast));
    }

    private static (double North, double East) CentreOf(string cell) => cell.Split(':') is [var north, var east]
        ? (Centre(north) / GridCell.CellsPerLatitude, Centre(east) / GridCell.CellsPerLongitude)
        : throw new FormatException("A cell has two numbers.");

    private static double Centre(string number) => int.Parse(number, CultureInfo.InvariantCulture) + 0.5;
}
