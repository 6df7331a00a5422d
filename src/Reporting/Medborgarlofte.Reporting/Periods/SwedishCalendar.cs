namespace Medborgarlofte.Reporting.Periods;

/// <summary>Times and calendar days in Sweden.</summary>
internal static class SwedishCalendar
{
    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    /// <summary>A moment with Sweden's offset.</summary>
    public static DateTimeOffset LocalTime(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Stockholm);

    /// <summary>The calendar day of a moment in Sweden.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(LocalTime(moment).DateTime);

    /// <summary>The first day of the month.</summary>
    public static DateOnly FirstOfMonth(this DateOnly day) => new(day.Year, day.Month, 1);
}
