using Medborgarlofte.Contracts;
using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>The initial categories of a new municipality, which it may change and extend.</summary>
internal static class DefaultCategories
{
    private static readonly IReadOnlyList<Default> All = Read();

    public static IEnumerable<Category> For(string municipality, DateTimeOffset now, DateOnly today) => All.Select(category => new Category
    {
        PublicId = Guid.CreateVersion7(now),
        Municipality = municipality,
        Code = category.Code,
        Kind = category.Kind,
        Name = category.Name,
        Forms = category.Forms ?? [],
        Targets = category.Targets ?? [],
        Goods = category.Goods ?? [],
        NamedSince = today,
    });

    private static List<Default> Read()
    {
        using var stream = typeof(DefaultCategories).Assembly.GetManifestResourceStream("default-categories.json")!;
        return JsonSerializer.Deserialize<List<Default>>(stream, EventJson.Options)!;
    }

    private sealed record Default(
        string Code,
        CategoryKind Kind,
        CategoryName Name,
        IReadOnlyList<CodeName>? Forms,
        IReadOnlyList<CodeName>? Targets,
        IReadOnlyList<GoodsName>? Goods);
}
