namespace Medborgarlofte.Reporting;

/// <summary>Calendar days as people in Sweden count them.</summary>
internal static class Days
{
    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    /// <summary>The day on which a moment falls in Sweden.</summary>
    public static DateOnly Of(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Stockholm).DateTime);

    /// <summary>The first day of the month.</summary>
    public static DateOnly FirstOfMonth(this DateOnly day) => new(day.Year, day.Month, 1);
}
