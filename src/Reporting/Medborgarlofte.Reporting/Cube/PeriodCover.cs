namespace Medborgarlofte.Reporting.Cube;

/// <summary>The cells of one grain from one first day to another.</summary>
internal sealed record CoverRange(CubeGrain Grain, DateOnly From, DateOnly To)
{
    /// <summary>The first day of each cell. With a list of days the database seeks each cell instead of scanning the range.</summary>
    public IReadOnlyList<DateOnly> Days
    {
        get
        {
            var days = new List<DateOnly>();
            for (var day = From; day <= To; day = Grain == CubeGrain.Day ? day.AddDays(1) : day.AddMonths(1))
            {
                days.Add(day);
            }

            return days;
        }
    }
}

/// <summary>Divides a range of days into whole months and the remaining days before and after them.</summary>
internal static class PeriodCover
{
    /// <summary>At most three ranges that contain each day once. Empty if the last day precedes the first.</summary>
    public static IReadOnlyList<CoverRange> Of(DateOnly first, DateOnly last)
    {
        if (last < first)
        {
            return [];
        }

        var firstMonth = first.Day == 1 ? first : first.FirstOfMonth().AddMonths(1);
        var afterMonths = last.AddDays(1).FirstOfMonth();
        if (firstMonth >= afterMonths)
        {
            return [new CoverRange(CubeGrain.Day, first, last)];
        }

        var ranges = new List<CoverRange>(3);
        if (first < firstMonth)
        {
            ranges.Add(new CoverRange(CubeGrain.Day, first, firstMonth.AddDays(-1)));
        }

        ranges.Add(new CoverRange(CubeGrain.Month, firstMonth, afterMonths.AddMonths(-1)));
        if (afterMonths <= last)
        {
            ranges.Add(new CoverRange(CubeGrain.Day, afterMonths, last));
        }

        return ranges;
    }
}
