using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Medborgarlofte.Http;

/// <summary>
/// Unguessable keys and tokens. The system stores only their hash. They are 256 random bits, so SHA-256 is sufficient and a slow
/// password hash is not needed.
/// </summary>
public static class Secret
{
    /// <summary>Length of a hash.</summary>
    public const int HashLength = 64;

    /// <summary>Length of a secret.</summary>
    public const int Length = 43;

    private const int Bytes = 32;

    /// <summary>Creates a URL-safe secret.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The hexadecimal hash of a secret.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
