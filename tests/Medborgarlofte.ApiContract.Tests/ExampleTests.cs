using System.Text.Json.Nodes;

namespace Medborgarlofte.ApiContract.Tests;

/// <summary>Checks the recorded examples of the committed document against its schemas.</summary>
public sealed class ExampleTests
{
    private static readonly JsonObject Document = CommittedDocument.Read();

    public static TheoryData<string> Operations =>
        [.. CommittedDocument.Operations(Document).Select(found => (string)found.Operation["operationId"]!)];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Examples_match_their_schemas(string operationId)
    {
        var operation = Operation(operationId);
        var bodies = operation["responses"]!.AsObject().Select(response => response.Value!["content"])
            .Append(operation["requestBody"]?["content"])
            .OfType<JsonObject>().SelectMany(content => content.Select(media => media.Value!)).Where(media => media["example"] is not null);

        Assert.Empty(bodies.SelectMany(media => SchemaCheck.Errors(media["example"], media["schema"], Document)));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Links_refer_to_operations_and_fill_their_paths(string operationId)
    {
        foreach (var link in Operation(operationId)["responses"]!.AsObject()
            .SelectMany(response => response.Value!["links"]?.AsObject() ?? []))
        {
            var (path, _, target) = CommittedDocument.Operations(Document)
                .Single(found => (string)found.Operation["operationId"]! == (string)link.Value!["operationId"]!);
            Assert.Equal(
                path.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => segment.Trim('{', '}')).Order(),
                link.Value!["parameters"]!.AsObject().Select(parameter => parameter.Key).Order());
            Assert.NotNull(target);
        }
    }

    [Fact]
    public void Every_tag_schema_and_property_has_a_description()
    {
        var explained = Document["tags"]!.AsArray().Select(tag => (string)tag!["name"]!).ToList();
        Assert.All(CommittedDocument.Operations(Document), found => Assert.Contains((string)found.Operation["tags"]![0]!, explained));
        var silent =
            from schema in Document["components"]!["schemas"]!.AsObject()
            from part in (schema.Value!["properties"] as JsonObject ?? [])
                .Select(property => (Name: $"{schema.Key}.{property.Key}", Node: property.Value!))
                .Append((Name: schema.Key, Node: schema.Value!))
            where string.IsNullOrWhiteSpace((string?)part.Node["description"])
            select part.Name;
        Assert.Empty(silent);
    }

    private static JsonObject Operation(string operationId) =>
        CommittedDocument.Operations(Document).Single(found => (string)found.Operation["operationId"]! == operationId).Operation;
}
