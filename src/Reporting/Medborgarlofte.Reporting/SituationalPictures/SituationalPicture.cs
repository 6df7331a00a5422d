namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>The situational picture (lägesbild) of a municipality in a period: how much, of what, where, and whether it grows.</summary>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MunicipalityName">Name of the municipality.</param>
/// <param name="Period">The period.</param>
/// <param name="PreviousPeriod">The period of the same length or kind just before.</param>
/// <param name="SamePeriodLastYear">The same period one year earlier.</param>
/// <param name="Basis">The day that counting goes by: "reported" (inrapporterat).</param>
/// <param name="Freshness">How fresh the picture is.</param>
/// <param name="Total">All cases; a case counts once.</param>
/// <param name="ByArea">Cases by area, most first; code "" where the place is not known.</param>
/// <param name="ByCategory">Cases by category, most first.</param>
/// <param name="ByForm">Cases by form; a case of several forms shows in each.</param>
/// <param name="ByTarget">Cases by target; a case of several targets shows in each.</param>
/// <param name="ByGoods">Cases by stolen goods; a case of several shows in each.</param>
/// <param name="CitizenViews">What citizens have told in the period.</param>
/// <param name="SelectionEvents">Events from sources that show only a selection (polisen.se); not part of any count above.</param>
/// <param name="WatchGroups">Watch groups registered by the end of the period that are not closed.</param>
/// <param name="WatchCoverage">How far the watch groups reach, by area, as it stands now.</param>
public sealed record SituationalPicture(
    string Municipality,
    string MunicipalityName,
    Period Period,
    Period PreviousPeriod,
    Period SamePeriodLastYear,
    string Basis,
    Freshness Freshness,
    CountLine Total,
    IReadOnlyList<CountLine> ByArea,
    IReadOnlyList<CountLine> ByCategory,
    IReadOnlyList<CountLine> ByForm,
    IReadOnlyList<CountLine> ByTarget,
    IReadOnlyList<CountLine> ByGoods,
    CitizenViewSummary CitizenViews,
    int SelectionEvents,
    int WatchGroups,
    IReadOnlyList<WatchCoverageLine> WatchCoverage);

/// <summary>How far grannsamverkan reaches in an area: not how many households live there, which nobody has told, but how many where groups watch or are being formed.</summary>
/// <param name="Code">Code of the area.</param>
/// <param name="Name">Swedish name as now.</param>
/// <param name="ActiveGroups">Groups that are active.</param>
/// <param name="Households">Households that take part in them.</param>
/// <param name="HouseholdsInReach">Households where groups watch or are being formed, those that do not take part included; a group that has not told counts those that do.</param>
/// <param name="SharePercent">Share of those households that take part in an active group, in whole percent; null where there is no household.</param>
public sealed record WatchCoverageLine(string Code, string Name, int ActiveGroups, int Households, int HouseholdsInReach, int? SharePercent);

/// <summary>A count with what it was before. Who is no party sees null in place of a count that is too small to be shown.</summary>
/// <param name="Code">Code of the area, category, form, target or goods; "" for the total or the unknown place.</param>
/// <param name="Name">Swedish name as now.</param>
/// <param name="Count">Cases in the period.</param>
/// <param name="PreviousPeriod">Cases in the period before.</param>
/// <param name="SamePeriodLastYear">Cases in the same period one year earlier.</param>
/// <param name="Change">Count less the period before.</param>
/// <param name="ChangeSinceLastYear">Count less the same period one year earlier.</param>
public sealed record CountLine(
    string Code, string Name, int? Count, int? PreviousPeriod, int? SamePeriodLastYear, int? Change, int? ChangeSinceLastYear);

/// <summary>How fresh a picture is.</summary>
/// <param name="GeneratedAt">When it was drawn up.</param>
/// <param name="LastReportedOn">Day of the latest report of all in the municipality, or null where there is none.</param>
public sealed record Freshness(DateTimeOffset GeneratedAt, DateOnly? LastReportedOn);

/// <summary>What citizens have told of where it feels unsafe. Who is no party does not see the numbers that are too small to be shown.</summary>
/// <param name="Count">Number of views.</param>
/// <param name="ByArea">Number by area, most first.</param>
/// <param name="ByReason">Number by reason, most first; a view may state several.</param>
public sealed record CitizenViewSummary(int? Count, IReadOnlyList<NamedCount> ByArea, IReadOnlyList<NamedCount> ByReason);

/// <summary>A number with its code and name.</summary>
/// <param name="Code">The code.</param>
/// <param name="Name">Swedish name.</param>
/// <param name="Count">The number.</param>
public sealed record NamedCount(string Code, string Name, int Count);
