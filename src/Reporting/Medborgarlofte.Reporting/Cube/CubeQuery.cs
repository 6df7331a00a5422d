namespace Medborgarlofte.Reporting.Cube;

/// <summary>A query to the cube.</summary>
/// <param name="Basis">The day that cases are counted by: "reported" or "occurred".</param>
/// <param name="FirstDay">First day.</param>
/// <param name="LastDay">Last day.</param>
/// <param name="Categories">Category codes; empty means all.</param>
/// <param name="Areas">Area codes; empty means all.</param>
/// <param name="By">How the counts are split: "none", "area", "category", "attempted", "form", "target", "goods" or "victimGroup".</param>
/// <param name="Target">Limits the query to cases that affected this target; null means all.</param>
public sealed record CubeQuery(
    string Basis,
    DateOnly FirstDay,
    DateOnly LastDay,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Areas,
    string By,
    string? Target = null);

/// <summary>How counts can be split, as the API names it.</summary>
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

    /// <summary>The code of attempted or completed cases.</summary>
    public static string CodeOf(bool attempted) => attempted ? IsAttempted : IsCompleted;

    /// <summary>The dimension that contains the counts.</summary>
    public static CubeDimension DimensionOf(string by) => by switch
    {
        None or Area or Category or Attempted => CubeDimension.Cases,
        Form => CubeDimension.Form,
        Target => CubeDimension.Target,
        Goods => CubeDimension.Goods,
        VictimGroup => CubeDimension.VictimGroup,
        _ => throw new ArgumentException("The cube cannot be split by " + by, nameof(by)),
    };
}
