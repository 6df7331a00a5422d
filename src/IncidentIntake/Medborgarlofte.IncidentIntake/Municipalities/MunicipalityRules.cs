using System.Collections.Concurrent;
using Medborgarlofte.Contracts.ReferenceData;
using NetTopologySuite.Geometries.Prepared;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>A municipality's reference data, prepared for the validation of incidents.</summary>
internal sealed class MunicipalityRules
{
    private readonly IPreparedGeometry? _boundary;
    private readonly (string Code, IPreparedGeometry Polygon)[] _polygons;

    public MunicipalityRules(Municipality municipality, IEnumerable<Area> areas, IEnumerable<Category> categories)
    {
        Code = municipality.Code;
        Name = municipality.Name;
        TakesPublicReports = municipality.TakesPublicReports;
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(municipality.TimeZone);
        Areas = areas.ToDictionary(area => area.Code, area => area.Name, StringComparer.Ordinal);
        Categories = categories.ToDictionary(category => category.Code, category => new CategoryRules(category), StringComparer.Ordinal);
        _boundary = Geography.Prepare(municipality.Boundary);
        _polygons =
        [
            .. from area in areas
               where area.Polygon is not null
               orderby area.Code
               select (area.Code, Geography.Prepare(area.Polygon)!),
        ];
    }

    public string Code { get; }

    public string Name { get; }

    /// <summary>The full name, e.g. Oxelösunds kommun.</summary>
    public string FullName => SwedishText.MunicipalityInFull(Name);

    public TimeZoneInfo TimeZone { get; }

    /// <summary>Whether anyone may report without an account.</summary>
    public bool TakesPublicReports { get; }

    /// <summary>Names of the areas by code.</summary>
    public IReadOnlyDictionary<string, string> Areas { get; }

    public IReadOnlyDictionary<string, CategoryRules> Categories { get; }

    /// <summary>Whether a position is in the municipality, or in Sweden if the boundary is unknown.</summary>
    public bool Covers(Position position) => _boundary?.Covers(position) ?? Geography.IsInSweden(position);

    /// <summary>Whether the polygon of an area covers a position.</summary>
    public bool Covers(string area, Position position) => _polygons.Any(entry => entry.Code == area && entry.Polygon.Covers(position));

    /// <summary>The area of a position: the first by code if areas overlap, null if no area covers it.</summary>
    public string? AreaAt(Position position) => _polygons.FirstOrDefault(entry => entry.Polygon.Covers(position)).Code;
}

/// <summary>The codes of a category.</summary>
internal sealed class CategoryRules(Category category)
{
    public string Name { get; } = category.Name.Swedish;

    public CategoryKind Kind { get; } = category.Kind;

    /// <summary>Forms with their names.</summary>
    public IReadOnlyList<CodeName> FormNames { get; } = category.Forms;

    /// <summary>Targets with their names.</summary>
    public IReadOnlyList<CodeName> TargetNames { get; } = category.Targets;

    public IReadOnlySet<string> Forms { get; } = category.Forms.Select(form => form.Code).ToHashSet(StringComparer.Ordinal);

    public IReadOnlySet<string> Targets { get; } = category.Targets.Select(target => target.Code).ToHashSet(StringComparer.Ordinal);

    /// <summary>Victim group, or null, by code of the goods.</summary>
    public IReadOnlyDictionary<string, string?> Goods { get; } =
        category.Goods.ToDictionary(goods => goods.Code, goods => goods.VictimGroup, StringComparer.Ordinal);

    /// <summary>Codes of forms, targets and goods by their Swedish name, as in a spreadsheet.</summary>
    public IReadOnlyDictionary<string, string> CodesByName { get; } = category.Forms
        .Concat(category.Targets)
        .Concat(category.Goods.Select(goods => new CodeName(goods.Code, goods.Swedish, goods.English)))
        .DistinctBy(code => code.Swedish, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(code => code.Swedish, code => code.Code, StringComparer.OrdinalIgnoreCase);
}

/// <summary>
/// Caches the rules of the municipalities for two seconds, so that changes by other replicas take effect soon. A change in this
/// process takes effect at once.
/// </summary>
internal sealed class MunicipalityRulesCache(IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, Task<(MunicipalityRules? Rules, long ReadAt)>> _rules = new(StringComparer.Ordinal);

    /// <summary>The rules of a municipality, or null if it does not exist.</summary>
    public async ValueTask<MunicipalityRules?> FindAsync(string municipality)
    {
        if (_rules.TryGetValue(municipality, out var known)
            && known.IsCompletedSuccessfully
            && (await known) is { Rules: not null } entry
            && time.GetElapsedTime(entry.ReadAt) < Freshness)
        {
            return entry.Rules;
        }

        var read = ReadAsync(municipality);
        var fresh = await read;
        if (fresh.Rules is not null)
        {
            _rules[municipality] = read;
        }

        return fresh.Rules;
    }

    /// <summary>The rules of the municipality in the address.</summary>
    /// <exception cref="NotFoundException">The municipality does not exist (404).</exception>
    public async ValueTask<MunicipalityRules> RequireAsync(string municipality) =>
        await FindAsync(municipality) ?? throw new NotFoundException($"Kommunen {municipality}");

    /// <summary>Removes a municipality from the cache, after a change.</summary>
    public void Forget(string municipality) => _rules.TryRemove(municipality, out _);

    private async Task<(MunicipalityRules? Rules, long ReadAt)> ReadAsync(string code)
    {
        var readAt = time.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IncidentIntakeDbContext>();
        var municipality = await db.Municipalities.AsNoTracking().SingleOrDefaultAsync(m => m.Code == code);

        // SQL Server ignores trailing blanks when it compares: "0481 " equals "0481".
        if (municipality is null || municipality.Code != code)
        {
            return (null, readAt);
        }

        var areas = await db.Areas.AsNoTracking().Where(area => area.Municipality == code).ToListAsync();
        var categories = await db.Categories.AsNoTracking().Where(category => category.Municipality == code).ToListAsync();
        return (new MunicipalityRules(municipality, areas, categories), readAt);
    }
}
