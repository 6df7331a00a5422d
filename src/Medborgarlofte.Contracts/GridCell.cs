using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Medborgarlofte.Contracts.Incidents;

/// <summary>
/// A cell of a grid of 0.001 degrees of latitude by 0.002 degrees of longitude (WGS 84), about 110 by 115 metres in central Sweden. Cells
/// are half-open: a point on an edge belongs to the cell to the north or east. A code such as 58671:8550 identifies a cell.
/// </summary>
public static class GridCell
{
    private const double CellsPerLatitude = 1000;
    private const double CellsPerLongitude = 500;

    // Metres on a degree of latitude; a degree of longitude is shorter by the cosine of the latitude.
    private const double MetresPerDegree = 111_320;

    /// <summary>The code of the cell that contains a position.</summary>
    /// <param name="north">Degrees of latitude.</param>
    /// <param name="east">Degrees of longitude.</param>
    public static string Of(double north, double east) => string.Create(
        CultureInfo.InvariantCulture, $"{(int)Math.Floor(north * CellsPerLatitude)}:{(int)Math.Floor(east * CellsPerLongitude)}");

    /// <summary>Whether a text is the code of a cell.</summary>
    public static bool IsCell([NotNullWhen(true)] string? code) =>
        code?.Split(':') is [var north, var east]
        && int.TryParse(north, CultureInfo.InvariantCulture, out _)
        && int.TryParse(east, CultureInfo.InvariantCulture, out _);

    /// <summary>
    /// Metres between the middles of two cells; the places in them are up to about 160 metres nearer or farther from each other.
    /// </summary>
    /// <exception cref="FormatException">A code is no cell.</exception>
    public static double Distance(string first, string second)
    {
        var (north, east) = MiddleOf(first);
        var (otherNorth, otherEast) = MiddleOf(second);
        var metresNorth = (north - otherNorth) * MetresPerDegree;
        var metresEast = (east - otherEast) * MetresPerDegree * Math.Cos((north + otherNorth) / 2 * Math.PI / 180);
        return Math.Sqrt((metresNorth * metresNorth) + (metresEast * metresEast));
    }

    private static (double North, double East) MiddleOf(string cell)
    {
        var parts = cell.Split(':');
        return parts.Length == 2
            ? ((int.Parse(parts[0], CultureInfo.InvariantCulture) + 0.5) / CellsPerLatitude, (
                int.Parse(parts[1], CultureInfo.InvariantCulture) + 0.5) / CellsPerLongitude)
            : throw new FormatException("A cell has two numbers.");
    }
}
