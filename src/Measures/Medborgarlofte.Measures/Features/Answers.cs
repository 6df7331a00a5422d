using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Features;

/// <summary>How the endpoints answer: with the version as ETag, and lists page by page.</summary>
internal static class Answers
{
    public static Ok<T> Ok<T>(HttpContext http, Aggregate shown, T body)
    {
        http.Response.SetETag(shown.Version);
        return TypedResults.Ok(body);
    }

    public static Created<T> Created<T>(HttpContext http, Aggregate created, T body)
    {
        http.Response.SetETag(created.Version);
        return TypedResults.Created($"{http.Request.Path.Value!.TrimEnd('/')}/{created.PublicId}", body);
    }

    public static async Task<Ok<PageOf<TResponse>>> PageAsync<T, TResponse>(
        IQueryable<T> ordered, Paging paging, Func<T, TResponse> map, CancellationToken cancellationToken)
        where T : Aggregate
    {
        var page = await ordered.AsNoTracking().ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(page.Select(map));
    }
}
