using Medborgarlofte.Messaging.ReferenceData;
using Medborgarlofte.Web;

namespace Medborgarlofte.NeighbourhoodWatch;

/// <summary>Checks that several requests share. Each notes what is wrong.</summary>
internal static class WatchRequestChecks
{
    /// <summary>Notes an error where an area is missing or not of the municipality.</summary>
    public static void RequireArea(this RequestErrors errors, string field, string? area, MunicipalityReference reference)
    {
        if (area is null || !reference.Areas.ContainsKey(area))
        {
            errors.Add(field, area is null ? $"{field} saknas." : $"{field}: {area} finns inte i kommunen.");
        }
    }
}
