using System.Globalization;
using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Domain;

/// <summary>A week or month in which a commitment promises its occasions.</summary>
/// <param name="Code">Its code in the API, e.g. 2018-w07 or 2018-03.</param>
/// <param name="Year">The year; of a week, its ISO year.</param>
/// <param name="Number">The number of the week or month in its year.</param>
/// <param name="FirstDay">First day.</param>
/// <param name="LastDay">Last day.</param>
public sealed record RhythmSpan(string Code, int Year, int Number, DateOnly FirstDay, DateOnly LastDay)
{
    private const int DaysInWeek = 7;

    /// <summary>
    /// The weeks or months of a time, in order. A week or month belongs to the time that contains its middle day, so that a calendar year
    /// has its 52 or 53 ISO weeks.
    /// </summary>
    public static IReadOnlyList<RhythmSpan> Of(CommitmentRhythm rhythm, DateOnly first, DateOnly last)
    {
        var spans = new List<RhythmSpan>();
        for (var span = Containing(rhythm, first); span.FirstDay <= last; span = Containing(rhythm, span.LastDay.AddDays(1)))
        {
            if (span.MiddleDay >= first && span.MiddleDay <= last)
            {
                spans.Add(span);
            }
        }

        return spans;
    }

    private DateOnly MiddleDay => FirstDay.AddDays((LastDay.DayNumber - FirstDay.DayNumber + 1) / 2);

    private static RhythmSpan Containing(CommitmentRhythm rhythm, DateOnly day)
    {
        if (rhythm == CommitmentRhythm.Monthly)
        {
            var first = new DateOnly(day.Year, day.Month, 1);
            return new(Invariant($"{day.Year}-{day.Month:00}"), day.Year, day.Month, first, first.AddMonths(1).AddDays(-1));
        }

        var moment = day.ToDateTime(TimeOnly.MinValue);
        var (year, week) = (ISOWeek.GetYear(moment), ISOWeek.GetWeekOfYear(moment));
        var monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday));
        return new(Invariant($"{year}-w{week:00}"), year, week, monday, monday.AddDays(DaysInWeek - 1));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
