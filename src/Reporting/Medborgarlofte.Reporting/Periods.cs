using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Medborgarlofte.Http;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Reporting;

/// <summary>Reads the codes of periods, names them in Swedish and finds the periods to compare with.</summary>
internal static partial class Periods
{
    private const int FirstYear = 1990;
    private const int LastYear = 2100;
    private const int LongestYears = 5;
    private const int TertialMonths = 4;

    private const string Help =
        "Ange period som vecka (2021-w07), månad (2021-03), tertial (2021-t1), år (2021) eller dagar (2021-01-15--2021-02-03, högst fem år).";

    private static readonly string[] Ordinals = ["första", "andra", "tredje"];

    /// <summary>Reads a period from a route.</summary>
    /// <exception cref="InvalidRequestException">The code is no period.</exception>
    public static Period Parse(string code)
    {
        if (TryParse(code, out var period))
        {
            return period;
        }

        var errors = new RequestErrors();
        errors.Add("period", Help);
        errors.ThrowIfAny();
        throw new UnreachableException();
    }

    /// <summary>Reads a period; false where the code is none.</summary>
    public static bool TryParse(string code, out Period period)
    {
        var match = Code().Match(code);
        period = match.Success ? FromMatch(match)! : null!;
        return period is not null;
    }

    /// <summary>An ISO week.</summary>
    public static Period Week(int year, int week)
    {
        var monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday));
        return new Period(Invariant($"{year}-w{week:00}"), $"vecka {week} {year}", monday, monday.AddDays(6));
    }

    /// <summary>A calendar month.</summary>
    public static Period Month(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return new Period(Invariant($"{year}-{month:00}"), SwedishText.Month(first), first, first.AddMonths(1).AddDays(-1));
    }

    /// <summary>A tertial: T1 January–April, T2 May–August, T3 September–December.</summary>
    public static Period Tertial(int year, int number)
    {
        var first = new DateOnly(year, ((number - 1) * TertialMonths) + 1, 1);
        var last = first.AddMonths(TertialMonths).AddDays(-1);
        var name = $"{Ordinals[number - 1]} tertialet {year} ({SwedishText.MonthName(first)}–{SwedishText.MonthName(last)})";
        return new Period(Invariant($"{year}-t{number}"), name, first, last);
    }

    /// <summary>The tertial in which a day falls.</summary>
    public static Period TertialOf(DateOnly day) => Tertial(day.Year, ((day.Month - 1) / TertialMonths) + 1);

    /// <summary>A calendar year.</summary>
    public static Period Year(int year) =>
        new(Invariant($"{year:0000}"), $"år {year}", new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    /// <summary>Days from one to another.</summary>
    public static Period Range(DateOnly first, DateOnly last) =>
        new(Invariant($"{first:yyyy-MM-dd}--{last:yyyy-MM-dd}"), SwedishText.Days(first, last), first, last);

    /// <summary>The period of some days: a year, tertial, month or week where they are one, otherwise the days themselves.</summary>
    public static Period Of(DateOnly first, DateOnly last) =>
        new[] { Year(first.Year), TertialOf(first), Month(first.Year, first.Month), WeekOf(first) }
            .FirstOrDefault(period => period.FirstDay == first && period.LastDay == last)
        ?? Range(first, last);

    /// <summary>The period of the same kind just before; for days, as many days just before.</summary>
    public static Period Previous(this Period period)
    {
        var dayBefore = period.FirstDay.AddDays(-1);
        return KindOf(period) switch
        {
            PeriodKind.Week => WeekOf(dayBefore),
            PeriodKind.Month => Month(dayBefore.Year, dayBefore.Month),
            PeriodKind.Tertial => TertialOf(dayBefore),
            PeriodKind.Year => Year(dayBefore.Year),
            _ => Range(period.FirstDay.AddDays(period.FirstDay.DayNumber - period.LastDay.DayNumber - 1), dayBefore),
        };
    }

    /// <summary>The same period one year earlier. Week 53 is compared with the last week of a year that has 52.</summary>
    public static Period LastYears(this Period period)
    {
        var year = period.FirstDay.Year - 1;
        switch (KindOf(period))
        {
            case PeriodKind.Week:
                var thursday = period.FirstDay.AddDays(3).ToDateTime(TimeOnly.MinValue);
                var isoYear = ISOWeek.GetYear(thursday) - 1;
                return Week(isoYear, Math.Min(ISOWeek.GetWeekOfYear(thursday), ISOWeek.GetWeeksInYear(isoYear)));
            case PeriodKind.Month:
                return Month(year, period.FirstDay.Month);
            case PeriodKind.Tertial:
                return TertialOf(new DateOnly(year, period.FirstDay.Month, 1));
            case PeriodKind.Year:
                return Year(year);
            default:
                return Range(period.FirstDay.AddYears(-1), period.LastDay.AddYears(-1));
        }
    }

    /// <summary>Whether it is a month, a tertial or a year, none of which another of them is almost the same as.</summary>
    public static bool IsLong(this Period period) => KindOf(period) is PeriodKind.Month or PeriodKind.Tertial or PeriodKind.Year;

    private static Period? FromMatch(Match match)
    {
        if (match.Groups["from"].Success)
        {
            return TryDay(match.Groups["from"].Value, out var from) && TryDay(match.Groups["to"].Value, out var to)
                && IsYear(from.Year) && IsYear(to.Year) && from <= to && to < from.AddYears(LongestYears)
                    ? Range(from, to)
                    : null;
        }

        var year = Number(match.Groups["year"]);
        if (!IsYear(year))
        {
            return null;
        }

        if (match.Groups["week"].Success)
        {
            var week = Number(match.Groups["week"]);
            return week >= 1 && week <= ISOWeek.GetWeeksInYear(year) ? Week(year, week) : null;
        }

        if (match.Groups["month"].Success)
        {
            var month = Number(match.Groups["month"]);
            return month is >= 1 and <= 12 ? Month(year, month) : null;
        }

        return match.Groups["tertial"].Success ? Tertial(year, Number(match.Groups["tertial"])) : Year(year);
    }

    private static PeriodKind KindOf(Period period) => Code().Match(period.Code) switch
    {
        var match when match.Groups["week"].Success => PeriodKind.Week,
        var match when match.Groups["month"].Success => PeriodKind.Month,
        var match when match.Groups["tertial"].Success => PeriodKind.Tertial,
        var match when match.Groups["year"].Success => PeriodKind.Year,
        _ => PeriodKind.Days,
    };

    private static Period WeekOf(DateOnly day)
    {
        var moment = day.ToDateTime(TimeOnly.MinValue);
        return Week(ISOWeek.GetYear(moment), ISOWeek.GetWeekOfYear(moment));
    }

    private static bool IsYear(int year) => year is >= FirstYear and <= LastYear;

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?:(?<from>[0-9]{4}-[0-9]{2}-[0-9]{2})--(?<to>[0-9]{4}-[0-9]{2}-[0-9]{2})|(?<year>[0-9]{4})(?:-w(?<week>[0-9]{2})|-t(?<tertial>[1-3])|-(?<month>[0-9]{2}))?)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();

    private enum PeriodKind
    {
        Week,
        Month,
        Tertial,
        Year,
        Days,
    }
}
