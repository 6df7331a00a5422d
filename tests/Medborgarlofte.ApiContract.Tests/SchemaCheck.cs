using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Medborgarlofte.ApiContract.Tests;

/// <summary>Validates JSON against the subset of JSON Schema that the document uses, and returns every error.</summary>
internal static class SchemaCheck
{
    public static IEnumerable<string> Errors(JsonNode? value, JsonNode? schema, JsonObject document, string where = "$")
    {
        if (schema is not JsonObject rules)
        {
            return [];
        }

        if ((string?)rules["$ref"] is { } reference)
        {
            return Errors(value, document["components"]!["schemas"]![reference.Split('/')[^1]], document, where);
        }

        if (rules["oneOf"] is JsonArray choices)
        {
            return choices.Any(choice => !Errors(value, choice, document, where).Any())
                ? []
                : [$"{where} matches none of the alternatives: {Shown(value)}"];
        }

        var types = rules["type"] switch
        {
            JsonArray several => several.Select(type => (string)type!).ToArray(),
            JsonValue one => [(string)one!],
            _ => [],
        };
        if (types.Length > 0 && !types.Contains(TypeOf(value)) && !(types.Contains("number") && TypeOf(value) == "integer"))
        {
            return [$"{where} is {TypeOf(value)}, not {string.Join(" or ", types)}"];
        }

        return value switch
        {
            JsonObject members => MemberErrors(members, rules, document, where),
            JsonArray items => items.SelectMany((item, index) => Errors(item, rules["items"], document, $"{where}[{index}]")),
            JsonValue text when TypeOf(text) == "string" => TextErrors((string)text!, rules, where),
            _ => [],
        };
    }

    private static IEnumerable<string> MemberErrors(JsonObject members, JsonObject rules, JsonObject document, string where)
    {
        var properties = rules["properties"] as JsonObject ?? [];
        var missing = (rules["required"]?.AsArray() ?? []).Select(name => (string)name!).Where(name => !members.ContainsKey(name))
            .Select(name => $"{where}.{name} is missing");
        var unknown = (bool?)(rules["additionalProperties"] as JsonValue) == false
            ? members.Where(member => !properties.ContainsKey(member.Key)).Select(member => $"{where}.{member.Key} is unknown")
            : [];
        return missing.Concat(unknown).Concat(members.SelectMany(member => Errors(
            member.Value, properties[member.Key] ?? rules["additionalProperties"] as JsonObject, document, $"{where}.{member.Key}")));
    }

    private static IEnumerable<string> TextErrors(string text, JsonObject rules, string where)
    {
        var fits = (string?)rules["format"] switch
        {
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            _ => true,
        };
        if (!fits || (rules["enum"] is JsonArray values && !values.Any(value => (string)value! == text)))
        {
            yield return $"{where} is {text}";
        }
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => value.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E') ? "number" : "integer",
    };

    private static string Shown(JsonNode? value) => value?.ToJsonString() is { } text ? text[..Math.Min(text.Length, 80)] : "null";
}
