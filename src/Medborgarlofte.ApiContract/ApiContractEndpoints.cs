using System.Security.Cryptography;
using System.Text;
using Medborgarlofte.Http.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Scalar.AspNetCore;

namespace Medborgarlofte.ApiContract;

/// <summary>Serves the committed API document, a reader page for it, and api-info.</summary>
public static class ApiContractEndpoints
{
    /// <summary>Path of the document.</summary>
    public const string DocumentPath = "/api/v1/openapi.json";

    /// <summary>Path of the reader page.</summary>
    public const string ReaderPath = "/api/docs";

    // The server in the committed document.
    private const string ExampleServer = "\"url\": \"https://medborgarlofte.example.se/api/v1\"";

    /// <summary>Maps the document, the reader page and api-info, in the gateway or Standalone.</summary>
    public static void MapApiContract(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/api-info", ShowInfo).WithName("getApiInfo").AllowEveryone();
        var document = ReadDocument(app.ServiceProvider.GetRequiredService<IConfiguration>()["PublicAddress"]);
        var version = new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(document))[..16]}\"");
        app.MapGet(DocumentPath, () => TypedResults.Bytes(document, "application/json; charset=utf-8", entityTag: version))
            .AllowEveryone()
            .ExcludeFromDescription();

        // The library maps the page and its scripts, which show only the document.
        app.MapScalarApiReference(ReaderPath, Describe).AllowAnonymous();
    }

    /// <summary>Get information about the API.</summary>
    /// <remarks>Name, version, release date, documentation address and status, as the Swedish REST API profile requires.</remarks>
    private static Ok<ApiInfo> ShowInfo(HttpRequest request) => TypedResults.Ok(new ApiInfo(
        ApiInfo.Name,
        ApiInfo.Version,
        ApiInfo.Released,
        new Uri($"{request.Scheme}://{request.Host}{request.PathBase}{ReaderPath}"),
        ApiStatus.Beta));

    // The page loads its scripts from this origin only, and its policy blocks everything else.
    private static void Describe(ScalarOptions options, HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            + "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        options.WithTitle("Medborgarlöfte – API").WithNonce(nonce)
            .AddDocument("v1", routePattern: DocumentPath)
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideClientButton()
            .HideDeveloperTools();
    }

    // The committed document, with the server of this installation if its public address is set.
    private static byte[] ReadDocument(string? publicAddress)
    {
        using var reader = new StreamReader(typeof(ApiContractEndpoints).Assembly.GetManifestResourceStream("v1.json")!);
        var document = reader.ReadToEnd();
        return Encoding.UTF8.GetBytes(string.IsNullOrEmpty(publicAddress)
            ? document
            : document.Replace(
                ExampleServer, $"\"url\": {JsonSerializer.Serialize(publicAddress.TrimEnd('/') + "/api/v1")}", StringComparison.Ordinal));
    }
}
