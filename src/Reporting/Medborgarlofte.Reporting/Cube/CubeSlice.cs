using Medborgarlofte.Http;
using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Reporting.Cube;

/// <summary>Cases of the slice that share everything.</summary>
internal sealed record CubeRow(CubeDimension Dimension, string Area, string Category, bool Attempted, string Value, int Count);

/// <summary>What the cube holds of some days; answers every question about them without another look into the database.</summary>
internal sealed class CubeSlice(CubeBasis basis, DateOnly firstDay, DateOnly lastDay, IReadOnlyList<CubeRow> rows)
{
    /// <summary>A question to this slice.</summary>
    public CubeQuery Query(
        string by = SplitBy.None, IReadOnlyList<string>? categories = null, IReadOnlyList<string>? areas = null, string? target = null) =>
        new(ApiJson.CodeOf(basis), firstDay, lastDay, categories ?? [], areas ?? [], by, target);

    /// <summary>The number of cases that a question is about; a case counts once.</summary>
    public int Count(CubeQuery query) => Split(query with { By = SplitBy.None }).Sum(part => part.Count);

    /// <summary>The counts by code, without order; codes without cases are left out.</summary>
    /// <exception cref="ArgumentException">The question is about other days, or the cube does not keep what it is split by.</exception>
    public IReadOnlyList<(string Code, int Count)> Split(CubeQuery query)
    {
        if (query.Basis != ApiJson.CodeOf(basis) || query.FirstDay != firstDay || query.LastDay != lastDay)
        {
            throw new ArgumentException("The question is about another part of the cube.", nameof(query));
        }

        return
        [
            .. RowsOf(query)
                .GroupBy(CodeFor(query.By), StringComparer.Ordinal)
                .Select(part => (part.Key, part.Sum(row => row.Count)))
                .Where(part => part.Item2 != 0)
        ];
    }

    /// <summary>The cases themselves, by place and category.</summary>
    public IEnumerable<CubeRow> Cases => rows.Where(row => row.Dimension == CubeDimension.Cases);

    private IEnumerable<CubeRow> RowsOf(CubeQuery query)
    {
        var dimension = SplitBy.DimensionOf(query.By);
        if (query.Target is not null)
        {
            dimension = dimension is CubeDimension.Cases or CubeDimension.Target
                ? CubeDimension.Target
                : throw new ArgumentException("The cube does not keep targets together with " + query.By, nameof(query));
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
        SplitBy.Attempted => row => row.Attempted ? SplitBy.IsAttempted : SplitBy.IsCompleted,
        _ => row => row.Value,
    };
}

/// <summary>What counts can be split by, as the API names it.</summary>
internal static class SplitBy
{
    public const string None = "none";
    public const string Area = "area";
    public const string Category = "category";
    public const string Attempted = "attempted";
    public const string Form = "form";
    public const string Target = "target";
    public const string Goods = "goods";
    public const string VictimGroup = "victimGroup";

    public const string IsAttempted = "attempted";
    public const string IsCompleted = "completed";

    /// <summary>The dimension that keeps the counts.</summary>
    public static CubeDimension DimensionOf(string by) => by switch
    {
        None or Area or Category or Attempted => CubeDimension.Cases,
        Form => CubeDimension.Form,
        Target => CubeDimension.Target,
        Goods => CubeDimension.Goods,
        VictimGroup => CubeDimension.VictimGroup,
        _ => throw new ArgumentException("The cube is not split by " + by, nameof(by)),
    };
}
