using System.Collections.Concurrent;
using Medborgarlofte.Contracts.ReferenceData;
using NetTopologySuite.Geometries.Prepared;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>A municipality's reference data, prepared for the validation of incidents.</summary>
internal sealed class MunicipalityRules
{
    /// <summary>Beginning of the codes of watch groups, which are not in the register of parties.</summary>
    public const string WatchGroupPrefix = "watch:";

    private readonly Dictionary<string, Party> _parties;
    private readonly IPreparedGeometry? _boundary;
    private readonly (string Code, IPreparedGeometry Polygon)[] _polygons;

    public MunicipalityRules(
        Municipality municipality, IReadOnlyList<Area> areas, IEnumerable<Category> categories, IEnumerable<Party> parties)
    {
        _parties = parties.ToDictionary(party => party.Code, StringComparer.Ordinal);
        Code = municipality.Code;
        Name = municipality.Name;
        TakesPublicReports = municipality.TakesPublicReports;
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(municipality.TimeZone);
        Areas = areas.ToDictionary(area => area.Code, area => area.Name, StringComparer.Ordinal);
        Categories = categories.ToDictionary(category => category.Code, category => new CategoryRules(category), StringComparer.Ordinal);
        OfferedAreas = areas.Where(area => !area.IsRetired)
            .ToDictionary(area => area.Code, area => area.Name, StringComparer.Ordinal);
        OfferedCategories = Categories.Where(category => !category.Value.IsRetired).ToDictionary(StringComparer.Ordinal);
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

    /// <summary>Names of the areas by code, retired ones included.</summary>
    public IReadOnlyDictionary<string, string> Areas { get; }

    /// <summary>Names of the areas that new reports may have, by code.</summary>
    public IReadOnlyDictionary<string, string> OfferedAreas { get; }

    /// <summary>The categories that new reports may have, by code.</summary>
    public IReadOnlyDictionary<string, CategoryRules> OfferedCategories { get; }

    /// <summary>The categories by code, retired ones included.</summary>
    public IReadOnlyDictionary<string, CategoryRules> Categories { get; }

    /// <summary>The calendar day of a time in the municipality.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZone).DateTime);

    /// <summary>The first moment of a calendar day in the municipality.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, TimeZone.GetUtcOffset(midnight));
    }

    /// <summary>The name of whoever reported an incident, inside a sentence.</summary>
    public string PartyName(string reportedBy) => _parties.GetValueOrDefault(reportedBy)?.Name ?? reportedBy switch
    {
        _ when reportedBy.StartsWith(WatchGroupPrefix, StringComparison.Ordinal) => "en grannsamverkansgrupp",
        _ when PartyCode.IsValid(reportedBy) && !reportedBy.StartsWith("open311:", StringComparison.Ordinal) => reportedBy,
        _ => "allmänheten",
    };

    /// <summary>
    /// Requires that a party that reports is in the register. A watch group has a register of its own; an empty register is one that a
    /// new version has not filled yet.
    /// </summary>
    /// <exception cref="ForbiddenException">The party is not in the register, or is retired (403).</exception>
    public void RequireRegistered(string party)
    {
        if (party.StartsWith(WatchGroupPrefix, StringComparison.Ordinal) || _parties.Count == 0)
        {
            return;
        }

        if (!_parties.TryGetValue(party, out var known))
        {
            throw new ForbiddenException(
                $"Parten {party} finns inte i registret över parter i {FullName}. Samordnaren kan föra in den.");
        }

        if (known.IsRetired)
        {
            throw new ForbiddenException($"Parten {party} har utgått ur registret över parter i {FullName}.");
        }
    }

    /// <summary>Whether a position is in the municipality, or in Sweden if the boundary is unknown.</summary>
    public bool Covers(Position position) => _boundary?.Covers(position) ?? Geography.IsInSweden(position);

    /// <summary>Whether the polygon of an area covers a position.</summary>
    public bool Covers(string area, Position position) => _polygons.Any(entry => entry.Code == area && entry.Polygon.Covers(position));

    /// <summary>The offered area of a position: the first by code if areas overlap, null if no area covers it.</summary>
    public string? AreaAt(Position position) =>
        _polygons.FirstOrDefault(entry => OfferedAreas.ContainsKey(entry.Code) && entry.Polygon.Covers(position)).Code;
}

/// <summary>The codes of a category.</summary>
internal sealed class CategoryRules(Category category)
{
    public string Name { get; } = category.Name.Swedish;

    public CategoryKind Kind { get; } = category.Kind;

    public bool IsRetired { get; } = category.IsRetired;

    /// <summary>Forms with their names.</summary>
    public IReadOnlyList<CodeName> FormNames { get; } = category.Forms;

    /// <summary>Targets with their names.</summary>
    public IReadOnlyList<CodeName> TargetNames { get; } = category.Targets;

    public IReadOnlySet<string> Forms { get; } = category.Forms.Select(form => form.Code).ToHashSet(StringComparer.Ordinal);

    public IReadOnlySet<string> Targets { get; } = category.Targets.Select(target => target.Code).ToHashSet(StringComparer.Ordinal);

    /// <summary>Codes of the goods.</summary>
    public IReadOnlySet<string> Goods { get; } = category.Goods.Select(goods => goods.Code).ToHashSet(StringComparer.Ordinal);

    /// <summary>Victim group, or null, by code of the goods, retired ones included.</summary>
    public IReadOnlyDictionary<string, string?> VictimGroups { get; } = category.Goods.Concat(category.RetiredOptions?.Goods ?? [])
        .ToDictionary(goods => goods.Code, goods => goods.VictimGroup, StringComparer.Ordinal);

    /// <summary>Codes of forms by their Swedish name, as in a spreadsheet.</summary>
    public IReadOnlyDictionary<string, string> FormsByName { get; } =
        UniqueNames.CodesByName(category.Forms.Select(form => (form.Code, form.Swedish)));

    /// <summary>Codes of targets by their Swedish name.</summary>
    public IReadOnlyDictionary<string, string> TargetsByName { get; } =
        UniqueNames.CodesByName(category.Targets.Select(target => (target.Code, target.Swedish)));

    /// <summary>Codes of goods by their Swedish name.</summary>
    public IReadOnlyDictionary<string, string> GoodsByName { get; } =
        UniqueNames.CodesByName(category.Goods.Select(goods => (goods.Code, goods.Swedish)));
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
        var parties = await db.Parties.AsNoTracking().Where(party => party.Municipality == code).ToListAsync();
        return (new MunicipalityRules(municipality, areas, categories, parties), readAt);
    }
}
