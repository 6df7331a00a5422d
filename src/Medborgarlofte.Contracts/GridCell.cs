using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Medborgarlofte.Contracts.Incidents;

/// <summary>
/// A cell of a grid of 0.001 degrees of latitude by 0.002 degrees of longitude (WGS 84), about 110 by 115 metres in central Sweden. Cells
/// are half-open: a point on an edge belongs to the cell to the north or east. A code such as 58671:8550 identifies a cell.
/// </summary>
public static class GridCell
{
    /// <summary>Cells per degree of latitude.</summary>
    public const double CellsPerLatitude = 1000;

    /// <summary>Cells per degree of longitude.</summary>
    public const double CellsPerLongitude = 500;

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
}
