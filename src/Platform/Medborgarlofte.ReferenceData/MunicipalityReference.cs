using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.ReferenceData;

/// <summary>A municipality with its areas, categories and parties, from the module's read copy.</summary>
/// <param name="Municipality">The municipality.</param>
/// <param name="Areas">Its areas by code.</param>
/// <param name="Categories">Its categories by code.</param>
/// <param name="Parties">The parties in its register by code.</param>
public sealed record MunicipalityReference(
    MunicipalityChanged Municipality,
    IReadOnlyDictionary<string, AreaChanged> Areas,
    IReadOnlyDictionary<string, CategoryChanged> Categories,
    IReadOnlyDictionary<string, PartyChanged> Parties)
{
    /// <summary>The areas that forms offer, by code: all except the retired ones.</summary>
    public IReadOnlyDictionary<string, AreaChanged> OfferedAreas { get; } =
        Areas.Where(area => !area.Value.IsRetired).ToDictionary(StringComparer.Ordinal);

    /// <summary>The codes of results of activities, by code: those of the municipality and the standard ones.</summary>
    public IReadOnlyDictionary<string, ResultCodeChanged> ResultCodes { get; init; } =
        StandardResultCodes.With([], Municipality.Municipality);

    /// <summary>The municipality's time zone, which determines its calendar days.</summary>
    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(Municipality.TimeZone);

    /// <summary>Today in the municipality.</summary>
    public DateOnly Today(TimeProvider time) => DayOf(time.GetUtcNow());

    /// <summary>The calendar day of a time in the municipality.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZone).DateTime);

    /// <summary>The name of an area, or its code if the area is unknown.</summary>
    public string AreaName(string code) => Areas.GetValueOrDefault(code)?.Name ?? code;

    /// <summary>The reference data with the names that applied on a day.</summary>
    public MunicipalityReference AsOf(DateOnly day) => this with
    {
        Areas = Each(Areas, area => area with { Name = area.EarlierNames.On(day) ?? area.Name }),
        Categories = Each(Categories, category => category.AsOf(day)),
        Parties = Each(Parties, party => party with { Name = party.EarlierNames.On(day) ?? party.Name }),
    };

    /// <summary>Reads the module's copy; null if the municipality is unknown.</summary>
    public static async Task<MunicipalityReference?> FindAsync(ModuleDbContext db, string municipality, CancellationToken cancellationToken)
    {
        var copies = await db.Set<ReferenceCopy>().AsNoTracking()
            .Where(copy => copy.Municipality == municipality)
            .ToListAsync(cancellationToken);

        // SQL Server treats "0481 " as equal to "0481".
        var self = copies.SingleOrDefault(copy => copy.Type == nameof(MunicipalityChanged) && copy.Municipality == municipality);
        return self is null ? null : new MunicipalityReference(
            self.Read<MunicipalityChanged>(),
            ByCode<AreaChanged>(copies),
            ByCode<CategoryChanged>(copies),
            ByCode<PartyChanged>(copies))
        {
            ResultCodes = StandardResultCodes.With(ByCode<ResultCodeChanged>(copies).Values, municipality),
        };
    }

    /// <summary>All municipalities in the module's copy, by name.</summary>
    public static async Task<IReadOnlyList<MunicipalityChanged>> ListAsync(ModuleDbContext db, CancellationToken cancellationToken)
    {
        var copies = await db.Set<ReferenceCopy>().AsNoTracking()
            .Where(copy => copy.Type == nameof(MunicipalityChanged))
            .ToListAsync(cancellationToken);
        return [.. copies.Select(copy => copy.Read<MunicipalityChanged>())
            .OrderBy(municipality => municipality.Name, SwedishText.Alphabet)];
    }

    private static Dictionary<string, T> Each<T>(IReadOnlyDictionary<string, T> entries, Func<T, T> change) =>
        entries.ToDictionary(entry => entry.Key, entry => change(entry.Value), StringComparer.Ordinal);

    private static Dictionary<string, T> ByCode<T>(List<ReferenceCopy> copies) => copies
        .Where(copy => copy.Type == typeof(T).Name)
        .ToDictionary(copy => copy.Code, copy => copy.Read<T>(), StringComparer.Ordinal);
}

/// <summary>Reads the municipality in a route.</summary>
public static class MunicipalityLookup
{
    /// <exception cref="NotFoundException">The municipality is unknown (404).</exception>
    public static async Task<MunicipalityReference> RequireMunicipalityAsync(
        this ModuleDbContext db, string municipality, CancellationToken cancellationToken) =>
        await MunicipalityReference.FindAsync(db, municipality, cancellationToken)
            ?? throw new NotFoundException($"Kommunen {municipality}");
}
