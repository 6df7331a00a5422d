using System.Text.RegularExpressions;
using Medborgarlofte.Http;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>Codes of areas, categories, forms, targets, goods and sources: lower-case words joined by hyphens.</summary>
internal static partial class Codes
{
    public const int MaxLength = 64;

    public static void Check(string field, string? code, RequestErrors errors)
    {
        if (code is null || code.Length > MaxLength || !Pattern().IsMatch(code))
        {
            errors.Add(
                field,
                $"{field} ska vara små bokstäver a–z och siffror, ord skilda av bindestreck, högst {MaxLength} tecken, t.ex. ramdal.");
        }
        else
        {
            errors.CheckIdentifier(field, code, MaxLength);
        }
    }

    public static void CheckUnchanged(string field, string? code, string current, RequestErrors errors)
    {
        if (code is not null && code != current)
        {
            errors.Add(field, "En kod kan inte ändras, eftersom händelser pekar på den.");
        }
    }

    [GeneratedRegex(
        @"^[a-z0-9]+(?:-[a-z0-9]+)*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Pattern();
}
