using System.Text.Json;

namespace Medborgarlofte.TestSupport;

/// <summary>Short readings of JSON.</summary>
public static class JsonReading
{
    /// <summary>A text.</summary>
    public static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;

    /// <summary>A text, or null.</summary>
    public static string? TextOrNull(this JsonElement element, string property) => element.GetProperty(property).GetString();

    /// <summary>A whole number.</summary>
    public static int Number(this JsonElement element, string property) => element.GetProperty(property).GetInt32();

    /// <summary>The items of an array.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray()];
}
