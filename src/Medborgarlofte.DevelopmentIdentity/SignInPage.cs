using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace Medborgarlofte.DevelopmentIdentity;

/// <summary>The page for choosing a demo persona.</summary>
internal static class SignInPage
{
    /// <summary>Creates the page for an authorization request: the link of each persona repeats the request with the persona.</summary>
    public static IResult Of(HttpRequest request)
    {
        var choices = string.Concat(DemoPersona.All.Select(persona =>
        {
            var address = QueryHelpers.AddQueryString(DevelopmentIssuer.AuthorizePath + request.QueryString, "persona", persona.Id);
            var (name, party) = (WebUtility.HtmlEncode(persona.Name), WebUtility.HtmlEncode(persona.Party));
            return $"""<li><a href="{WebUtility.HtmlEncode(address)}">{name}</a> ({party})</li>""";
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
