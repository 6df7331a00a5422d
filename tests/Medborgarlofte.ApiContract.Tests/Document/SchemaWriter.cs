using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>Completes the schemas with what the framework cannot read: texts, enumerations and examples of times.</summary>
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

    // An answer always has every member; of a request only those that cannot be left out are required.
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

    // The framework does not know what the API's own converter of times writes.
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
            ["description"] = "What went wrong (RFC 9457), in Swedish.",
            ["required"] = new JsonArray("type", "title", "status", "detail", "instance", "traceId", "requestId"),
            ["properties"] = new JsonObject
            {
                ["type"] = Text("URN that identifies the type of problem; about:blank where the status says it all."),
                ["title"] = Text("Short title, the same for every problem of this type."),
                ["status"] = new JsonObject { ["type"] = "integer", ["format"] = "int32", ["description"] = "HTTP status." },
                ["detail"] = Text("What helps in this very case."),
                ["instance"] = Text("The address that was called."),
                ["traceId"] = Text("Trace under which the operator finds the cause."),
                ["requestId"] = Text("Id of the request, the same as X-Request-Id of the answer."),
                ["errors"] = new JsonObject
                {
                    ["type"] = "object",
                    ["description"] = "For a wrong request (400): what is wrong, by the field as the caller named it.",
                    ["additionalProperties"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
                },
                ["from"] = Text("For a move that is not allowed (409): the status now."),
                ["to"] = Text("For a move that is not allowed (409): the status asked for."),
                ["allowed"] = new JsonObject
                {
                    ["type"] = "array",
                    ["description"] = "For a move that is not allowed (409): the statuses that it can take.",
                    ["items"] = new JsonObject { ["type"] = "string" },
                },
                ["currentVersion"] = new JsonObject { ["type"] = "integer", ["format"] = "int32", ["description"] = "For a change of something that has changed meanwhile (412): the version that holds now." },
                ["confirmation"] = Text("For a note that says more than its code (409): what to send with the same note."),
                ["existing"] = Text("For an externalId that is known (409): address of what is already stored."),
            },
        };

        static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
    }
}
