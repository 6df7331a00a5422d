using System.Text.Json.Serialization;

namespace Medborgarlofte.Reporting.Data;

/// <summary>The stored form of frozen documents.</summary>
internal static class SnapshotJson
{
    // A snapshot may have members that a later version of the record no longer has.
    private static readonly JsonSerializerOptions Options =
        new(ApiJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options);

    public static T Read<T>(string snapshot) => JsonSerializer.Deserialize<T>(snapshot, Options)!;
}
