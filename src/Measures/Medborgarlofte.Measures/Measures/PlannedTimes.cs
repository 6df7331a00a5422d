using System.Text.RegularExpressions;

namespace Medborgarlofte.Measures.Measures;

/// <summary>Planned times as text: 2021-06-15, 2021-06 and 2021-q2.</summary>
internal static partial class PlannedTimes
{
    /// <summary>Parses a time of the given precision, or returns null.</summary>
    public static PlannedTime? Read(PlannedPrecision precision, string text) => precision switch
    {
        PlannedPrecision.Date when Exact(text, "yyyy-MM-dd") is { } day => new PlannedTime(precision, day),
        PlannedPrecision.Month when Exact(text, "yyyy-MM") is { } first => new PlannedTime(precision, first),
        PlannedPrecision.Quarter when Quarter().IsMatch(text) && Exact(text[..4], "yyyy") is { } year =>
            new PlannedTime(precision, year.AddMonths(3 * (text[6] - '1'))),
        _ => null,
    };

    /// <summary>The planned time as text.</summary>
    public static string Text(this PlannedTime planned) => planned.Precision switch
    {
        PlannedPrecision.Date => planned.FirstDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        PlannedPrecision.Month => planned.FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{planned.FirstDay:yyyy}-q{((planned.FirstDay.Month - 1) / 3) + 1}"),
    };

    // A year outside the range is a typing error, and a year near 9999 would overflow.
    private static DateOnly? Exact(string text, string format) =>
        DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= 1900 and < 2200 ? day : null;

    [GeneratedRegex(@"^[0-9]{4}-q[1-4]\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Quarter();
}
