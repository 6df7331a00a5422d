using Medborgarlofte.Http;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.NeighbourhoodWatch;

/// <summary>Checks that several requests share. Each notes what is wrong.</summary>
internal static class WatchRequestChecks
{
    private const int MaxCategories = 50;

    /// <summary>Notes an error where categories are too many or not of the municipality.</summary>
    public static void CheckCategories(this RequestErrors errors, string field, IReadOnlyList<string>? categories, MunicipalityReference reference)
    {
        if (categories?.Count > MaxCategories)
        {
            errors.Add(field, $"{field} får ha högst {MaxCategories} poster, men har {categories.Count}.");
            return;
        }

        for (var index = 0; index < categories?.Count; index++)
        {
            if (categories[index] is null || !reference.Categories.ContainsKey(categories[index]))
            {
                errors.Add($"{field}[{index}]", $"{field}[{index}]: {categories[index]} finns inte i kommunen.");
            }
        }
    }

    /// <summary>Notes an error where an area is missing or not of the municipality.</summary>
    public static void RequireArea(this RequestErrors errors, string field, string? area, MunicipalityReference reference)
    {
        if (area is null || !reference.Areas.ContainsKey(area))
        {
            errors.Add(field, area is null ? $"{field} saknas." : $"{field}: {area} finns inte i kommunen.");
        }
    }
}
