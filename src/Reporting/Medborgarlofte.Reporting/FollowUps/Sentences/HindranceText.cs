namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>A hindrance in running text.</summary>
internal static class HindranceText
{
    /// <summary>" av pandemirestriktioner (1 januari–30 april 2021), tas upp den 3 maj 2021".</summary>
    public static string Of(MeasureHindrance hindrance)
    {
        var again = hindrance.NewDate is { } day ? ", tas upp den " + SwedishText.Day(day) : "";
        return $" av {Reason(hindrance.Reason)} ({Days(hindrance.From, hindrance.To)}){again}";
    }

    /// <summary>The reason.</summary>
    public static string Reason(HindranceReason reason) => reason switch
    {
        HindranceReason.PandemicRestrictions => "pandemirestriktioner",
        HindranceReason.Illness => "sjukdom",
        HindranceReason.Staffing => "personalbrist",
        HindranceReason.Funding => "brist på medel",
        _ => "vädret",
    };

    /// <summary>The days.</summary>
    public static string Days(DateOnly from, DateOnly? to) =>
        to is { } last ? SwedishText.Days(from, last) : "sedan den " + SwedishText.Day(from);
}
