using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Events;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.ReferenceData;

/// <summary>A municipality with its areas and categories, as this module knows them.</summary>
/// <param name="Municipality">The municipality.</param>
/// <param name="Areas">Its areas by code.</param>
/// <param name="Categories">Its categories by code.</param>
public sealed record MunicipalityReference(
    MunicipalityChanged Municipality,
    IReadOnlyDictionary<string, AreaChanged> Areas,
    IReadOnlyDictionary<string, CategoryChanged> Categories)
{
    /// <summary>The municipality's time zone: its calendar days count.</summary>
    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(Municipality.TimeZone);

    /// <summary>The calendar day that it is there now.</summary>
    public DateOnly Today(TimeProvider time) => DayOf(time.GetUtcNow());

    /// <summary>The calendar day of a moment there.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZone).DateTime);

    /// <summary>The name of an area; its code where it is not known yet.</summary>
    public string AreaName(string code) => Areas.GetValueOrDefault(code)?.Name ?? code;

    /// <summary>Reads the module's copy; null where the municipality is not known.</summary>
    public static async Task<MunicipalityReference?> FindAsync(ModuleDbContext db, string municipality, CancellationToken cancellationToken)
    {
        var copies = await db.Set<ReferenceCopy>().AsNoTracking()
            .Where(copy => copy.Municipality == municipality)
            .ToListAsync(cancellationToken);

        // SQL Server takes "0481 " for "0481".
        var self = copies.SingleOrDefault(copy => copy.Type == nameof(MunicipalityChanged) && copy.Municipality == municipality);
        return self is null ? null : new MunicipalityReference(
            self.Read<MunicipalityChanged>(),
            copies.Where(copy => copy.Type == nameof(AreaChanged)).ToDictionary(copy => copy.Code, copy => copy.Read<AreaChanged>(), StringComparer.Ordinal),
            copies.Where(copy => copy.Type == nameof(CategoryChanged)).ToDictionary(copy => copy.Code, copy => copy.Read<CategoryChanged>(), StringComparer.Ordinal));
    }

    /// <summary>All municipalities that the module knows, by name.</summary>
    public static async Task<IReadOnlyList<MunicipalityChanged>> ListAsync(ModuleDbContext db, CancellationToken cancellationToken)
    {
        var copies = await db.Set<ReferenceCopy>().AsNoTracking()
            .Where(copy => copy.Type == nameof(MunicipalityChanged))
            .ToListAsync(cancellationToken);
        return [.. copies.Select(copy => copy.Read<MunicipalityChanged>()).OrderBy(municipality => municipality.Name, StringComparer.Ordinal)];
    }
}
