using System.Globalization;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Measures.Features;

/// <summary>Checks of what measures say and how they move.</summary>
internal static class MeasureChecks
{
    private const int MaxCost = 1_000_000_000;
    private const int MaxTimeLength = 20;

    /// <summary>Free text that may be left out; null where it is.</summary>
    public static string? OptionalText(this RequestErrors errors, string field, string? text, int maxLength)
    {
        errors.CheckText(field, text, maxLength, required: false);
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>A cost in whole kronor.</summary>
    public static int? Cost(this RequestErrors errors, string field, int? cost)
    {
        if (cost is < 0 or > MaxCost)
        {
            errors.Add(field, $"{field} ska vara hela kronor, från 0 till {MaxCost.ToString(CultureInfo.InvariantCulture)}.");
        }

        return cost;
    }

    /// <summary>The planned time that a request states, as a time or in the older way as a month.</summary>
    public static PlannedTime? PlannedOf(this RequestErrors errors, PlannedTimeRequest? planned, string? month = null)
    {
        // What looks like a person is refused wherever it stands, also where the text is of no use.
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

    /// <summary>What stops a measure; only a measure that moves to hindered states it, and it must.</summary>
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
            errors.Required("hindrance.reason", hindrance.Reason), errors.Required("hindrance.from", hindrance.From), hindrance.To, hindrance.NewDate);
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
