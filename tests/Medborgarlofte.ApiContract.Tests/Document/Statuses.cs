namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>Descriptions of the HTTP statuses in this API.</summary>
internal static class Statuses
{
    public static IReadOnlyDictionary<int, string> Text { get; } = new Dictionary<int, string>
    {
        [200] = "Success.",
        [201] = "Created; Location contains the address.",
        [202] = "Accepted; follow the progress at the address in Location.",
        [204] = "Success, without a body.",
        [300] = "Several resources match: the body lists them with links.",
        [400] = "The request is invalid: errors lists each invalid field with the reason.",
        [401] = "The token is missing or not valid.",
        [403] = "The caller's roles, municipality or party do not permit the operation.",
        [404] = "The resource does not exist, or the caller may not see it.",
        [409] = "The request conflicts with stored data, or the status transition is not allowed (see from, to and allowed).",
        [412] = "Someone else has changed the resource: read it again and repeat the change.",
        [413] = "The body is too large (limit: 1 MB; 512 MB for an import).",
        [415] = "The media type of the body is not supported.",
        [422] = "The Idempotency-Key has already been used for another report.",
        [428] = "The If-Match header is missing.",
        [429] = "Too many requests: wait for the time given in Retry-After.",
        [503] = "Not ready or overloaded: nothing was stored; send the same request again after Retry-After.",
    };

    public const string Any =
        "Any other error, such as 429 (too many requests: wait for the time given in Retry-After), 408 (the body was sent too slowly), "
        + "500 (a fault in the service), or 502 and 504 (a service behind the gateway does not respond).";
}
