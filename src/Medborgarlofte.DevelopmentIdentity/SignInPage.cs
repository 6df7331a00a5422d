using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Medborgarlofte.DevelopmentIdentity;

/// <summary>The page on which one chooses a demo persona to sign in as.</summary>
internal static class SignInPage
{
    /// <summary>The page for an authorization request: a link for each persona repeats the request with the choice.</summary>
    public static IResult Of(HttpRequest request)
    {
        var choices = string.Concat(DemoPersona.All.Select(persona =>
        {
            var address = QueryHelpers.AddQueryString(DevelopmentIssuer.AuthorizePath + request.QueryString, "persona", persona.Id);
            return $"""<li><a href="{WebUtility.HtmlEncode(address)}">{WebUtility.HtmlEncode(persona.Name)}</a> ({WebUtility.HtmlEncode(persona.Party)})</li>""";
        }));
        return Results.Content(
            $"""
            <!DOCTYPE html>
            <html lang="sv">
            <head>
              <meta charset="utf-8" />
              <meta name="viewport" content="width=device-width, initial-scale=1" />
              <title>Logga in – Medborgarlöfte</title>
              <link rel="stylesheet" href="/medborgarlofte.css" />
            </head>
            <body>
              <main class="wrap">
                <h1>Logga in</h1>
                <p>Inloggningen är till för utveckling och exempel: välj vem du vill vara.</p>
                <ul>
                  {choices}
                </ul>
              </main>
            </body>
            </html>
            """,
            "text/html; charset=utf-8");
    }
}
