using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Medborgarlofte.Screening;

/// <summary>
/// Recognises Swedish number plates (Transportstyrelsen): three letters, then three digits or two digits and a letter, without the letters
/// I, Q, V, Å, Ä and Ö, and without O as the last character. The parts are joined in upper or lower case, or separated by a space in upper
/// case: "och 120 personer" is not a plate. MAX123 is one; MAX 123 is not, because MAX is a word that precedes numbers.
/// </summary>
internal static partial class NumberPlates
{
    private const int Letters = 3;

    private static readonly FrozenSet<string> WordsBeforeNumbers =
        FrozenSet.ToFrozenSet(
            ["MAX", "TEL", "DNR", "HUS", "RUM", "LGH", "SMS", "EST", "KLO", "NOR", "SYD", "OST", "BUS", "CAR"], StringComparer.Ordinal);

    /// <summary>The number plate whose digits start at an index, or null.</summary>
    public static PersonalDataFinding? AtDigits(string text, int digits)
    {
        var start = digits - (digits > 0 && char.IsAsciiLetter(text[digits - 1]) ? Letters : Letters + 1);
        if (start < 0 || !char.IsAsciiLetter(text[start]) || Plate().Match(text, start) is not { Success: true } match)
        {
            return null;
        }

        var isWord = match.Length > Letters * 2
            && WordsBeforeNumbers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(match.ValueSpan[..Letters]);
        return isWord ? null : new PersonalDataFinding(PersonalDataKind.NumberPlate, start, match.Length);
    }

    [GeneratedRegex(
        @"\G(?<![\w]|[\w][-_/])(?:[A-HJ-PR-UW-Za-hj-pr-uw-z]{3}[0-9]{2}[0-9A-HJ-NPR-UW-Za-hj-npr-uw-z]"
        + @"|[A-HJ-PR-UW-Z]{3}[ \u00A0][0-9]{2}[0-9A-HJ-NPR-UW-Z])(?![\w]|[-_/][\w])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Plate();
}
