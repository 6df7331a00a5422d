using System.Text.RegularExpressions;

namespace Medborgarlofte.Screening;

/// <summary>
/// Recognises phone numbers and e-mail addresses. Swedish numbers follow PTS's numbering plan: 0, an area code of one to three digits,
/// eight to ten digits in total, ten for mobile numbers; in all common groupings. Case numbers, years, times, amounts and dates do not
/// match, because they have no leading 0 with five or more digits after the area code.
/// </summary>
internal static partial class ContactDetails
{
    // An area code and five digits, and the longest international number (E.164).
    public const int MinDigits = 8;
    private const int MaxDigits = 15;

    private const string S = @"[ \t\u00A0\u2007\u2009\u202F]";
    private const string Gap = "(?:" + S + @"?[-/\u2010-\u2013]" + S + "?|" + S + ")";
    private const string Between = @"[- \t\u00A0\u2007\u2009\u202F\u2010-\u2013]?";

    // Excludes parts of longer numbers and of codes such as dnr-0701, 2021-03-02 or an IBAN.
    private const string Before = @"(?<![0-9A-Za-z]|[0-9A-Za-z][-_.,\u2010-\u2013]|[0-9]:)";
    private const string After = @"(?![0-9A-Za-z]|[-_\u2010-\u2013][0-9A-Za-z]|[.:,][0-9])";

    private const string Mobile = "07[0-9]" + Between + "[0-9](?:" + Between + "[0-9]){6}";
    private const string Run = "0[1-9][0-9]{7,8}";
    private const string Sep = @"[- \t\u00A0\u2007\u2009\u202F]";

    private const string Grouped =
        "[0-9]{3}" + Sep + "[0-9]{2,3}(?:" + Sep + "[0-9]{2})?|[0-9]{2}" + Sep + "(?:[0-9]{3}|[0-9]{2}" + Sep + "[0-9]{2})";

    private const string Landline =
        @"(?:\(0(?:8|[1-9][0-9]{1,2})\)" + S + "?|0(?:8|[1-9][0-9]{1,2})" + Gap + ")(?:[0-9]{5,8}|" + Grouped + ")";

    private const string FromAbroad = @"(?:\+|00)46" + Between + @"(?:\(0\)" + Between + ")?[1-9](?:" + Between + "[0-9]){6,8}";
    private const string Foreign = @"\+[1-9](?:" + Between + "[0-9]){9,14}";

    /// <summary>The phone number that starts at an index, or null.</summary>
    public static PersonalDataFinding? PhoneAt(string text, int start)
    {
        var match = Phone().Match(text, start);
        return match.Success && match.ValueSpan.CountDigits() is >= MinDigits and <= MaxDigits
            ? new PersonalDataFinding(PersonalDataKind.PhoneNumber, start, match.Length)
            : null;
    }

    private static int CountDigits(this ReadOnlySpan<char> text)
    {
        var digits = 0;
        foreach (var character in text)
        {
            digits += char.IsAsciiDigit(character) ? 1 : 0;
        }

        return digits;
    }

    /// <summary>The e-mail addresses in a text.</summary>
    public static IEnumerable<PersonalDataFinding> Emails(string text) => text.Contains('@', StringComparison.Ordinal)
        ? Email().Matches(text).Select(match => new PersonalDataFinding(PersonalDataKind.EmailAddress, match.Index, match.Length))
        : [];

    [GeneratedRegex(
        @"\G" + Before + "(?:" + Mobile + "|" + Landline + "|" + Run + "|" + FromAbroad + "|" + Foreign + ")" + After,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Phone();

    // The limits bound the work for long words without @.
    [GeneratedRegex(
        @"[\w.%+'-]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Email();
}
