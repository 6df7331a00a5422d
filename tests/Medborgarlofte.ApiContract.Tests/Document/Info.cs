using System.Text.Json.Nodes;

namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>General information about the API.</summary>
internal static class Info
{
    /// <summary>Example address of an installation; the paths are relative to it.</summary>
    public const string Server = "https://medborgarlofte.example.se/api/v1";

    private const string Description = """
        **Svenska.** Med API:et rapporterar polis, kommun och andra parter händelser, följer lägesbilden och följer upp medborgarlöftet.
        Fel besvaras på svenska enligt RFC 9457 och talar om vilket fält som är fel. Tider anges med förskjutning;
        dagar är kommunens kalenderdagar.

        **English.** The parties of a citizen promise use this API to report incidents, read the situational picture
        and publish the follow-up.

        * Lists are paged: `page` starts at 1, and `limit` defaults to 20.
        * Resources that can be changed have an `ETag`. Send it as `If-Match` with the change.
          The response is 428 if it is missing, and 412 if someone else has changed the resource since it was read.
        * Errors are problem details (RFC 9457) in Swedish. For an invalid request, `errors` lists each invalid field.
          Include `traceId` when you ask for help.
        * Sign in with a token from the installation's issuer. Each operation lists the roles that may call it, within the
          municipalities named in the token. Resources that another party reported, owns or performs return 404
          if the caller may not see them.
        * Callers who do not represent a party get open data: small counts are null, because they could identify a person.
        * Unknown members and times without an offset are rejected.
        * Modules exchange data through events, with a short delay: promises and measures can return 404
          for a new municipality for some milliseconds.

        **Limitations / begränsningar.** A body is limited to 1 MB, an import to 512 MB, a page to 200 items and JSON to 16 levels.
        A program may send about 12,000 requests a minute, and a caller who is not signed in 1,200;
        further requests get 429 with `Retry-After`.
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
