using Medborgarlofte.Http;
using Medborgarlofte.ReferenceData;

namespace Medborgarlofte.NeighbourhoodWatch.Groups;

/// <summary>Checks of area and category codes that several requests share.</summary>
internal static class ReferenceChecks
{
    /// <summary>Maximum length of an area or category code.</summary>
    public const int CodeLength = 64;

    private const int MaxCategories = 50;

    /// <summary>Adds an error if there are too many categories or the municipality does not have one of them.</summary>
    public static void CheckCategories(
        this RequestErrors errors, string field, IReadOnlyList<string>? categories, MunicipalityReference reference)
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

    /// <summary>Adds an error if the area is missing or the municipality does not have it.</summary>
    public static void RequireArea(this RequestErrors errors, string field, string? area, MunicipalityReference reference)
    {
        if (area is null || !reference.Areas.ContainsKey(area))
        {
            errors.Add(field, area is null ? $"{field} saknas." : $"{field}: {area} finns inte i kommunen.");
        }
    }
}
