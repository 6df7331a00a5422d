using System.Text.Json;
using System.Text.Json.Serialization;

namespace Medborgarlofte.Contracts;

/// <summary>How an event is written in an event log: camelCase names, enumerations by name.</summary>
public static class EventJson
{
    /// <summary>The one set of options that event logs are written and read with.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
