using System.Text.Json.Nodes;
using Medborgarlofte.ApiContract.Tests.Examples;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>
/// Generates the API document: addresses, parameters and schemas from the framework's endpoint metadata, descriptions from
/// docstrings, and examples recorded from the running API.
/// </summary>
internal static class ContractDocument
{
    private const string Root = "/api/v1";

    public static async Task<JsonObject> WriteAsync()
    {
        var types = new Dictionary<string, Type>(StringComparer.Ordinal);
        var operations = new Dictionary<string, OperationFacts>(StringComparer.Ordinal);
        await using var app = await ContractApp.StartAsync(options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = description => ("/" + description.RelativePath).StartsWith(Root + "/", StringComparison.Ordinal);
            options.CreateSchemaReferenceId = type => SchemaNames.Of(type.Type, types);
            options.AddOperationTransformer((operation, context, _) =>
            {
                var id = operation.OperationId ?? throw new InvalidOperationException(
                    $"{context.Description.RelativePath} has no name: add WithName.");
                operations[id] = new OperationFacts(context.Description);
                return Task.CompletedTask;
            });
        });
        var examples = await ExampleSession.RunAsync(app);
        var written = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1").GetOpenApiDocumentAsync();
        var raw = JsonNode.Parse(await written.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1))!.AsObject();

        var problems = new ProblemExamples(app.Services);
        var paths = new JsonObject();
        foreach (var (path, item) in raw["paths"]!.AsObject().OrderBy(path => path.Key, StringComparer.Ordinal))
        {
            paths[path[Root.Length..]] = new JsonObject(item!.AsObject().Select(operation => KeyValuePair.Create(
                operation.Key,
                (JsonNode?)OperationWriter.Write(
                    path[Root.Length..],
                    operation.Value!.AsObject(),
                    operations[(string)operation.Value["operationId"]!],
                    examples,
                    problems))));
        }

        Links.Add(paths);
        var tags = paths.SelectMany(path => path.Value!.AsObject()).Select(operation => (string)operation.Value!["tags"]![0]!).Distinct();
        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = Info.Write(),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = Info.Server, ["description"] = "The gateway, or Standalone." }),
            ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }),
            ["tags"] = new JsonArray(
            [
                .. TagText.All.Where(tag => tags.Contains(tag.Key))
                    .Select(tag => new JsonObject { ["name"] = tag.Key, ["description"] = tag.Value }),
            ]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = SchemaWriter.Write(raw["components"]!["schemas"]!.AsObject(), types),
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject
                    {
                        ["type"] = "http",
                        ["scheme"] = "bearer",
                        ["bearerFormat"] = "JWT",
                        ["description"] = "A token from the installation's OpenID Connect issuer, with the party and its roles.",
                    },
                },
            },
        };
    }
}
