using Microsoft.AspNetCore.Http.HttpResults;

namespace Medborgarlofte.Http;

/// <summary>Responses with the version of the resource as ETag.</summary>
public static class Responses
{
    /// <summary>200 with the ETag of a version.</summary>
    public static Ok<T> Ok<T>(HttpContext http, int version, T body)
    {
        http.Response.SetETag(version);
        return TypedResults.Ok(body);
    }

    /// <summary>201 with the address of the created resource below the request's own, and the ETag of its version.</summary>
    /// <param name="http">The request.</param>
    /// <param name="id">Id or code of the created resource.</param>
    /// <param name="version">Its version, or null if it has none.</param>
    /// <param name="body">The created resource.</param>
    public static Created<T> Created<T>(HttpContext http, object id, int? version, T body)
    {
        if (version is not null)
        {
            http.Response.SetETag(version.Value);
        }

        return TypedResults.Created($"{http.Request.Path.Value!.TrimEnd('/')}/{id}", body);
    }

    /// <summary>201 with the address of the list that contains the created resource, which has no address of its own.</summary>
    public static Created<T> CreatedInList<T>(HttpContext http, T body) =>
        TypedResults.Created(http.Request.Path.Value!.TrimEnd('/'), body);
}
