using System.Text.Json;
using System.Text.Json.Serialization;
using Medborgarlofte.Http;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Reporting;

/// <summary>How frozen documents are stored.</summary>
internal static class SnapshotJson
{
    // A snapshot outlives the members that a later version of the record may have dropped.
    private static readonly JsonSerializerOptions Options = new(ApiJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options);

    public static T Read<T>(string snapshot) => JsonSerializer.Deserialize<T>(snapshot, Options)!;
}
