namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>What each HTTP status means in this API.</summary>
internal static class Statuses
{
    public static IReadOnlyDictionary<int, string> Text { get; } = new Dictionary<int, string>
    {
        [200] = "The answer.",
        [201] = "Created; its address is in Location.",
        [202] = "Taken in; follow it at the address in Location.",
        [204] = "Done.",
        [400] = "Something in the request is wrong: errors tells each field with what is wrong with it.",
        [401] = "No token where one is needed, or one that does not hold.",
        [403] = "The token holds, but its roles, municipality or party may not do this.",
        [404] = "It does not exist, or is not the caller's to see.",
        [409] = "It collides with what is stored, or the status cannot be left for the one asked for (from, to, allowed).",
        [412] = "Somebody else has changed it meanwhile: read it again and redo the change.",
        [413] = "The body is larger than what is taken (1 MB; 512 MB for an import).",
        [415] = "The body is not of a media type that is taken.",
        [422] = "The Idempotency-Key has been used for another report.",
        [428] = "If-Match is missing.",
        [429] = "Too many requests: wait as long as Retry-After tells.",
        [503] = "Not ready, or too much at once: nothing has been stored; send the same request again after Retry-After.",
    };

    public const string Any =
        "Any other error, such as 429 (too many requests: wait as long as Retry-After tells), 408 (the body came too slowly), 500 (our fault) or 502 and 504 (a service behind the gateway does not answer).";
}
