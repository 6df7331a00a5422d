using Microsoft.AspNetCore.Builder;

namespace Medborgarlofte.Http;

/// <summary>
/// What an endpoint takes and answers beyond its types, for the API's document. The document is generated from it and
/// the answers of the running API are held against the document.
/// </summary>
public static class ApiDescription
{
    /// <summary>It answers with the version of what it shows as ETag.</summary>
    public static TBuilder WithETag<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.With(new AnswersETag());

    /// <summary>A change: it needs If-Match and answers with the new ETag.</summary>
    public static TBuilder WithIfMatch<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithETag().With(new NeedsIfMatch());

    /// <summary>It can answer these errors beside those that follow from its address, parameters and body.</summary>
    public static TBuilder WithProblems<TBuilder>(this TBuilder endpoint, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder => endpoint.With(new AnswersProblems(statuses));

    /// <summary>It reads its body as a file of one of these media types.</summary>
    public static TBuilder WithFile<TBuilder>(this TBuilder endpoint, params string[] mediaTypes)
        where TBuilder : IEndpointConventionBuilder => endpoint.With(new TakesFile(mediaTypes));

    /// <summary>It answers with a page for people where HTML is preferred to JSON.</summary>
    public static TBuilder WithPage<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.With(new AnswersPage());

    /// <summary>It answers with a file of this media type too, where the address or the Accept header asks for it.</summary>
    public static TBuilder WithAnswerAs<TBuilder>(this TBuilder endpoint, string mediaType)
        where TBuilder : IEndpointConventionBuilder => endpoint.With(new AnswersFile(mediaType));

    private static TBuilder With<TBuilder>(this TBuilder endpoint, object metadata)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(metadata));
        return endpoint;
    }
}

/// <summary>The answer has the version of what it shows as ETag.</summary>
public sealed record AnswersETag;

/// <summary>The request must name in If-Match the version that it changes.</summary>
public sealed record NeedsIfMatch;

/// <summary>Errors that the endpoint can answer.</summary>
/// <param name="Statuses">HTTP statuses from 400.</param>
public sealed record AnswersProblems(IReadOnlyList<int> Statuses);

/// <summary>The body is read as a file.</summary>
/// <param name="MediaTypes">Media types that are taken.</param>
public sealed record TakesFile(IReadOnlyList<string> MediaTypes);

/// <summary>The answer can be a file.</summary>
/// <param name="MediaType">Its media type.</param>
public sealed record AnswersFile(string MediaType);

/// <summary>The answer is a page for people where HTML is preferred to JSON.</summary>
public sealed record AnswersPage;
