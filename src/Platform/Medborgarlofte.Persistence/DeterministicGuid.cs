using System.Security.Cryptography;
using System.Text;

namespace Medborgarlofte.Persistence;

/// <summary>Ids of what is to happen once: whoever finds it due, in whatever process, gives it the same id.</summary>
public static class DeterministicGuid
{
    private const int Length = 16;
    private const int VersionByte = 6;
    private const int VariantByte = 8;

    /// <summary>The id of what is called so, a GUID of version 8 (RFC 9562) from its SHA-256.</summary>
    /// <param name="name">What it is called, part by part.</param>
    public static Guid Of(params ReadOnlySpan<string?> name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', name))).AsSpan(0, Length);
        bytes[VersionByte] = (byte)((bytes[VersionByte] & 0x0F) | 0x80);
        bytes[VariantByte] = (byte)((bytes[VariantByte] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
