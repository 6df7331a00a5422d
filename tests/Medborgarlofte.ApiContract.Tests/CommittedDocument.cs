using System.Text.Json.Nodes;

namespace Medborgarlofte.ApiContract.Tests;

/// <summary>The committed document, docs/openapi/v1.json.</summary>
internal static class CommittedDocument
{
    public static string Path { get; } = InRepository("docs/openapi/v1.json");

    public static string InRepository(string path) => System.IO.Path.Combine(Root(), path);

    public static JsonObject Read() => JsonNode.Parse(File.ReadAllText(Path))!.AsObject();

    /// <summary>Path and method of each operation, as METHOD /path.</summary>
    public static IEnumerable<(string Path, string Method, JsonObject Operation)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key.ToUpperInvariant(), operation.Value!.AsObject());

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(directory.FullName, "Medborgarlofte.sln")))
        {
            directory = directory.Parent!;
        }

        return directory.FullName;
    }
}
