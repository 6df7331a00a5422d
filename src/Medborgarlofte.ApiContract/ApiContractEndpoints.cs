using System.Security.Cryptography;
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

    private static readonly byte[] Document = Read("v1.json");

    private static readonly EntityTagHeaderValue DocumentETag = new($"\"{Convert.ToHexString(SHA256.HashData(Document))[..16]}\"");

    /// <summary>Maps the document, the reader page and api-info, in the gateway or Standalone.</summary>
    public static void MapApiContract(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/api-info", ShowInfo).WithName("getApiInfo").AllowEveryone();
        app.MapGet(DocumentPath, () => TypedResults.Bytes(Document, "application/json; charset=utf-8", entityTag: DocumentETag))
            .AllowEveryone()
            .ExcludeFromDescription();

        // The library maps the page and its scripts, which show only the document.
        app.MapScalarApiReference(ReaderPath, Describe).AllowAnonymous();
    }

    /// <summary>Get information about the API.</summary>
    /// <remarks>Name, version, release date, documentation address and status, as the Swedish REST API profile requires.</remarks>
    private static Ok<ApiInfo> ShowInfo(HttpRequest request) => TypedResults.Ok(new ApiInfo(
        ApiInfo.Name, ApiInfo.Version, ApiInfo.Released, new Uri($"{request.Scheme}://{request.Host}{ReaderPath}"), ApiStatus.Beta));

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

    private static byte[] Read(string name)
    {
        using var stream = typeof(ApiContractEndpoints).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
