using System.Text.Encodings.Web;
using System.Text.Json;
using Medborgarlofte.ApiContract.Tests.Document;

namespace Medborgarlofte.ApiContract.Tests;

[Collection(ContractApp.OneAtATime)]
public sealed class DocumentTests
{
    private const string Update = "UPDATE_OPENAPI";

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    [Fact]
    public async Task Committed_document_matches_the_code()
    {
        var generated = (await ContractDocument.WriteAsync()).ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable(Update) is "1")
        {
            await File.WriteAllTextAsync(CommittedDocument.Path, generated);
        }

        Assert.True(
            generated == await File.ReadAllTextAsync(CommittedDocument.Path),
            $"docs/openapi/v1.json does not match the code. Regenerate it with {Update}=1 and review the difference. "
            + Difference(generated));
    }

    private static string Difference(string generated)
    {
        var lines = generated.Split('\n').Zip(File.ReadAllLines(CommittedDocument.Path)).Index()
            .FirstOrDefault(line => line.Item.First != line.Item.Second);
        return $"First at line {lines.Index + 1}: {lines.Item.Second} became {lines.Item.First}";
    }
}
