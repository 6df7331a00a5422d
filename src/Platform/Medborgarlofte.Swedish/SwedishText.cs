using System.Globalization;

namespace Medborgarlofte.Swedish;

/// <summary>Numbers, dates, lists and names as they appear in Swedish running text.</summary>
public static class SwedishText
{
    private static readonly string[] Ordinals = ["första", "andra", "tredje", "fjärde"];

    /// <summary>The culture sv-SE.</summary>
    public static CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("sv-SE");

    /// <summary>Sorts names in the order of a Swedish dictionary.</summary>
    public static StringComparer Alphabet { get; } = StringComparer.Create(Culture, ignoreCase: true);

    /// <summary>1234 → "1 234" (with a no-break space).</summary>
    public static string Number(int number) => number.ToString("N0", Culture);

    /// <summary>A share as "83 procent".</summary>
    public static string Percent(int part, int whole) =>
        Number((int)Math.Round(100m * part / whole, MidpointRounding.AwayFromZero)) + " procent";

    /// <summary>"18 mars 2021".</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    /// <summary>"18 mars 2021 kl. 09.30", in the offset of <paramref name="time"/>.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("d MMMM yyyy 'kl.' HH.mm", Culture);

    /// <summary>"mars 2021".</summary>
    public static string Month(DateOnly day) => day.ToString("MMMM yyyy", Culture);

    /// <summary>"mars".</summary>
    public static string MonthName(DateOnly day) => day.ToString("MMMM", Culture);

    /// <summary>"andra kvartalet 2021".</summary>
    /// <param name="day">First day of the quarter.</param>
    public static string Quarter(DateOnly day) => $"{Ordinals[(day.Month - 1) / 3]} kvartalet {day.Year}";

    /// <summary>"15 januari–3 februari 2021"; a month and year that both days share appear once.</summary>
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

    /// <summary>
    /// "i området Ramdal", "i områdena Centrum och Ramdal". The common noun takes the preposition, because the right preposition
    /// for a place's own name (i, på, vid) does not follow from the name.
    /// </summary>
    public static string InAreas(IReadOnlyList<string> names) => (names.Count == 1 ? "i området " : "i områdena ") + List(names);

    /// <summary>A common noun inside a sentence: Skadegörelse → skadegörelse. Abbreviations are unchanged.</summary>
    public static string InSentence(string name) =>
        name.Length > 1 && char.IsUpper(name[0]) && !char.IsUpper(name[1]) ? char.ToLower(name[0], Culture) + name[1..] : name;

    /// <summary>A name at the start of a line.</summary>
    public static string Capitalised(string name) =>
        name.Length == 0 ? name : char.ToUpper(name[0], Culture) + name[1..];

    /// <summary>
    /// Oxelösund → Oxelösunds kommun. A name that ends in a vowel, s, x or z takes no s: Gnesta kommun, Borås kommun. The full name
    /// takes "i" for every municipality, whereas the short name varies: i Oxelösund, på Lidingö.
    /// </summary>
    public static string MunicipalityInFull(string name) => name switch
    {
        "" => "",
        "Falun" => "Falu kommun",
        _ when name.EndsWith(" kommun", StringComparison.Ordinal) || name.EndsWith(" stad", StringComparison.Ordinal) => name,
        _ when "aeiouyåäösxz".Contains(name[^1], StringComparison.OrdinalIgnoreCase) => name + " kommun",
        _ => name + "s kommun",
    };
}
