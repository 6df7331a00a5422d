namespace Medborgarlofte.Reporting.Cube;

/// <summary>Cells of one grain, from one first day to another.</summary>
internal sealed record CoverRange(CubeGrain Grain, DateOnly From, DateOnly To)
{
    /// <summary>The first day of each cell's grain: named one by one they let the database seek each instead of reading all between.</summary>
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

/// <summary>Covers days with as many whole months as go in, and the days left over before and after them.</summary>
internal static class PeriodCover
{
    /// <summary>At most three ranges that together hold each day once; none where the last day comes before the first.</summary>
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
