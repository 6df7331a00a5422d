using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Reporting.Cube;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Which cases belong to a problem area: those of its categories in its areas.</summary>
internal static class RowFilter
{
    /// <summary>A question about the cases of a row.</summary>
    public static CubeQuery QueryFor(this CubeSlice slice, ProblemAreaChanged row, string by = SplitBy.None) =>
        slice.Query(by, row.Categories, row.Areas);

    /// <summary>Whether a case stands in a row.</summary>
    public static bool Holds(this ProblemAreaChanged row, string area, string category) =>
        (row.Categories.Count == 0 || row.Categories.Contains(category, StringComparer.Ordinal))
        && (row.Areas.Count == 0 || row.Areas.Contains(area, StringComparer.Ordinal));

    /// <summary>A question about the cases that stand in both rows, or null where no case can.</summary>
    public static CubeQuery? QueryForBoth(this CubeSlice slice, ProblemAreaChanged row, ProblemAreaChanged other) =>
        Both(row.Categories, other.Categories) is { } categories && Both(row.Areas, other.Areas) is { } areas
            ? slice.Query(SplitBy.None, categories, areas)
            : null;

    // Empty means all, so what two lists share may be empty only where both are.
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
