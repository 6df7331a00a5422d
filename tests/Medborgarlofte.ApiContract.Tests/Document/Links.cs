using System.Text.Json.Nodes;

namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>Adds links from responses with an id or code to the operations at the same address and below.</summary>
internal static class Links
{
    public static void Add(JsonObject paths)
    {
        foreach (var (path, item) in paths)
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                foreach (var (status, response) in operation!["responses"]!.AsObject())
                {
                    if (status.StartsWith('2') && response!["content"]?["application/json"]?["example"] is JsonObject answer
                        && LinksOf(path, method, answer, paths) is { Count: > 0 } links)
                    {
                        response["links"] = links;
                    }
                }
            }
        }
    }

    private static JsonObject LinksOf(string path, string method, JsonObject answer, JsonObject paths)
    {
        var links = new JsonObject();
        foreach (var (target, item) in paths.Where(
            target => target.Key == path || target.Key.StartsWith(path + "/", StringComparison.Ordinal)))
        {
            foreach (var (verb, operation) in item!.AsObject())
            {
                if ((target != path || verb != method) && ParametersOf(target, path, answer) is { } parameters)
                {
                    var id = (string)operation!["operationId"]!;
                    links[id] = new JsonObject { ["operationId"] = id, ["parameters"] = parameters };
                }
            }
        }

        return links;
    }

    // Path parameters of the request are reused; the id or code of a created resource is read from the response body.
    private static JsonObject? ParametersOf(string target, string path, JsonObject answer)
    {
        var parameters = new JsonObject();
        foreach (var name in target.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => segment.Trim('{', '}')))
        {
            if (path.Contains($"{{{name}}}", StringComparison.Ordinal))
            {
                parameters[name] = $"$request.path.{name}";
            }
            else if (target.StartsWith($"{path}/{{{name}}}", StringComparison.Ordinal) && MemberFor(name, answer) is { } member)
            {
                parameters[name] = $"$response.body#/{member}";
            }
            else
            {
                return null;
            }
        }

        return parameters;
    }

    private static string? MemberFor(string name, JsonObject answer) => name switch
    {
        "id" or "code" => answer.ContainsKey(name) ? name : null,
        "effectId" or "activityId" or "outcomeEventId" => answer.ContainsKey("id") ? "id" : null,
        "municipality" => answer.ContainsKey("code") ? "code" : null,
        _ => null,
    };
}
