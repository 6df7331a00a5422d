using System.Text.Json;

namespace Medborgarlofte.TestSupport;

/// <summary>Extension methods that read JSON.</summary>
public static class JsonReading
{
    /// <summary>Reads a string.</summary>
    public static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;

    /// <summary>Reads a string or null.</summary>
    public static string? TextOrNull(this JsonElement element, string property) => element.GetProperty(property).GetString();

    /// <summary>Reads an integer.</summary>
    public static int Number(this JsonElement element, string property) => element.GetProperty(property).GetInt32();

    /// <summary>Reads an integer or null.</summary>
    public static int? NumberOrNull(this JsonElement element, string property) =>
        element.GetProperty(property) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    /// <summary>Reads the items of an array.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray()];
}
