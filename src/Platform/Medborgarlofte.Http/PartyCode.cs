using System.Text.RegularExpressions;

namespace Medborgarlofte.Http;

/// <summary>The code of a party: its type and its name, e.g. police:nykoping or municipality:0481.</summary>
public static partial class PartyCode
{
    /// <summary>Maximum length.</summary>
    public const int MaxLength = 100;

    /// <summary>Whether a text is a party code.</summary>
    public static bool IsValid(string? code) => code is { Length: <= MaxLength } && Form().IsMatch(code);

    [GeneratedRegex(
        @"^[a-z]+(-[a-z]+)*:[a-z0-9]+(-[a-z0-9]+)*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Form();
}
