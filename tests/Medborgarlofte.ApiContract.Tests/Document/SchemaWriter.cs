using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>Adds descriptions, enumerations and examples of times, which the framework does not generate, to the schemas.</summary>
internal static class SchemaWriter
{
    public static JsonObject Write(JsonObject raw, Dictionary<string, Type> types)
    {
        var schemas = new JsonObject(raw.OrderBy(schema => schema.Key, StringComparer.Ordinal)
            .Select(schema =>
                KeyValuePair.Create(schema.Key, (JsonNode?)Complete(schema.Value!.DeepClone().AsObject(), types[schema.Key]))));
        schemas["Problem"] = Problem();
        return schemas;
    }

    private static JsonObject Complete(JsonObject schema, Type type)
    {
        if (type.IsEnum)
        {
            return Enumeration(type);
        }

        schema["description"] = DocStrings.Of(type);
        if (schema["properties"] is not JsonObject properties)
        {
            return schema;
        }

        var required = new JsonArray();
        foreach (var property in type.GetProperties())
        {
            if (properties[JsonNamingPolicy.CamelCase.ConvertName(property.Name)] is not JsonObject written)
            {
                continue;
            }

            written["description"] = DocStrings.Of(property);
            CompleteTime(written, property);
            if (IsRequired(type, property))
            {
                required.Add(JsonNamingPolicy.CamelCase.ConvertName(property.Name));
            }
        }

        schema.Remove("required");
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        schema["additionalProperties"] = false;
        return schema;
    }

    // A response always has every member; a request requires only the members with [Required].
    private static bool IsRequired(Type type, PropertyInfo property)
    {
        if (type.Name.EndsWith("Request", StringComparison.Ordinal))
        {
            return property.IsDefined(typeof(RequiredAttribute));
        }

        var parameter = type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .FirstOrDefault(parameter => parameter.Name == property.Name);
        return parameter?.HasDefaultValue != true;
    }

    private static JsonObject Enumeration(Type type)
    {
        var values = type.GetFields(BindingFlags.Public | BindingFlags.Static);
        var lines = values.Select(value => $"* `{CodeOf(value)}`: {DocStrings.Of(value)}");
        return new JsonObject
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. values.Select(value => (JsonNode)CodeOf(value))]),
            ["description"] = $"{DocStrings.Of(type)}\n\n{string.Join("\n", lines)}",
        };

        static string CodeOf(FieldInfo value) => JsonNamingPolicy.CamelCase.ConvertName(value.Name);
    }

    // The framework does not know the format of the API's time converter.
    private static void CompleteTime(JsonObject schema, PropertyInfo property)
    {
        if (property.PropertyType == typeof(DateTimeOffset) || property.PropertyType == typeof(DateTimeOffset?))
        {
            schema["type"] = property.PropertyType == typeof(DateTimeOffset) ? "string" : new JsonArray("null", "string");
            schema["example"] = "2021-03-20T21:00:00+01:00";
        }
        else if ((string?)schema["format"] == "date")
        {
            schema["example"] = "2021-03-20";
        }
    }

    private static JsonObject Problem()
    {
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = "Problem details (RFC 9457), in Swedish.",
            ["required"] = new JsonArray("type", "title", "status", "detail", "instance", "traceId", "requestId"),
            ["properties"] = new JsonObject
            {
                ["type"] = Text("URN that identifies the problem type, or about:blank if the status is sufficient."),
                ["title"] = Text("Short title, the same for every problem of this type."),
                ["status"] = new JsonObject { ["type"] = "integer", ["format"] = "int32", ["description"] = "HTTP status." },
                ["detail"] = Text("Explanation specific to this occurrence of the problem."),
                ["instance"] = Text("Address of the request."),
                ["traceId"] = Text("Id of the trace in the operator's logs."),
                ["requestId"] = Text("Id of the request, equal to the X-Request-Id header of the response."),
                ["errors"] = new JsonObject
                {
                    ["type"] = "object",
                    ["description"] = "For an invalid request (400): the errors of each field, by the name of the field in the request.",
                    ["additionalProperties"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
                },
                ["from"] = Text("For a transition that is not allowed (409): the current status."),
                ["to"] = Text("For a transition that is not allowed (409): the requested status."),
                ["allowed"] = new JsonObject
                {
                    ["type"] = "array",
                    ["description"] = "For a transition that is not allowed (409): the allowed statuses.",
                    ["items"] = new JsonObject { ["type"] = "string" },
                },
                ["currentVersion"] = new JsonObject
                {
                    ["type"] = "integer",
                    ["format"] = "int32",
                    ["description"] = "For a change of an outdated version (412): the current version.",
                },
                ["confirmation"] = Text("For a note that requires confirmation (409): the value to send with the same note."),
                ["existing"] = Text("For an externalId that is already in use (409): address of the stored resource."),
            },
        };

        static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
    }
}
