using System.Text.RegularExpressions;

namespace Medborgarlofte.Reporting.Periods;

/// <summary>A period of whole calendar days (Europe/Stockholm).</summary>
/// <param name="Code">Its code in the API: 2021-w07, 2021-03, 2021-t1, 2021 or 2021-01-15--2021-02-03.</param>
/// <param name="Name">Its Swedish name in running text, e.g. "första tertialet 2021 (januari–april)".</param>
/// <param name="FirstDay">First day.</param>
/// <param name="LastDay">Last day.</param>
public sealed partial record Period(string Code, string Name, DateOnly FirstDay, DateOnly LastDay)
{
    private const int FirstYear = 1990;
    private const int LastYear = 2100;
    private const int LongestYears = 5;
    private const int TertialMonths = 4;

    private const string Help =
        "Ange period som vecka (2021-w07), månad (2021-03), tertial (2021-t1), år (2021)"
        + " eller dagar (2021-01-15--2021-02-03, högst fem år).";

    private static readonly string[] Ordinals = ["första", "andra", "tredje"];

    private enum Kind
    {
        Week,
        Month,
        Tertial,
        Year,
        Days,
    }

    /// <summary>Reads a period from a route.</summary>
    /// <exception cref="InvalidRequestException">The code does not denote a period.</exception>
    internal static Period Parse(string code)
    {
        var match = CodePattern().Match(code);
        return match.Success && FromMatch(match) is { } period ? period : throw RequestErrors.ExceptionFor("period", Help);
    }

    /// <summary>A calendar month.</summary>
    internal static Period Month(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return new Period(Invariant($"{year}-{month:00}"), SwedishText.Month(first), first, first.AddMonths(1).AddDays(-1));
    }

    /// <summary>The calendar month that contains a day.</summary>
    internal static Period MonthOf(DateOnly day) => Month(day.Year, day.Month);

    /// <summary>The tertial that contains a day.</summary>
    internal static Period TertialOf(DateOnly day) => Tertial(day.Year, ((day.Month - 1) / TertialMonths) + 1);

    /// <summary>A period from one day to another.</summary>
    internal static Period Range(DateOnly first, DateOnly last) =>
        new(Invariant($"{first:yyyy-MM-dd}--{last:yyyy-MM-dd}"), SwedishText.Days(first, last), first, last);

    /// <summary>The year, tertial, month or week with exactly these days, otherwise the range of days.</summary>
    internal static Period Of(DateOnly first, DateOnly last) =>
        new[] { Year(first.Year), TertialOf(first), Month(first.Year, first.Month), WeekOf(first) }
            .FirstOrDefault(period => period.FirstDay == first && period.LastDay == last)
        ?? Range(first, last);

    /// <summary>The preceding period of the same kind; a range of days is preceded by a range of the same length.</summary>
    internal Period Previous()
    {
        var dayBefore = FirstDay.AddDays(-1);
        return KindOfCode() switch
        {
            Kind.Week => WeekOf(dayBefore),
            Kind.Month => Month(dayBefore.Year, dayBefore.Month),
            Kind.Tertial => TertialOf(dayBefore),
            Kind.Year => Year(dayBefore.Year),
            _ => Range(FirstDay.AddDays(FirstDay.DayNumber - LastDay.DayNumber - 1), dayBefore),
        };
    }

    /// <summary>The same period one year earlier. Week 53 corresponds to the last week of a year that has 52 weeks.</summary>
    internal Period SamePeriodLastYear()
    {
        var year = FirstDay.Year - 1;
        switch (KindOfCode())
        {
            case Kind.Week:
                var thursday = FirstDay.AddDays(3).ToDateTime(TimeOnly.MinValue);
                var isoYear = ISOWeek.GetYear(thursday) - 1;
                return Week(isoYear, Math.Min(ISOWeek.GetWeekOfYear(thursday), ISOWeek.GetWeeksInYear(isoYear)));
            case Kind.Month:
                return Month(year, FirstDay.Month);
            case Kind.Tertial:
                return TertialOf(new DateOnly(year, FirstDay.Month, 1));
            case Kind.Year:
                return Year(year);
            default:
                return Range(FirstDay.AddYears(-1), LastDay.AddYears(-1));
        }
    }

    /// <summary>Whether it is a month, a tertial or a year. No two of these differ by only a few days.</summary>
    internal bool IsMonthOrLonger() => KindOfCode() is Kind.Month or Kind.Tertial or Kind.Year;

    /// <summary>Whether it is a calendar month.</summary>
    internal bool IsMonth() => KindOfCode() == Kind.Month;

    /// <summary>Whether it is a tertial.</summary>
    internal bool IsTertial() => KindOfCode() == Kind.Tertial;

    private static Period? FromMatch(Match match)
    {
        if (match.Groups["from"].Success)
        {
            return RangeOrNull(match.Groups["from"].Value, match.Groups["to"].Value);
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

    private static Period? RangeOrNull(string first, string last)
    {
        if (!TryParseDay(first, out var from) || !TryParseDay(last, out var to) || !IsYear(from.Year) || !IsYear(to.Year))
        {
            return null;
        }

        return from <= to && to < from.AddYears(LongestYears) ? Range(from, to) : null;
    }

    private static Period Week(int year, int week)
    {
        var monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday));
        return new Period(Invariant($"{year}-w{week:00}"), $"vecka {week} {year}", monday, monday.AddDays(6));
    }

    private static Period WeekOf(DateOnly day)
    {
        var moment = day.ToDateTime(TimeOnly.MinValue);
        return Week(ISOWeek.GetYear(moment), ISOWeek.GetWeekOfYear(moment));
    }

    // T1 is January–April, T2 May–August, T3 September–December.
    private static Period Tertial(int year, int number)
    {
        var first = new DateOnly(year, ((number - 1) * TertialMonths) + 1, 1);
        var last = first.AddMonths(TertialMonths).AddDays(-1);
        var name = $"{Ordinals[number - 1]} tertialet {year} ({SwedishText.MonthName(first)}–{SwedishText.MonthName(last)})";
        return new Period(Invariant($"{year}-t{number}"), name, first, last);
    }

    internal static Period Year(int year) =>
        new(Invariant($"{year:0000}"), $"år {year}", new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    /// <summary>The months, tertials and the year itself of a calendar year.</summary>
    internal static IEnumerable<Period> MonthsTertialsAndYear(int year) =>
    [
        .. Enumerable.Range(1, 12).Select(month => Month(year, month)), .. Enumerable.Range(1, 3).Select(number => Tertial(year, number)),
        Year(year),
    ];

    private Kind KindOfCode() => CodePattern().Match(Code) switch
    {
        var match when match.Groups["week"].Success => Kind.Week,
        var match when match.Groups["month"].Success => Kind.Month,
        var match when match.Groups["tertial"].Success => Kind.Tertial,
        var match when match.Groups["year"].Success => Kind.Year,
        _ => Kind.Days,
    };

    private static bool IsYear(int year) => year is >= FirstYear and <= LastYear;

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool TryParseDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?:(?<from>[0-9]{4}-[0-9]{2}-[0-9]{2})--(?<to>[0-9]{4}-[0-9]{2}-[0-9]{2})"
        + @"|(?<year>[0-9]{4})(?:-w(?<week>[0-9]{2})|-t(?<tertial>[1-3])|-(?<month>[0-9]{2}))?)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CodePattern();
}
