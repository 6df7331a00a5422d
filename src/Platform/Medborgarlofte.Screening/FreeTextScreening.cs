using System.Buffers;
using System.Globalization;
using System.Text;

namespace Medborgarlofte.Screening;

/// <summary>
/// Finds personal data that has a recognisable format: personal, coordination and reserve numbers, phone numbers, e-mail addresses and
/// number plates. Names and personalised number plates have no such format and are not found.
/// </summary>
public static class FreeTextScreening
{
    // Maximum number of characters between digits, as in +46 (0)70.
    private const int LargestGap = 3;

    private static readonly SearchValues<char> Indicators = SearchValues.Create("0123456789@");

    /// <summary>Finds personal data in free text, in text order.</summary>
    public static IReadOnlyList<PersonalDataFinding> Find(string text) => Find(text, isIdentifier: false);

    /// <summary>
    /// Finds personal data in an identifier of another system, such as a case number. Because many identifiers look like phone numbers or
    /// number plates, only numbers with a check digit and e-mail addresses count. A GUID contains no personal data.
    /// </summary>
    public static IReadOnlyList<PersonalDataFinding> FindInIdentifier(string text) =>
        Guid.TryParse(text, out _) ? [] : Find(text, isIdentifier: true);

    /// <summary>Replaces every finding by an ellipsis, for messages about a rejected text.</summary>
    public static string Mask(string text)
    {
        var findings = Find(text);
        if (findings is [])
        {
            return text;
        }

        var masked = new StringBuilder();
        var from = 0;
        foreach (var finding in findings.Where(finding => finding.Start >= from))
        {
            masked.Append(text, from, finding.Start - from).Append('…');
            from = finding.End;
        }

        return masked.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>
    /// Describes a finding and its position (line and character from 1) in Swedish, without the text itself, with advice.
    /// </summary>
    public static string Describe(string field, string text, PersonalDataFinding finding)
    {
        var lineStart = finding.Start == 0 ? 0 : text.LastIndexOf('\n', finding.Start - 1) + 1;
        var line = 1 + text.AsSpan(0, lineStart).Count('\n');
        var first = CharactersIn(text, lineStart, finding.Start) + 1;
        var last = CharactersIn(text, lineStart, finding.End);
        var (name, advice) = finding.Kind switch
        {
            PersonalDataKind.PersonalNumber => ("ett personnummer", "Ta bort det."),
            PersonalDataKind.CoordinationNumber => ("ett samordningsnummer", "Ta bort det."),
            PersonalDataKind.ReserveNumber => ("ett reservnummer", "Ta bort det."),
            PersonalDataKind.PhoneNumber => ("ett telefonnummer", "Ta bort det; ett ärendenummer skrivs i externalId."),
            PersonalDataKind.EmailAddress => ("en e-postadress", "Ta bort den."),
            _ => ("ett registreringsnummer", "Ta bort det; beskriv fordonet med slag och färg om det behövs."),
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{field}: rad {line}, tecken {first}–{last} ser ut som {name}. {advice} Här får inget stå som pekar ut en person.");
    }

    private static List<PersonalDataFinding> Find(string text, bool isIdentifier)
    {
        var findings = new List<PersonalDataFinding>();
        if (text.AsSpan().IndexOfAny(Indicators) < 0)
        {
            return findings;
        }

        // Everything but an e-mail address starts at the first digit of a run, or just before it.
        for (var start = NextDigit(text, 0); start < text.Length; start = NextRun(text, start))
        {
            var digits = DigitsFrom(text, start);
            if (digits >= PersonalNumbers.MinDigits && PersonalNumbers.At(text, start) is { } number)
            {
                AddUnlessOverlapping(number, findings);
            }
            else if (!isIdentifier)
            {
                var before = start > 0 ? text[start - 1] : ' ';
                if (digits >= ContactDetails.MinDigits
                    && (text[start] == '0' || before is '+' or '(')
                    && ContactDetails.PhoneAt(text, before is '+' or '(' ? start - 1 : start) is { } phone)
                {
                    AddUnlessOverlapping(phone, findings);
                }

                if (NumberPlates.AtDigits(text, start) is { } plate)
                {
                    AddUnlessOverlapping(plate, findings);
                }
            }
        }

        foreach (var email in ContactDetails.Emails(text))
        {
            AddUnlessOverlapping(email, findings);
        }

        findings.Sort((left, right) => left.Start.CompareTo(right.Start));
        return findings;
    }

    // A personal number may also look like a phone number; it is reported once.
    private static void AddUnlessOverlapping(PersonalDataFinding finding, List<PersonalDataFinding> findings)
    {
        if (!findings.Exists(other => other.Start < finding.End && finding.Start < other.End))
        {
            findings.Add(finding);
        }
    }

    private static int NextDigit(string text, int from)
    {
        var index = text.AsSpan(from).IndexOfAnyInRange('0', '9');
        return index < 0 ? text.Length : from + index;
    }

    private static int NextRun(string text, int start)
    {
        var end = text.AsSpan(start).IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : NextDigit(text, start + end);
    }

    // Counts the digits from an index, without letters and with at most three other characters in between.
    private static int DigitsFrom(string text, int start)
    {
        var (digits, apart) = (0, 0);
        for (var index = start; index < text.Length && apart <= LargestGap && !char.IsLetter(text[index]); index++)
        {
            var isDigit = char.IsAsciiDigit(text[index]);
            digits += isDigit ? 1 : 0;
            apart = isDigit ? 0 : apart + 1;
        }

        return digits;
    }

    // Counts a surrogate pair as one character, as readers do.
    private static int CharactersIn(string text, int from, int to)
    {
        var count = 0;
        for (var index = from; index < to; index++)
        {
            count += char.IsLowSurrogate(text[index]) ? 0 : 1;
        }

        return count;
    }
}
