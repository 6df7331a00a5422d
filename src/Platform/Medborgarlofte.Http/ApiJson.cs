using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Medborgarlofte.Http;

/// <summary>How the API reads and writes JSON: camelCase, enumerations by camelCase name, unknown members refused.</summary>
public static partial class ApiJson
{
    /// <summary>The API's options.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Sets the API's options on the framework's.</summary>
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

    /// <summary>The code under which the API shows an enumeration's value, e.g. notStarted.</summary>
    public static string CodeOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Reads a code of a query, null where it is left out. The framework's own binding takes Started and 1, and refuses started.</summary>
    /// <exception cref="InvalidRequestException">It is none of the codes (400).</exception>
    public static TEnum? ReadCode<TEnum>(string field, string? code)
        where TEnum : struct, Enum
    {
        if (code is null)
        {
            return null;
        }

        var found = Enum.GetValues<TEnum>().Where(value => CodeOf(value) == code).ToList();
        var errors = new RequestErrors();
        if (found is [])
        {
            errors.Add(field, $"{field} ska vara {string.Join(", ", Enum.GetValues<TEnum>().Select(CodeOf))}.");
        }

        errors.ThrowIfAny();
        return found[0];
    }

    /// <summary>Whether JSON was refused for a member that the API does not know.</summary>
    public static bool IsUnknownMember(JsonException exception) => exception.Message.Contains("could not be mapped", StringComparison.Ordinal);

    // The framework reads a time without offset as the server's own: a case would land on another day.
    private sealed partial class TimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && HasOffset().IsMatch(reader.GetString()!) && reader.TryGetDateTimeOffset(out var time)
                ? time
                : throw new RefusedJsonException("Ange tiden med förskjutning, t.ex. 2021-03-02T14:30:00+01:00 eller 2021-03-02T13:30:00Z.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        [GeneratedRegex(@"T.+(?:Z|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
        private static partial Regex HasOffset();
    }

    // The framework's own converter takes "verified, rejected" for a combination and numbers for names.
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
            Enum.GetValues<TEnum>().ToFrozenDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);

        private static readonly FrozenDictionary<TEnum, string> Codes = Values.ToFrozenDictionary(value => value.Value, value => value.Key);

        public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Values.TryGetValue(reader.GetString()!, out var value)
                ? value
                : throw new RefusedJsonException($"Tillåtna värden: {string.Join(", ", Values.Keys.Order(StringComparer.Ordinal))}.");

        public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => writer.WriteStringValue(Codes[value]);
    }
}

/// <summary>A JSON text holds a value that is not taken, for a reason that helps the caller.</summary>
/// <param name="help">A Swedish sentence that helps.</param>
public sealed class RefusedJsonException(string help) : JsonException(help);
