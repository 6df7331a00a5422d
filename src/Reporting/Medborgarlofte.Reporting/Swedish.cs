using System.Globalization;

namespace Medborgarlofte.Reporting;

/// <summary>Numbers, days and lists as they are written in Swedish running text.</summary>
internal static class Swedish
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("sv-SE");
    private static readonly string[] Ordinals = ["första", "andra", "tredje", "fjärde"];

    /// <summary>Orders names as a Swedish dictionary does.</summary>
    public static StringComparer Alphabet { get; } = StringComparer.Create(Culture, ignoreCase: true);

    /// <summary>1234 → "1 234" (with a space that does not break).</summary>
    public static string Number(int number) => number.ToString("N0", Culture);

    /// <summary>A number, or "enstaka" where it is so small that it may point out a person.</summary>
    public static string NumberOrFew(int number) => Pages.SmallCells.IsSmall(number) ? "enstaka" : Number(number);

    /// <summary>A share as "83 procent".</summary>
    public static string Percent(int part, int whole) =>
        Number((int)Math.Round(100m * part / whole, MidpointRounding.AwayFromZero)) + " procent";

    /// <summary>"18 mars 2021".</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    /// <summary>"mars 2021".</summary>
    public static string Month(DateOnly day) => day.ToString("MMMM yyyy", Culture);

    /// <summary>"andra kvartalet 2021", by the quarter's first day.</summary>
    public static string Quarter(DateOnly day) => $"{Ordinals[(day.Month - 1) / 3]} kvartalet {day.Year}";

    /// <summary>"mars".</summary>
    public static string MonthName(DateOnly day) => day.ToString("MMMM", Culture);

    /// <summary>"15 januari–3 februari 2021": says month and year once where they are the same.</summary>
    public static string Days(DateOnly first, DateOnly last) => (first, last) switch
    {
        _ when first == last => Day(first),
        _ when first.Year != last.Year => $"{Day(first)}–{Day(last)}",
        _ when first.Month != last.Month => $"{first.ToString("d MMMM", Culture)}–{Day(last)}",
        _ => $"{first.Day}–{Day(last)}",
    };

    /// <summary>"a, b och c".</summary>
    public static string List(IReadOnlyList<string> items, string conjunction = "och") => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} {conjunction} {items[^1]}",
    };

    /// <summary>"i området Ramdal", "i områdena Centrum och Ramdal": whether a place's own name takes i, på or vid cannot be told from it.</summary>
    public static string InAreas(IReadOnlyList<string> names) => (names.Count == 1 ? "i området " : "i områdena ") + List(names);

    /// <summary>A common noun's name inside a sentence: Skadegörelse → skadegörelse. Abbreviations stay as they are.</summary>
    public static string InSentence(string name) =>
        name.Length > 1 && char.IsUpper(name[0]) && !char.IsUpper(name[1]) ? char.ToLower(name[0], Culture) + name[1..] : name;

    /// <summary>A name as it stands first in a line.</summary>
    public static string Capitalised(string name) =>
        name.Length == 0 ? name : char.ToUpper(name[0], Culture) + name[1..];
}
