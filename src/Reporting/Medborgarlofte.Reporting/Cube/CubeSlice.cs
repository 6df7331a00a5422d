namespace Medborgarlofte.Reporting.Cube;

/// <summary>The cases of a slice with equal properties.</summary>
internal sealed record CubeRow(CubeDimension Dimension, string Area, string Category, bool Attempted, string Value, int Count);

/// <summary>The cells of the cube in a period. Answers every query about the period without further database queries.</summary>
internal sealed class CubeSlice(CubeBasis basis, DateOnly firstDay, DateOnly lastDay, IReadOnlyList<CubeRow> rows)
{
    /// <summary>Creates a query to this slice.</summary>
    public CubeQuery Query(
        string by = SplitBy.None, IReadOnlyList<string>? categories = null, IReadOnlyList<string>? areas = null, string? target = null) =>
        new(ApiJson.CodeOf(basis), firstDay, lastDay, categories ?? [], areas ?? [], by, target);

    /// <summary>The number of cases that a query selects. A case counts once.</summary>
    public int Count(CubeQuery query) => Split(query with { By = SplitBy.None }).Sum(part => part.Count);

    /// <summary>The counts by code, unordered and without zeros.</summary>
    /// <exception cref="ArgumentException">The query is about other days, or the cube cannot split by its property.</exception>
    public IReadOnlyList<(string Code, int Count)> Split(CubeQuery query)
    {
        if (query.Basis != ApiJson.CodeOf(basis) || query.FirstDay != firstDay || query.LastDay != lastDay)
        {
            throw new ArgumentException("The query is about another part of the cube.", nameof(query));
        }

        return
        [
            .. RowsOf(query)
                .GroupBy(CodeFor(query.By), StringComparer.Ordinal)
                .Select(part => (part.Key, part.Sum(row => row.Count)))
                .Where(part => part.Item2 != 0)
        ];
    }

    /// <summary>The rows of all dimensions.</summary>
    public IReadOnlyList<CubeRow> Rows => rows;

    private IEnumerable<CubeRow> RowsOf(CubeQuery query)
    {
        var dimension = SplitBy.DimensionOf(query.By);
        if (query.Target is not null)
        {
            dimension = dimension is CubeDimension.Cases or CubeDimension.Target
                ? CubeDimension.Target
                : throw new ArgumentException("The cube does not combine targets with " + query.By, nameof(query));
        }

        return rows.Where(row => row.Dimension == dimension
            && (query.Categories.Count == 0 || query.Categories.Contains(row.Category, StringComparer.Ordinal))
            && (query.Areas.Count == 0 || query.Areas.Contains(row.Area, StringComparer.Ordinal))
            && (query.Target is null || row.Value == query.Target));
    }

    private static Func<CubeRow, string> CodeFor(string by) => by switch
    {
        SplitBy.None => _ => "",
        SplitBy.Area => row => row.Area,
        SplitBy.Category => row => row.Category,
        SplitBy.Attempted => row => SplitBy.CodeOf(row.Attempted),
        _ => row => row.Value,
    };
}
