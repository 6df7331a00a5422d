using Medborgarlofte.Http;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>Checks a place: an area, a position, or both.</summary>
internal static class PlaceRules
{
    /// <summary>Checks a place and returns its area. Default: the area of the position.</summary>
    public static string? Check(string? area, Position? position, MunicipalityRules rules, RequestErrors errors)
    {
        if (area is not null && !rules.Areas.ContainsKey(area))
        {
            errors.Add("area", $"Området {Shorten(area)} finns inte i {rules.FullName}.");
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
