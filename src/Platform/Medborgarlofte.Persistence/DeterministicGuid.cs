using System.Security.Cryptography;
using System.Text;

namespace Medborgarlofte.Persistence;

/// <summary>Ids for work that must happen once: every process derives the same id from the same name.</summary>
public static class DeterministicGuid
{
    private const int Length = 16;
    private const int VersionByte = 6;
    private const int VariantByte = 8;

    /// <summary>Derives a version 8 GUID (RFC 9562) from the SHA-256 hash of the parts of a name.</summary>
    public static Guid Of(params ReadOnlySpan<string?> name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', name))).AsSpan(0, Length);
        bytes[VersionByte] = (byte)((bytes[VersionByte] & 0x0F) | 0x80);
        bytes[VariantByte] = (byte)((bytes[VariantByte] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
