using System.Globalization;
using System.Text.Json.Nodes;

namespace Medborgarlofte.ApiContract.Tests.Profile;

/// <summary>The parts of an OpenAPI document that the rules check, each with its location.</summary>
internal sealed class ProfiledDocument(JsonObject root)
{
    public JsonObject Root => root;

    public JsonObject Info => root["info"]!.AsObject();

    public JsonObject Paths => root["paths"]!.AsObject();

    public List<string> Servers => [.. (root["servers"]?.AsArray() ?? []).Select(server => (string)server!["url"]!)];

    public IEnumerable<string> Addresses => Paths.Select(path => Servers[0] + path.Key);

    public JsonObject SecuritySchemes => root["components"]?["securitySchemes"]?.AsObject() ?? [];

    public IEnumerable<(string Where, string Method, JsonObject Operation)> Operations =>
        from path in Paths
        from operation in path.Value!.AsObject()
        where operation.Value is JsonObject
        select ($"{operation.Key} {path.Key}", operation.Key, operation.Value.AsObject());

    public IEnumerable<(string Where, JsonObject Response)> Responses =>
        from found in Operations
        from response in found.Operation["responses"]!.AsObject()
        select ($"{found.Where} {response.Key}", response.Value!.AsObject());

    /// <summary>Bodies of requests, with status 200.</summary>
    public IEnumerable<(string Where, JsonObject Content, int Status)> RequestBodies =>
        from found in Operations
        where found.Operation["requestBody"] is not null
        select ($"{found.Where} body", found.Operation["requestBody"]!["content"]!.AsObject(), 200);

    public IEnumerable<(string Where, JsonObject Content, int Status)> Bodies => RequestBodies.Concat(ResponseBodies);

    /// <summary>Bodies of responses; status 0 is the default response.</summary>
    public IEnumerable<(string Where, JsonObject Content, int Status)> ResponseBodies =>
        from found in Operations
        from response in found.Operation["responses"]!.AsObject()
        where response.Value!["content"] is not null
        let status = int.TryParse(response.Key, CultureInfo.InvariantCulture, out var number) ? number : 0
        select ($"{found.Where} {response.Key}", response.Value!["content"]!.AsObject(), status);

    /// <summary>Every property of every schema, including nested schemas.</summary>
    public IEnumerable<(string Schema, string Name, string Where)> Properties => Everywhere(root, "#").SelectMany(found =>
        (found.Node["properties"] as JsonObject ?? []).Where(_ => !found.Where.EndsWith("/example", StringComparison.Ordinal))
            .Select(property => (found.Where, property.Key, $"{found.Where}/{property.Key}")));

    public IEnumerable<(string Where, string Format, string? Example)> Times =>
        from schema in root["components"]!["schemas"]!.AsObject()
        from property in schema.Value!["properties"] as JsonObject ?? []
        let format = (string?)property.Value!["format"]
        where format is "date" or "date-time"
        select ($"{schema.Key}.{property.Key}", format, (string?)property.Value!["example"]);

    public IEnumerable<JsonObject> ParametersOf(JsonObject operation) =>
        (operation["parameters"]?.AsArray() ?? []).Select(parameter => parameter!.AsObject());

    public IEnumerable<(string Where, JsonObject Parameter)> Parameters(string place) =>
        from found in Operations
        from parameter in ParametersOf(found.Operation)
        where (string)parameter["in"]! == place
        select ($"{found.Where} {parameter["name"]}", parameter);

    public IEnumerable<string> ParameterNames(string place) => Parameters(place).Select(found => (string)found.Parameter["name"]!);

    public JsonObject? Resolve(JsonNode? schema) => (string?)schema?["$ref"] is { } reference
        ? root["components"]!["schemas"]![reference.Split('/')[^1]]!.AsObject()
        : schema?.AsObject();

    private static IEnumerable<(JsonObject Node, string Where)> Everywhere(JsonNode? node, string where) => node switch
    {
        JsonObject inner => inner.Where(member => member.Key is not ("example" or "examples"))
            .SelectMany(member => Everywhere(member.Value, $"{where}/{member.Key}")).Prepend((inner, where)),
        JsonArray items => items.SelectMany((item, index) => Everywhere(item, $"{where}/{index}")),
        _ => [],
    };
}
