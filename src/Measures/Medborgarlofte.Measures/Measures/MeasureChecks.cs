namespace Medborgarlofte.Measures.Measures;

/// <summary>Checks of measures and their status changes.</summary>
internal static class MeasureChecks
{
    private const int MaxCost = 1_000_000_000;
    private const int MaxTimeLength = 20;

    /// <summary>A cost in whole kronor.</summary>
    public static int? Cost(this RequestErrors errors, string field, int? cost)
    {
        if (cost is < 0 or > MaxCost)
        {
            errors.Add(field, $"{field} ska vara hela kronor, från 0 till {MaxCost.ToString(CultureInfo.InvariantCulture)}.");
        }

        return cost;
    }

    /// <summary>The planned time in a request, given as a time or as a month.</summary>
    public static PlannedTime? PlannedOf(this RequestErrors errors, PlannedTimeRequest? planned, string? month = null)
    {
        // Personal data is rejected even in a text that is not used.
        var isText = planned is null || errors.CheckText("planned.value", planned.Value, MaxTimeLength);
        if (month is not null)
        {
            if (planned is not null)
            {
                errors.Add("plannedMonth", "Ange antingen plannedMonth eller planned, inte båda.");
            }

            return TimeOf(errors, "plannedMonth", PlannedPrecision.Month, month);
        }

        if (planned is null)
        {
            return null;
        }

        var precision = errors.Required("planned.precision", planned.Precision);
        return isText && planned.Precision is not null ? TimeOf(errors, "planned.value", precision, planned.Value!) : null;
    }

    /// <summary>The hindrance, required if the new status is hindered and not allowed otherwise.</summary>
    public static MeasureHindrance? HindranceOf(this RequestErrors errors, MeasureHindranceRequest? hindrance, MeasureStatus to)
    {
        if (hindrance is null)
        {
            if (to == MeasureStatus.Hindered)
            {
                errors.Add("hindrance", "hindrance saknas: ange vad som hindrar åtgärden och sedan när.");
            }

            return null;
        }

        if (to != MeasureStatus.Hindered)
        {
            errors.Add("hindrance", "hindrance anges bara när to är hindered.");
        }

        errors.InOrder("hindrance.from", hindrance.From, "hindrance.to", hindrance.To);
        errors.InOrder("hindrance.from", hindrance.From, "hindrance.newDate", hindrance.NewDate);
        return new MeasureHindrance(
            errors.Required("hindrance.reason", hindrance.Reason),
            errors.Required("hindrance.from", hindrance.From),
            hindrance.To,
            hindrance.NewDate);
    }

    private static PlannedTime? TimeOf(RequestErrors errors, string field, PlannedPrecision precision, string text)
    {
        var planned = PlannedTimes.Read(precision, text);
        if (planned is null)
        {
            errors.Add(field, precision switch
            {
                PlannedPrecision.Date => $"{field} ska vara ett datum, t.ex. 2021-06-15.",
                PlannedPrecision.Month => $"{field} ska vara en månad, t.ex. 2021-06.",
                _ => $"{field} ska vara ett kvartal, t.ex. 2021-q2.",
            });
        }

        return planned;
    }
}
