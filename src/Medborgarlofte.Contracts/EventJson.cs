using System.Text.Json;
using System.Text.Json.Serialization;

namespace Medborgarlofte.Contracts;

/// <summary>JSON format of events in the event logs: camelCase names, enumerations by name.</summary>
public static class EventJson
{
    /// <summary>The options for writing and reading event logs.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
