namespace Medborgarlofte.Contracts.Reporting;

/// <summary>
/// The situational picture of a calendar month is complete. Its counts are those that the open pages show: null where a count could point
/// somebody out, by itself or beside the others.
/// </summary>
/// <param name="PictureId">Id of the picture, the same for the same municipality and month however often it is told.</param>
/// <param name="Version">1: a month is told once.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Month">First day of the month.</param>
/// <param name="Cases">Cases reported in the municipality.</param>
/// <param name="Areas">Cases by area; every area of the municipality.</param>
/// <param name="Categories">Cases by category, most first.</param>
public sealed record MonthlyPictureCompleted(
    Guid PictureId,
    int Version,
    string Municipality,
    DateOnly Month,
    int? Cases,
    IReadOnlyList<AreaMonth> Areas,
    IReadOnlyList<CategoryMonth> Categories);

/// <summary>An area in a month. Null is a count that is not shown.</summary>
/// <param name="Area">Area code.</param>
/// <param name="Cases">Cases reported in the month.</param>
/// <param name="MonthBefore">Cases reported in the month before.</param>
/// <param name="YearBefore">Cases reported in the same month one year earlier.</param>
public sealed record AreaMonth(string Area, int? Cases, int? MonthBefore, int? YearBefore);

/// <summary>A category in a month.</summary>
/// <param name="Category">Category code.</param>
/// <param name="Cases">Cases reported in the month; null is a count that is not shown.</param>
public sealed record CategoryMonth(string Category, int? Cases);
