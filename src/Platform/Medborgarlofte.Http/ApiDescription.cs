namespace Medborgarlofte.Http;

/// <summary>
/// Metadata about an endpoint's requests and responses that its types do not express. The API document is generated from it, and tests
/// compare the responses of the running API with the document.
/// </summary>
public static class ApiDescription
{
    /// <summary>The response has the version of the resource as ETag.</summary>
    public static TBuilder WithETag<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ReturnsETag());

    /// <summary>The request requires If-Match, and the response has the new ETag.</summary>
    public static TBuilder WithIfMatch<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithETag().WithMetadata(new NeedsIfMatch());

    /// <summary>The endpoint can return these errors in addition to those that follow from its route, parameters and body.</summary>
    public static TBuilder WithProblems<TBuilder>(this TBuilder endpoint, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ReturnsProblems(statuses));

    /// <summary>The request body is a file of one of these media types.</summary>
    public static TBuilder WithFile<TBuilder>(this TBuilder endpoint, params string[] mediaTypes)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new TakesFile(mediaTypes));

    /// <summary>The response is an HTML page if the client prefers HTML to JSON.</summary>
    public static TBuilder WithPage<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ReturnsPage());

    /// <summary>The response is a file of this media type if the query or the Accept header requests it.</summary>
    public static TBuilder WithResponseAs<TBuilder>(this TBuilder endpoint, string mediaType)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ReturnsFile(mediaType));
}

/// <summary>The response has the version of the resource as ETag.</summary>
public sealed record ReturnsETag;

/// <summary>The request must contain the version that it changes in If-Match.</summary>
public sealed record NeedsIfMatch;

/// <summary>Errors that the endpoint can return.</summary>
/// <param name="Statuses">HTTP statuses from 400.</param>
public sealed record ReturnsProblems(IReadOnlyList<int> Statuses);

/// <summary>The request body is a file.</summary>
/// <param name="MediaTypes">Accepted media types.</param>
public sealed record TakesFile(IReadOnlyList<string> MediaTypes);

/// <summary>The response can be a file.</summary>
/// <param name="MediaType">Its media type.</param>
public sealed record ReturnsFile(string MediaType);

/// <summary>The response can be an HTML page.</summary>
public sealed record ReturnsPage;
