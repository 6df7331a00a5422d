using System.Text.RegularExpressions;

namespace Medborgarlofte.Screening;

/// <summary>
/// Recognises personal and coordination numbers (Skatteverket, SKV 704 and SKV 707): ten or twelve digits, a valid date (the day plus 60 in
/// a coordination number) and a Luhn check digit over the last ten, separated by -, +, spaces or nothing. Recognises reserve numbers in the
/// formats that Inera publishes (Personuppgiftstjänsten, "Lokala reservidn" and "Nationellt reservid"): Stockholm 99yyyyNNNNNC, Västra
/// Götaland yyyymmddGggC, Värmland yyyymmddABNC, Inera yyyymmxxNNNC with xx 32 to 59, and the national XXYYMMDD with two or three letters.
/// </summary>
internal static partial class PersonalNumbers
{
    /// <summary>Minimum number of digits: the date of a reserve number that ends in letters.</summary>
    public const int MinDigits = 8;

    // Spaces as people and word processors write them.
    private const string S = @"[ \t\u00A0\u2007\u2009\u202F]";
    private const string Dash = @"[-+\u2010-\u2013\u2212]";

    // Joined or separated by spaces, with an optional dash before the last four digits; or a date with dashes.
    private const string TwoDigits = "[0-9]{2}" + S + "?";
    private const string Spaced = TwoDigits + TwoDigits + "[0-9]{2}(?:" + S + "?" + Dash + S + "?|" + S + ")?" + TwoDigits + "[0-9]{2}";
    private const string Dashed = "[0-9]{2}-[0-9]{2}-[0-9]{2}" + Dash + "[0-9]{4}";

    /// <summary>The number that starts at an index, or null.</summary>
    public static PersonalDataFinding? At(string text, int start)
    {
        if (TryMatch(TwelveDigits(), text, start) is { } twelve)
        {
            return twelve;
        }

        return TryMatch(TenDigits(), text, start)
            ?? (Lettered().Match(text, start) is { Success: true } lettered && IsLettered(lettered.ValueSpan)
                ? new PersonalDataFinding(PersonalDataKind.ReserveNumber, start, lettered.Length)
                : null);
    }

    private static PersonalDataFinding? TryMatch(Regex form, string text, int start) =>
        form.Match(text, start) is { Success: true } match && KindOf(match.ValueSpan) is { } kind
            ? new PersonalDataFinding(kind, start, match.Length)
            : null;

    private static PersonalDataKind? KindOf(ReadOnlySpan<char> candidate)
    {
        Span<int> all = stackalloc int[12];
        var count = 0;
        foreach (var character in candidate)
        {
            if (char.IsAsciiDigit(character))
            {
                all[count++] = character - '0';
            }
        }

        var ten = all[(count - 10)..count];
        if (count == 12 && all[0] == 9 && all[1] == 9)
        {
            return LuhnHolds(all[4..]) ? PersonalDataKind.ReserveNumber : null;
        }

        var month = (ten[2] * 10) + ten[3];
        var day = (ten[4] * 10) + ten[5];
        if (month is < 1 or > 12 || !LuhnHolds(ten))
        {
            return null;
        }

        var year = (ten[0] * 10) + ten[1] + (count == 12 ? ((all[0] * 10) + all[1]) * 100 : 2000);
        var last = DateTime.DaysInMonth(year, month);
        return day switch
        {
            >= 1 when day <= last => PersonalDataKind.PersonalNumber,
            > 60 when day - 60 <= last => PersonalDataKind.CoordinationNumber,
            >= 32 and <= 59 when count == 12 => PersonalDataKind.ReserveNumber,
            _ => null,
        };
    }

    private static bool IsLettered(ReadOnlySpan<char> candidate)
    {
        var suffix = candidate[^4..];
        var (month, day) = (TwoDigitsAt(candidate, 4), TwoDigitsAt(candidate, 6));
        if (month is < 1 or > 12)
        {
            // A national reserve number without known date of birth: 00YY, then 20 to 99, then 40 to 59.
            return candidate.StartsWith("00") && month >= 20 && day is >= 40 and <= 59 && char.IsAsciiLetter(suffix[1]);
        }

        if (day is < 1 or > 31)
        {
            return false;
        }

        if (suffix[0] is not ('K' or 'M' or 'X') || !char.IsAsciiDigit(suffix[1]))
        {
            return true;
        }

        Span<int> digits = stackalloc int[10];
        for (var index = 0; index < 6; index++)
        {
            digits[index] = candidate[index + 2] - '0';
        }

        digits[6] = suffix[0] switch { 'K' => 5, 'M' => 7, _ => 8 };
        for (var index = 1; index < 4; index++)
        {
            digits[6 + index] = suffix[index] - '0';
        }

        return LuhnHolds(digits);
    }

    private static int TwoDigitsAt(ReadOnlySpan<char> text, int index) => ((text[index] - '0') * 10) + text[index + 1] - '0';

    private static bool LuhnHolds(ReadOnlySpan<int> digits)
    {
        var sum = 0;
        for (var index = 0; index < digits.Length; index++)
        {
            var product = (digits.Length - index) % 2 == 0 ? digits[index] * 2 : digits[index];
            sum += product > 9 ? product - 9 : product;
        }

        return sum % 10 == 0;
    }

    [GeneratedRegex(
        @"\G(?:(?:18|19|20|99)" + S + "?" + Spaced + "|(?:18|19|20)" + Dashed + ")(?![0-9])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex TwelveDigits();

    [GeneratedRegex(
        @"\G(?:" + Spaced + "|" + Dashed + ")(?![0-9])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex TenDigits();

    [GeneratedRegex(
        @"\G(?<![A-Za-z])[0-9]{8}-?(?:[KMX][0-9]{3}|[A-Z][FUXPL][0-9][A-Z1-9]|[A-HJ-NPR-UX-Z]{2}[0-9]{2}|[A-HJ-NPR-UX-Z]{3}[0-9])"
        + "(?![0-9A-Za-z])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Lettered();
}
