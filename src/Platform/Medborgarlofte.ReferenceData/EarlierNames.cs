using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.ReferenceData;

/// <summary>
/// Reads names as of an earlier day, so that what is said about a closed period does not change when something is renamed.
/// </summary>
internal static class EarlierNames
{
    /// <summary>The earlier name that applied on a day; null if the current name applied.</summary>
    public static string? On(this IReadOnlyList<EarlierName>? names, DateOnly day) =>
        names?.FirstOrDefault(name => name.LastDay >= day)?.Name;

    /// <summary>The category with the names that applied on a day. An option that was added later has its current name.</summary>
    public static CategoryChanged AsOf(this CategoryChanged category, DateOnly day)
    {
        if (category.EarlierNames?.FirstOrDefault(names => names.LastDay >= day) is not { } then)
        {
            return category;
        }

        return category with
        {
            Name = then.Name,
            Forms = Renamed(category.Forms, then.Forms, form => form.Code),
            Targets = Renamed(category.Targets, then.Targets, target => target.Code),
            Goods = Renamed(category.Goods, then.Goods, goods => goods.Code),
            RetiredOptions = category.RetiredOptions is not { } retired ? null : new RetiredOptions(
                Renamed(retired.Forms, then.Forms, form => form.Code),
                Renamed(retired.Targets, then.Targets, target => target.Code),
                Renamed(retired.Goods, then.Goods, goods => goods.Code)),
        };
    }

    private static IReadOnlyList<T> Renamed<T>(IReadOnlyList<T> options, IReadOnlyList<T> then, Func<T, string> codeOf)
        where T : class =>
        [.. options.Select(option => then.FirstOrDefault(earlier => codeOf(earlier) == codeOf(option)) ?? option)];
}
