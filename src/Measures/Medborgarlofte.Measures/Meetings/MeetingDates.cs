using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.Measures.Meetings;

/// <summary>The next meeting day of a municipality's rhythm.</summary>
internal static class MeetingDates
{
    private const int Week = 7;

    /// <summary>The first day of the rhythm from today after the latest meeting, held or planned; without one, the next weekday.</summary>
    public static DateOnly Next(MeetingRhythm rhythm, DateOnly? latest, DateOnly today)
    {
        if (latest is not { } day)
        {
            return NextWeekday(today);
        }

        do
        {
            day = After(day, rhythm);
        }
        while (day < today);

        return day;
    }

    private static DateOnly After(DateOnly day, MeetingRhythm rhythm)
    {
        if (rhythm != MeetingRhythm.TwiceMonthly)
        {
            return day.AddDays(rhythm == MeetingRhythm.Weekly ? Week : 2 * Week);
        }

        // Twice a month means the first and third of that weekday in the month.
        do
        {
            day = day.AddDays(Week);
        }
        while ((day.Day - 1) / Week is not (0 or 2));

        return day;
    }

    private static DateOnly NextWeekday(DateOnly today)
    {
        do
        {
            today = today.AddDays(1);
        }
        while (today.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);

        return today;
    }
}
