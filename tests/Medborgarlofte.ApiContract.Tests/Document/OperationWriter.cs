using System.Globalization;
using System.Text.Json.Nodes;
using Medborgarlofte.ApiContract.Tests.Examples;
using Medborgarlofte.Http;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>Completes an operation with texts, headers, errors and examples.</summary>
internal static class OperationWriter
{
    private const string Json = "application/json";

    public static JsonObject Write(
        string path, JsonObject raw, OperationFacts facts, IReadOnlyDictionary<string, Example> examples, ProblemExamples problems)
    {
        var id = (string)raw["operationId"]!;
        var example = examples.GetValueOrDefault(id) ?? throw new InvalidOperationException($"{id} has no example: call it in Examples.");
        var (summary, description) = DocStrings.Of(facts.Handler);
        var operation = new JsonObject
        {
            ["tags"] = new JsonArray(TagOf(path)),
            ["operationId"] = id,
            ["summary"] = summary?.TrimEnd('.'),
            ["description"] = $"{description}\n\n{AccessText(facts)}",
            ["parameters"] = Parameters(path, raw, facts, example),
        };
        if (facts.HasBody)
        {
            operation["requestBody"] = Body(raw, facts, example);
        }

        operation["responses"] = Responses(raw, facts, example, problems);
        if (facts.IsPublic)
        {
            operation["security"] = new JsonArray(new JsonObject(), new JsonObject { ["bearer"] = new JsonArray() });
        }

        return operation;
    }

    private static string AccessText(OperationFacts facts) =>
        facts.IsPublic ? "Open to all callers, signed in or not." : $"Roles: {string.Join(", ", facts.Roles)}.";

    // The first resource below the municipality, or the only one.
    private static string TagOf(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments.Length > 2 ? segments[2] : segments[0];
    }

    private static JsonArray Parameters(string path, JsonObject raw, OperationFacts facts, Example example)
    {
        var parameters = new JsonArray();
        foreach (var given in raw["parameters"]?.AsArray() ?? [])
        {
            var parameter = given!.DeepClone().AsObject();
            var name = (string)parameter["name"]!;
            parameter["name"] = name = (string)parameter["in"]! == "query" ? char.ToLowerInvariant(name[0]) + name[1..] : name;
            parameter["description"] = facts.Describe(name)
                ?? throw new InvalidOperationException(
                    $"{name} of {example.OperationId} has no description: add it to ParameterText or add [Description].");
            if (name is "page" or "limit")
            {
                parameter["schema"] = new JsonObject
                {
                    ["type"] = "integer",
                    ["format"] = "int32",
                    ["minimum"] = 1,
                    ["maximum"] = name == "limit" ? Paging.MaxLimit : 1_000_000,
                    ["default"] = name == "limit" ? 20 : 1,
                };
            }

            if ((example.ParameterOf(path, name) ?? ParameterText.ExampleOf(name)) is { } value)
            {
                parameter["example"] = parameter["schema"]!["type"] is JsonValue type && (string)type! == "integer"
                    ? JsonValue.Create(int.Parse(value, CultureInfo.InvariantCulture))
                    : JsonValue.Create(value);
            }

            parameters.Add(parameter);
        }

        if (facts.ReturnsPage)
        {
            var format = Parameter("format", "query", facts);
            format["description"] += facts.ReturnsFile is { } file ? $" \"{file.Split('/')[1]}\" returns the file." : "";
            parameters.Add(format);
        }

        if (facts.NeedsIfMatch)
        {
            var parameter = Parameter("If-Match", "header", facts);
            parameter["required"] = true;
            parameters.Add(parameter);
        }

        parameters.Add(Parameter("traceparent", "header", facts));
        return parameters;
    }

    private static JsonObject Parameter(string name, string place, OperationFacts facts) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = false,
        ["description"] = facts.Describe(name),
        ["schema"] = new JsonObject { ["type"] = "string" },
        ["example"] = ParameterText.ExampleOf(name),
    };

    private static JsonObject Body(JsonObject raw, OperationFacts facts, Example example)
    {
        if (facts.FileTypes.Count == 0)
        {
            var schema = raw["requestBody"]!["content"]![Json]!["schema"]!.DeepClone();
            return new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject
                {
                    [Json] = new JsonObject { ["schema"] = schema, ["example"] = JsonNode.Parse(example.Requests[Json]) },
                },
            };
        }

        return new JsonObject
        {
            ["required"] = true,
            ["description"] = "Content of the file, in UTF-8.",
            ["content"] = new JsonObject(facts.FileTypes.Select(type => KeyValuePair.Create(type, (JsonNode?)new JsonObject
            {
                ["schema"] = type == Json
                    ? new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" } }
                    : new JsonObject { ["type"] = "string" },
                ["example"] = type == Json ? JsonNode.Parse(example.Requests[type]) : JsonValue.Create(example.Requests[type]),
            }))),
        };
    }

    private static JsonObject Responses(JsonObject raw, OperationFacts facts, Example example, ProblemExamples problems)
    {
        var responses = new JsonObject();
        foreach (var (status, type) in facts.Answers)
        {
            var code = status.ToString(CultureInfo.InvariantCulture);
            var response = new JsonObject { ["description"] = Statuses.Text[status], ["headers"] = Headers(status, facts) };
            if (raw["responses"]?[code]?["content"]?[Json]?["schema"] is { } schema)
            {
                var content = new JsonObject
                {
                    [Json] = new JsonObject
                    {
                        ["schema"] = schema.DeepClone(),
                        ["example"] = JsonNode.Parse(example.Answers.GetValueOrDefault(status)
                            ?? throw new InvalidOperationException($"{example.OperationId} has no example of {status} ({type}).")),
                    },
                };
                if (facts.ReturnsPage)
                {
                    content["text/html"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } };
                }

                if (facts.ReturnsFile is { } file)
                {
                    content[file] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } };
                }

                response["content"] = content;
            }

            responses[code] = response;
        }

        foreach (var status in facts.Problems)
        {
            responses[status.ToString(CultureInfo.InvariantCulture)] =
                Problem(Statuses.Text[status], status, facts, problems.Of(status, example));
        }

        responses["default"] = Problem(Statuses.Any, 500, facts, problems.Of(504, example));
        return responses;
    }

    private static JsonObject Problem(string description, int status, OperationFacts facts, JsonNode example) => new()
    {
        ["description"] = description,
        ["headers"] = Headers(status, facts),
        ["content"] = new JsonObject
        {
            ["application/problem+json"] = new JsonObject
            {
                ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" },
                ["example"] = example,
            },
        },
    };

    private static JsonObject Headers(int status, OperationFacts facts)
    {
        var headers = new JsonObject();
        if (status is 201 or 202)
        {
            headers["Location"] = Header("Address of the created resource, relative to the root of the host.");
        }

        if (status < 300 && facts.ReturnsETag)
        {
            headers["ETag"] = Header("Version of the resource; send it as If-Match with a change.");
        }

        if (status is 429 or 503)
        {
            headers["Retry-After"] = new JsonObject
            {
                ["description"] = "Seconds to wait.",
                ["schema"] = new JsonObject { ["type"] = "integer", ["format"] = "int32" },
            };
        }

        headers["X-Request-Id"] = Header("Id of the request: the id sent by the caller, or a new one.");
        headers["traceparent"] = Header("Trace of the response (W3C Trace Context).");
        return headers;
    }

    private static JsonObject Header(string description) =>
        new() { ["description"] = description, ["schema"] = new JsonObject { ["type"] = "string" } };
}
