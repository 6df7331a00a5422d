using System.Text.Json.Nodes;

namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>What the document tells of the API as a whole.</summary>
internal static class Info
{
    /// <summary>An address as an installation may have it; the paths are relative to it.</summary>
    public const string Server = "https://medborgarlofte.example.se/api/v1";

    private const string Description = """
        **Svenska.** Med API:et rapporterar polis, kommun och andra parter händelser, följer lägesbilden och följer upp medborgarlöftet.
        Fel besvaras på svenska enligt RFC 9457 och talar om vilket fält som är fel. Tider anges med förskjutning; dagar är kommunens kalenderdagar.

        **English.** With this API the parties of a citizen promise report incidents,
        read the situational picture and publish the follow-up.

        * Lists come page by page: `page` from 1 and `limit`, 20 unless told.
        * What can be changed has an `ETag`. Send it as `If-Match` with the change: 428 where it is missing,
        412 where somebody was before you.
        * Errors are problem details (
            RFC 9457) in Swedish; a wrong request lists each wrong field under `errors`. Quote `traceId` when you ask for help.
        * Sign in with a token of the installation's issuer. Each operation names the roles that may call it, in the municipalities that the token names; what another party reported, owns or performs is 404 to those who may not see it.
        * Those who are no party get open data: a small count is null, since it could point at somebody.
        * Members that the API does not know are refused, and so are times without offset.
        * What one module stores reaches the others by events, a moment later: a new municipality can be unknown (
            404) to promises and measures for some milliseconds.

        **Limitations / begränsningar.** A body is at most 1 MB,
        an import 512 MB; a page holds at most 200 items; a program may send some 12,000 requests a minute, somebody without sign-in 1,200,
        then 429 with `Retry-After`; JSON is at most 16 levels deep.
        """;

    public static JsonObject Write() => new()
    {
        ["title"] = ApiInfo.Name,
        ["version"] = ApiInfo.Version,
        ["description"] = Description.ReplaceLineEndings("\n"),
        ["termsOfService"] = "https://medborgarlofte.example.se/villkor",
        ["contact"] = new JsonObject
        {
            ["name"] = "Medborgarlöfte",
            ["url"] = "https://medborgarlofte.example.se",
            ["email"] = "api@medborgarlofte.example.se",
        },
        ["license"] = new JsonObject
        {
            ["name"] = "CC0-1.0",
            ["url"] = "https://creativecommons.org/publicdomain/zero/1.0/",
        },
    };
}
