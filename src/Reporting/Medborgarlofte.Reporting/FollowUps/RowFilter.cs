namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Selects the cases of a problem area: those of its categories in its areas.</summary>
internal static class RowFilter
{
    /// <summary>A query for the cases of a row.</summary>
    public static CubeQuery QueryFor(this CubeSlice slice, ProblemAreaChanged row, string by = SplitBy.None) =>
        slice.Query(by, row.Categories, row.Areas);

    /// <summary>Whether a case belongs to a row.</summary>
    public static bool Matches(this ProblemAreaChanged row, string area, string category) =>
        (row.Categories.Count == 0 || row.Categories.Contains(category, StringComparer.Ordinal))
        && (row.Areas.Count == 0 || row.Areas.Contains(area, StringComparer.Ordinal));

    /// <summary>A query for the cases that belong to both rows, or null if no case can.</summary>
    public static CubeQuery? QueryForBoth(this CubeSlice slice, ProblemAreaChanged row, ProblemAreaChanged other) =>
        Both(row.Categories, other.Categories) is { } categories && Both(row.Areas, other.Areas) is { } areas
            ? slice.Query(SplitBy.None, categories, areas)
            : null;

    // Empty means all, so the intersection may be empty only if both lists are.
    private static IReadOnlyList<string>? Both(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        if (one.Count == 0 || other.Count == 0)
        {
            return one.Count == 0 ? other : one;
        }

        string[] both = [.. one.Intersect(other, StringComparer.Ordinal)];
        return both.Length == 0 ? null : both;
    }
}
