using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Medborgarlofte.Web.PersonalData;

/// <summary>
/// Swedish number plates (Transportstyrelsen): three letters, then three digits, or two digits and a letter. The letters
/// I, Q, V, Å, Ä and Ö are not used, nor O as the last one. Written together in capitals or small letters, or in
/// capitals with a space between: "och 120 personer" is no plate. MAX123 is taken for one, for words are not written so;
/// MAX 123 is not, nor are some other words that stand before numbers.
/// </summary>
internal static partial class NumberPlates
{
    private static readonly FrozenSet<string> WordsBeforeNumbers =
        FrozenSet.ToFrozenSet(["MAX", "TEL", "DNR", "HUS", "RUM", "LGH", "SMS", "EST", "KLO", "NOR", "SYD", "OST", "BUS", "CAR"], StringComparer.Ordinal);

    public static void Find(string text, List<PersonalDataFinding> findings)
    {
        foreach (var match in Plate().EnumerateMatches(text))
        {
            var plate = text.AsSpan(match.Index, match.Length);
            if (plate.Length == 6 || !WordsBeforeNumbers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(plate[..3]))
            {
                findings.Add(new PersonalDataFinding(PersonalDataKind.NumberPlate, match.Index, match.Length));
            }
        }
    }

    [GeneratedRegex(
        @"(?<![\w]|[\w][-_/])(?:[A-HJ-PR-UW-Za-hj-pr-uw-z]{3}[0-9]{2}[0-9A-HJ-NPR-UW-Za-hj-npr-uw-z]|[A-HJ-PR-UW-Z]{3}[ \u00A0][0-9]{2}[0-9A-HJ-NPR-UW-Z])(?![\w]|[-_/][\w])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plate();
}
