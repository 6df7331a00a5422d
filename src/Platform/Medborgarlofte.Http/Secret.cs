using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Medborgarlofte.Http;

/// <summary>
/// Keys and tokens that nobody can guess. Those that are told once are known here by their hash only: they are 256 random bits, so a
/// plain SHA-256 keeps them, and there is nothing to slow down.
/// </summary>
public static class Secret
{
    /// <summary>Number of characters of a hash.</summary>
    public const int HashLength = 64;

    /// <summary>Number of characters of a secret.</summary>
    public const int Length = 43;

    private const int Bytes = 32;

    /// <summary>A new secret, safe in a URL.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The hash under which a text is kept, in hexadecimal.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
