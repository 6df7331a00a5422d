namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>Checks a place: an area, a position, or both.</summary>
internal static class PlaceRules
{
    /// <summary>Checks a place and returns its area. Default: the area of the position.</summary>
    /// <param name="area">Code of the area, or null.</param>
    /// <param name="position">The position, or null.</param>
    /// <param name="rules">The rules of the municipality.</param>
    /// <param name="errors">Receives the errors.</param>
    /// <param name="current">The current area in a correction, which may be retired.</param>
    public static string? Check(
        string? area, Position? position, MunicipalityRules rules, RequestErrors errors, string? current = null)
    {
        if (area is not null && area != current && !rules.OfferedAreas.ContainsKey(area))
        {
            errors.Add("area", rules.Areas.ContainsKey(area)
                ? $"Området {area} har utgått."
                : $"Området {Shorten(area)} finns inte i {rules.FullName}.");
        }

        if (position is null)
        {
            return area;
        }

        if (position.Latitude is not (>= -90 and <= 90) || position.Longitude is not (>= -180 and <= 180))
        {
            errors.Add("position", "position ska ha latitude mellan -90 och 90 och longitude mellan -180 och 180.");
            return area;
        }

        if (!rules.Covers(position))
        {
            errors.Add("position", $"Positionen ligger utanför {rules.FullName}.");
            return area;
        }

        // Areas may overlap: any area that covers the position is valid.
        var areaThere = area is not null && rules.Covers(area, position) ? area : rules.AreaAt(position);
        if (area is not null && areaThere is not null && area != areaThere)
        {
            errors.Add("area", $"Positionen ligger i området {areaThere}, inte i {Shorten(area)}.");
        }

        return area ?? areaThere;
    }

    /// <summary>Shortens an invalid code for an error message, which never repeats a whole text.</summary>
    public static string Shorten(string? code) => code switch
    {
        null => "null",
        { Length: <= 40 } => code,
        _ => code[..40] + "…",
    };
}
