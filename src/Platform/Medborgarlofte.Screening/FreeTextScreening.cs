using System.Buffers;
using System.Globalization;
using System.Text;

namespace Medborgarlofte.Screening;

/// <summary>
/// Finds in a text what points out a person by its form: personal, coordination and reserve numbers, phone numbers,
/// e-mail addresses and number plates. Names have no form: they cannot be found, nor can personalised number plates.
/// </summary>
public static class FreeTextScreening
{
    // The widest is that of +46 (0)70.
    private const int LargestGap = 3;

    private static readonly SearchValues<char> Telling = SearchValues.Create("0123456789@");

    /// <summary>Everything found in free text, in its order.</summary>
    public static IReadOnlyList<PersonalDataFinding> Find(string text) => Find(text, isIdentifier: false);

    /// <summary>
    /// Everything found in an identifier that another system made, such as a case number. Many of those look like a
    /// phone number or a number plate, so only numbers with a check digit and e-mail addresses count; a GUID holds nothing.
    /// </summary>
    public static IReadOnlyList<PersonalDataFinding> FindInIdentifier(string text) => Guid.TryParse(text, out _) ? [] : Find(text, isIdentifier: true);

    /// <summary>The text with every finding replaced by an ellipsis, for what is shown or kept about a text that was refused.</summary>
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

    /// <summary>Tells what was found and where (row and character from 1), without the text itself, and what to do.</summary>
    /// <param name="field">The field as the caller named it.</param>
    /// <param name="text">The text.</param>
    /// <param name="finding">The finding.</param>
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
        if (text.AsSpan().IndexOfAny(Telling) < 0)
        {
            return findings;
        }

        // All but an e-mail address begins at the first digit of a run, or just before it.
        for (var start = NextDigit(text, 0); start < text.Length; start = NextRun(text, start))
        {
            var digits = DigitsFrom(text, start);
            if (digits >= PersonalNumbers.FewestDigits && PersonalNumbers.At(text, start) is { } number)
            {
                AddUnlessTold(number, findings);
            }
            else if (!isIdentifier)
            {
                var before = start > 0 ? text[start - 1] : ' ';
                if (digits >= ContactDetails.FewestDigits
                    && (text[start] == '0' || before is '+' or '(')
                    && ContactDetails.PhoneAt(text, before is '+' or '(' ? start - 1 : start) is { } phone)
                {
                    AddUnlessTold(phone, findings);
                }

                if (NumberPlates.AtDigits(text, start) is { } plate)
                {
                    AddUnlessTold(plate, findings);
                }
            }
        }

        foreach (var email in ContactDetails.Emails(text))
        {
            AddUnlessTold(email, findings);
        }

        findings.Sort((left, right) => left.Start.CompareTo(right.Start));
        return findings;
    }

    // What looks like a personal number may look like a phone number too; it is told once.
    private static void AddUnlessTold(PersonalDataFinding finding, List<PersonalDataFinding> findings)
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

    // How many digits follow each other from here with no letter and no more than three other characters between.
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

    // A surrogate pair is one character to whoever reads the place.
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
