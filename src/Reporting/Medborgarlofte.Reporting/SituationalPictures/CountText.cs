namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>Counts, changes and ages in Swedish running text.</summary>
internal static class CountText
{
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
    public static string SignedChange(int change) =>
        change > 0 ? $"+{SwedishText.Number(change)}" : $"\u2212{SwedishText.Number(-change)}";

    /// <summary>A total compared with an earlier period, e.g. "3 fler än under mars 2021".</summary>
    public static string Compared(int change, string period) =>
        change == 0 ? $"lika många som under {period}" : $"{Change(change)} än under {period}";

    /// <summary>The first days of a period whose name follows: "de första 3 dagarna av ".</summary>
    public static string FirstDays(int days) =>
        days == 1 ? "den första dagen av " : $"de första {SwedishText.Number(days)} dagarna av ";

    /// <summary>The age of a day: "i dag", "i går" or "för 3 dagar sedan".</summary>
    public static string Ago(int days) => days switch
    {
        <= 0 => "i dag",
        1 => "i går",
        _ => $"för {SwedishText.Number(days)} dagar sedan",
    };
}
