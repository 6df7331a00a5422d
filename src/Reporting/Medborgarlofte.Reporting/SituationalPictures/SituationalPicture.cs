using Medborgarlofte.Reporting.Collection;

namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>The situational picture (lägesbild) of a municipality in a period: cases by kind, place and change.</summary>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MunicipalityName">Name of the municipality.</param>
/// <param name="Period">The period.</param>
/// <param name="PreviousPeriod">The preceding period of the same kind or length.</param>
/// <param name="SamePeriodLastYear">The same period one year earlier.</param>
/// <param name="Basis">The day that cases are counted by: "reported" (inrapporterat).</param>
/// <param name="Freshness">How current the picture is.</param>
/// <param name="Total">All cases; a case counts once.</param>
/// <param name="ByArea">Cases by area, largest count first; the code of an unknown place is "".</param>
/// <param name="ByCategory">Cases by category, largest count first.</param>
/// <param name="ByForm">Cases by form; a case with several forms counts in each.</param>
/// <param name="ByTarget">Cases by target; a case with several targets counts in each.</param>
/// <param name="ByGoods">Cases by stolen goods; a case with several kinds of goods counts in each.</param>
/// <param name="CitizenViews">Citizens' views received in the period.</param>
/// <param name="SelectionEvents">Events from sources that publish only a selection (polisen.se); not part of any count above.</param>
/// <param name="WatchGroups">Watch groups that were registered by the end of the period and are not closed.</param>
/// <param name="WatchCoverage">The coverage of the watch groups by area.</param>
/// <param name="ReleasedAt">When the counts that everyone may read were released; null for a picture with all counts.</param>
/// <param name="CountedThrough">
/// Today, if the period is still running; null for a closed period. The earlier periods are then counted for as many days.
/// </param>
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
    IReadOnlyList<WatchCoverageLine> WatchCoverage,
    DateTimeOffset? ReleasedAt = null,
    DateOnly? CountedThrough = null)
{
    /// <summary>The picture with its names and without its counts of cases and views.</summary>
    internal SituationalPicture WithoutCounts()
    {
        return this with
        {
            Total = WithoutCount(Total),
            ByArea = [.. ByArea.Select(WithoutCount)],
            ByCategory = [.. ByCategory.Select(WithoutCount)],
            ByForm = [.. ByForm.Select(WithoutCount)],
            ByTarget = [.. ByTarget.Select(WithoutCount)],
            ByGoods = [.. ByGoods.Select(WithoutCount)],
            CitizenViews = new CitizenViewSummary(
                null,
                [.. CitizenViews.ByArea.Select(area => area with { Count = 0 })],
                [.. CitizenViews.ByReason.Select(reason => reason with { Count = 0 })]),
        };

        static CountLine WithoutCount(CountLine line) => CountLine.Of(line.Code, line.Name, null, null, null);
    }
}

/// <summary>
/// The coverage of grannsamverkan in an area. The base is the households where groups are active or being formed, because the number of
/// all households in the area is unknown.
/// </summary>
/// <param name="Code">Code of the area.</param>
/// <param name="Name">Current Swedish name.</param>
/// <param name="ActiveGroups">Number of active groups.</param>
/// <param name="Households">Households in the active groups.</param>
/// <param name="HouseholdsInReach">
/// Households where groups are active or being formed, including those that do not take part. A group that has not reported this number
/// counts its members.
/// </param>
/// <param name="SharePercent">Share of those households in active groups, in whole percent; null if there are none.</param>
public sealed record WatchCoverageLine(
    string Code, string Name, int ActiveGroups, int Households, int HouseholdsInReach, int? SharePercent);

/// <summary>
/// A count and its change. Those who work with the promise see every count that is collected. For others, a count is null if it is hidden
/// because it is small or would reveal a small count, or if its period is not published. A change is null if a count is, or if the counts
/// cannot be compared.
/// </summary>
/// <param name="Code">Code of the area, category, form, target or goods; "" for the total or an unknown place.</param>
/// <param name="Name">Current Swedish name.</param>
/// <param name="Count">Cases in the period.</param>
/// <param name="PreviousPeriod">Cases in the previous period.</param>
/// <param name="SamePeriodLastYear">Cases in the same period one year earlier.</param>
/// <param name="Change">Difference from the previous period.</param>
/// <param name="ChangeSinceLastYear">Difference from the same period one year earlier.</param>
/// <param name="CountNote">Why Count is missing or partial, because of what is collected; otherwise null.</param>
/// <param name="PreviousPeriodNote">Why PreviousPeriod is missing, partial or not comparable; otherwise null.</param>
/// <param name="SamePeriodLastYearNote">Why SamePeriodLastYear is missing, partial or not comparable; otherwise null.</param>
public sealed record CountLine(
    string Code,
    string Name,
    int? Count,
    int? PreviousPeriod,
    int? SamePeriodLastYear,
    int? Change,
    int? ChangeSinceLastYear,
    CollectionNote? CountNote = null,
    CollectionNote? PreviousPeriodNote = null,
    CollectionNote? SamePeriodLastYearNote = null)
{
    /// <summary>A line with its changes calculated.</summary>
    internal static CountLine Of(string code, string name, int? count, int? previousPeriod, int? samePeriodLastYear) => new(
        code, name, count, previousPeriod, samePeriodLastYear, count - previousPeriod, count - samePeriodLastYear);
}

/// <summary>How current the data is.</summary>
/// <param name="GeneratedAt">When the document was generated.</param>
/// <param name="LastReportedOn">Day of the latest report in the municipality, or null if there are no reports.</param>
public sealed record Freshness(DateTimeOffset GeneratedAt, DateOnly? LastReportedOn);

/// <summary>Citizens' views (medborgarnas åsikter) on where and why they feel unsafe. Counts too small to be public are omitted.</summary>
/// <param name="Count">Number of views; null if it is too small to be public.</param>
/// <param name="ByArea">Views by area, largest count first.</param>
/// <param name="ByReason">Views by reason; a view with several reasons counts in each.</param>
public sealed record CitizenViewSummary(int? Count, IReadOnlyList<NamedCount> ByArea, IReadOnlyList<NamedCount> ByReason);
