namespace Medborgarlofte.Contracts.Reporting;

/// <summary>
/// The situational picture of a calendar month is complete. Its counts are those that the open pages show: null where a count could point
/// somebody out, by itself or beside the others.
/// </summary>
/// <param name="PictureId">Id of the picture; deterministic for a municipality and month.</param>
/// <param name="Version">Always 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Month">First day of the month.</param>
/// <param name="Cases">Cases reported in the municipality.</param>
/// <param name="Areas">Cases by area, for every area of the municipality.</param>
/// <param name="Categories">Cases by category, most first.</param>
/// <param name="Gaps">The month itself and the earlier months that are not wholly collected (uppgift saknas); null if all are.</param>
public sealed record MonthlyPictureCompleted(
    Guid PictureId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    DateOnly Month,
    int? Cases,
    IReadOnlyList<AreaMonth> Areas,
    IReadOnlyList<CategoryMonth> Categories,
    IReadOnlyList<CollectionGap>? Gaps = null);

/// <summary>A month that no party, or no party in all of it, collects.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="From">First collected day; null if no day is.</param>
/// <param name="Until">Last collected day; null if no day is.</param>
public sealed record CollectionGap(DateOnly Month, DateOnly? From = null, DateOnly? Until = null);

/// <summary>Counts of an area in a month; null if suppressed or not collected.</summary>
/// <param name="Area">Area code.</param>
/// <param name="Cases">Cases reported in the month.</param>
/// <param name="MonthBefore">Cases reported in the previous month.</param>
/// <param name="YearBefore">Cases reported in the same month of the previous year.</param>
public sealed record AreaMonth([property: Code] string Area, int? Cases, int? MonthBefore, int? YearBefore);

/// <summary>Count of a category in a month.</summary>
/// <param name="Category">Category code.</param>
/// <param name="Cases">Cases reported in the month; null if suppressed or not collected.</param>
/// <param name="Gap">The month if it is not wholly collected for this category, otherwise null.</param>
public sealed record CategoryMonth([property: Code] string Category, int? Cases, CollectionGap? Gap = null);
