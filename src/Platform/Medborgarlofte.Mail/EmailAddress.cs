using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Medborgarlofte.Mail;

/// <summary>Checks e-mail addresses: one plain address, which cannot carry a second header, recipient or command with it.</summary>
public static partial class EmailAddress
{
    /// <summary>Greatest number of characters (RFC 5321: a path of 256 with its angle brackets).</summary>
    public const int MaxLength = 254;

    private const int LongestLocalPart = 64;

    /// <summary>Reads an address: spaces around it are dropped, the domain becomes lower case, å ä ö in it become ASCII (IDNA).</summary>
    /// <param name="text">What somebody has written.</param>
    /// <param name="address">The address as it is kept and sent to.</param>
    /// <returns>False where it is no address that mail can be sent to: no name beside it, no comment, no quoted local part.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? address)
    {
        address = null;
        var trimmed = text?.Trim(' ');
        if (trimmed is not { Length: > 0 and <= MaxLength } || trimmed.Split('@') is not [var local, var domain] || local.Length > LongestLocalPart)
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
        @"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
