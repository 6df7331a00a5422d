using System.Globalization;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Reporting.Pages;

/// <summary>What only the pages say in words: times, changes, how old a thing is, labels.</summary>
internal static class PageText
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("sv-SE");
    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    /// <summary>A time on the clock of Sweden.</summary>
    public static DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Stockholm);

    /// <summary>A time, e.g. "3 maj 2021 kl. 11.00".</summary>
    public static string Time(DateTimeOffset time) => Local(time).ToString("d MMMM yyyy 'kl.' HH.mm", Culture);

    /// <summary>A number of cases: "inga fall", "ett fall" or "23 fall".</summary>
    public static string Cases(int count) => count switch
    {
        0 => "inga fall",
        1 => "ett fall",
        _ => $"{SwedishText.Number(count)} fall",
    };

    /// <summary>A change in words: "3 fler", "3 färre" or "oförändrat".</summary>
    public static string Change(int change) => change switch
    {
        > 0 => $"{SwedishText.Number(change)} fler",
        < 0 => $"{SwedishText.Number(-change)} färre",
        _ => "oförändrat",
    };

    /// <summary>A change with its sign, e.g. "+3" or "−3".</summary>
    public static string SignedChange(int change) => change > 0 ? $"+{SwedishText.Number(change)}" : $"\u2212{SwedishText.Number(-change)}";

    /// <summary>A total set against an earlier period, e.g. "3 fler än under mars 2021".</summary>
    public static string Compared(int change, string period) =>
        change == 0 ? $"lika många som under {period}" : $"{Change(change)} än under {period}";

    /// <summary>How long ago a day was: "i dag", "i går" or "för 3 dagar sedan".</summary>
    public static string Ago(int days) => days switch
    {
        <= 0 => "i dag",
        1 => "i går",
        _ => $"för {SwedishText.Number(days)} dagar sedan",
    };

    /// <summary>The word that tells what an effect rests on.</summary>
    public static string Label(EffectKind kind) => kind switch
    {
        EffectKind.Observed => "Iakttagelse",
        EffectKind.Judged => "Bedömning",
        EffectKind.Hindered => "Hinder",
        _ => "Läge",
    };

    /// <summary>Where a measure stands and over which time it is meant to work.</summary>
    public static string Label(MeasureStatus status, MeasureHorizon horizon) =>
        $"{Label(status)}, {(horizon == MeasureHorizon.ShortTerm ? "kort sikt" : "lång sikt")}";

    /// <summary>Where a measure stands.</summary>
    public static string Label(MeasureStatus status) => status switch
    {
        MeasureStatus.Proposed => "Föreslagen",
        MeasureStatus.Decided => "Beslutad",
        MeasureStatus.Declined => "Avslagen",
        MeasureStatus.Planned => "Planerad",
        MeasureStatus.Started => "Pågår",
        MeasureStatus.Paused => "Pausad",
        MeasureStatus.Hindered => "Hindrad",
        MeasureStatus.Evaluated => "Utvärderad",
        MeasureStatus.Cancelled => "Avbruten",
        _ => "Genomförd",
    };
}
