using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Medborgarlofte.Http;

/// <summary>JSON settings of the API: camelCase, enumerations by camelCase name, unknown members rejected.</summary>
public static partial class ApiJson
{
    /// <summary>The API's options.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Applies the API's settings to the framework's options.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new CodeConverterFactory());
        options.Converters.Add(new TimeConverter());
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = 16;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        return options;
    }

    /// <summary>The API's code for an enumeration value, e.g. notStarted.</summary>
    public static string CodeOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>
    /// Parses a code in a query; null if it is absent. The framework's binding accepts Started and 1, and rejects started.
    /// </summary>
    /// <exception cref="InvalidRequestException">The code is unknown (400).</exception>
    public static TEnum? ReadCode<TEnum>(string field, string? code)
        where TEnum : struct, Enum
    {
        if (code is null)
        {
            return null;
        }

        var values = Enum.GetValues<TEnum>();
        return values.Where(value => CodeOf(value) == code).ToList() is [var found, ..]
            ? found
            : throw RequestErrors.ExceptionFor(field, $"{field} ska vara {string.Join(", ", values.Select(CodeOf))}.");
    }

    /// <summary>Whether the exception is about an unknown member.</summary>
    public static bool IsUnknownMember(JsonException exception) =>
        exception.Message.Contains("could not be mapped", StringComparison.Ordinal);

    // The framework reads a time without offset as server time, which could move a case to another day.
    private sealed partial class TimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
            && HasOffset().IsMatch(reader.GetString()!)
            && reader.TryGetDateTimeOffset(out var time)
                ? time
                : throw new RefusedJsonException(
                    "Ange tiden med förskjutning, t.ex. 2021-03-02T14:30:00+01:00 eller 2021-03-02T13:30:00Z.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value);

        [GeneratedRegex(
            @"T.+(?:Z|[+-][0-9]{2}:[0-9]{2})\z",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            matchTimeoutMilliseconds: 10_000)]
        private static partial Regex HasOffset();
    }

    // The framework's converter accepts "verified, rejected" as a combination, and numbers as names.
    private sealed class CodeConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(CodeConverter<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class CodeConverter<TEnum> : JsonConverter<TEnum>
        where TEnum : struct, Enum
    {
        private static readonly FrozenDictionary<string, TEnum> Values =
            Enum.GetValues<TEnum>()
                .ToFrozenDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);

        private static readonly FrozenDictionary<TEnum, string> Codes = Values.ToFrozenDictionary(value => value.Value, value => value.Key);

        public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Values.TryGetValue(reader.GetString()!, out var value)
                ? value
                : throw new RefusedJsonException($"Tillåtna värden: {string.Join(", ", Values.Keys.Order(StringComparer.Ordinal))}.");

        public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Codes[value]);
    }
}

/// <summary>A JSON value is rejected for a reason that the response explains.</summary>
/// <param name="help">Swedish explanation for the caller.</param>
public sealed class RefusedJsonException(string help) : JsonException(help);
