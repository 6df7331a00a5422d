using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Medborgarlofte.Mail;

/// <summary>Validates e-mail addresses: a single plain address that cannot inject headers, recipients or SMTP commands.</summary>
public static partial class EmailAddress
{
    /// <summary>Maximum length (RFC 5321: a path of 256 with its angle brackets).</summary>
    public const int MaxLength = 254;

    private const int LongestLocalPart = 64;
    private const string Atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";

    /// <summary>Parses an address: trims spaces, and converts the domain to lower case and ASCII (IDNA).</summary>
    /// <returns>False if the text is not a plain address: display names, comments and quoted local parts are rejected.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? address)
    {
        address = null;
        var trimmed = text?.Trim(' ');
        if (trimmed is not { Length: > 0 and <= MaxLength }
            || trimmed.Split('@') is not [var local, var domain]
            || local.Length > LongestLocalPart)
        {
            return false;
        }

        try
        {
            domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }

        var whole = $"{local}@{domain}";
        if (whole.Length > MaxLength || !Form().IsMatch(whole))
        {
            return false;
        }

        address = whole;
        return true;
    }

    // RFC 5321: a dot-atom, and a domain of at least two labels that does not end in a number.
    [GeneratedRegex(
        "^" + Atom + @"(\." + Atom + @")*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
