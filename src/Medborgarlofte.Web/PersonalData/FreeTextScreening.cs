using System.Buffers;
using System.Globalization;
using System.Text;

namespace Medborgarlofte.Web.PersonalData;

/// <summary>
/// Finds in a text what points out a person by its form: personal, coordination and reserve numbers, phone numbers,
/// e-mail addresses and number plates. Names have no form: they cannot be found, nor can personalised number plates.
/// </summary>
public static class FreeTextScreening
{
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

        PersonalNumbers.Find(text, findings);
        ContactDetails.FindEmails(text, findings);
        if (!isIdentifier)
        {
            // A personal number can look like a phone number too; it is told once.
            var numbers = findings.Count;
            ContactDetails.FindPhones(text, findings);
            NumberPlates.Find(text, findings);
            for (var index = findings.Count - 1; index >= numbers; index--)
            {
                if (findings.Take(numbers).Any(number => number.Start < findings[index].End && findings[index].Start < number.End))
                {
                    findings.RemoveAt(index);
                }
            }
        }

        findings.Sort((left, right) => left.Start.CompareTo(right.Start));
        return findings;
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
