using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Medborgarlofte.IncidentIntake.PublicReports;

/// <summary>
/// Keys and tokens that are told once and then known here by their hash only. They are 256 random bits, so a plain
/// SHA-256 keeps them: there is nothing to guess from, and nothing to slow down.
/// </summary>
internal static class Secret
{
    public const int HashLength = 64;
    private const int Bytes = 32;

    /// <summary>A new secret, safe in a URL: 43 characters.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The hash under which a text is kept, in hexadecimal.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
