using Medborgarlofte.Http;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>Checks where something happened: an area, a position, or both.</summary>
internal static class PlaceRules
{
    /// <summary>Checks the place; returns its area, found from the position where it is left out.</summary>
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

        // Areas may overlap: whoever names one that covers the position is right.
        var areaThere = area is not null && rules.Covers(area, position) ? area : rules.AreaAt(position);
        if (area is not null && areaThere is not null && area != areaThere)
        {
            errors.Add("area", $"Positionen ligger i området {areaThere}, inte i {Shorten(area)}.");
        }

        return area ?? areaThere;
    }

    /// <summary>A wrong code is echoed so that it can be found, but never a whole text.</summary>
    public static string Shorten(string? code) => code is null ? "null" : code.Length <= 40 ? code : code[..40] + "…";
}
