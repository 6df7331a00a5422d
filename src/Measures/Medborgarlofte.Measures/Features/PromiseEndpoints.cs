using Medborgarlofte.Measures.Data;
using Medborgarlofte.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.Measures.Features;

/// <summary>A promise as its owners word it.</summary>
/// <param name="Title">Public title.</param>
/// <param name="Goal">Public wording of what the parties want to achieve.</param>
/// <param name="FirstDay">First day that it holds.</param>
/// <param name="LastDay">Last day that it holds.</param>
/// <param name="Owners">The owning parties, as codes such as police:nykoping.</param>
/// <param name="RestsOnCitizenViews">Whether it rests on citizens' views.</param>
/// <param name="RestsOnSituationalPicture">Whether it rests on the situational picture.</param>
public sealed record PromiseRequest(
    string? Title,
    string? Goal,
    DateOnly? FirstDay,
    DateOnly? LastDay,
    IReadOnlyList<string>? Owners,
    bool RestsOnCitizenViews,
    bool RestsOnSituationalPicture);

/// <summary>A promise.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="Title">Public title.</param>
/// <param name="Goal">Public wording of what the parties want to achieve.</param>
/// <param name="FirstDay">First day that it holds.</param>
/// <param name="LastDay">Last day that it holds.</param>
/// <param name="Owners">The owning parties.</param>
/// <param name="RestsOnCitizenViews">Whether it rests on citizens' views.</param>
/// <param name="RestsOnSituationalPicture">Whether it rests on the situational picture.</param>
/// <param name="Warnings">What the method asks of a promise and this one lacks, in Swedish.</param>
public sealed record PromiseResponse(
    Guid Id,
    int Version,
    string Title,
    string Goal,
    DateOnly FirstDay,
    DateOnly LastDay,
    IReadOnlyList<string> Owners,
    bool RestsOnCitizenViews,
    bool RestsOnSituationalPicture,
    IReadOnlyList<string> Warnings);

/// <summary>Making and changing promises.</summary>
internal static class PromiseEndpoints
{
    private const string Path = "/promises";
    private const string What = "Löftet";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, CreateAsync).WithName("createPromise").WithETag();
        municipality.MapGet(Path, ListAsync).WithName("listPromises");
        municipality.MapGet(Path + "/{id:guid}", GetAsync).WithName("getPromise").WithETag();
        municipality.MapPut(Path + "/{id:guid}", ChangeAsync).WithName("changePromise").WithIfMatch();
    }

    /// <summary>Make a promise.</summary>
    /// <remarks>
    /// Enters a medborgarlöfte with its owners and the days that it holds. The warnings in the answer tell what the method asks of a
    /// promise and this one lacks.
    /// </remarks>
    private static async Task<Created<PromiseResponse>> CreateAsync(
        string municipality, PromiseRequest request, MeasuresDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var now = time.GetUtcNow();
        var promise = new Promise { PublicId = Guid.CreateVersion7(now), Municipality = municipality, Title = "", Goal = "", Owners = [] };
        Apply(request, promise);
        db.Add(promise);
        await db.SaveAsync(promise, http.User.Party(), now, cancellationToken);
        return Answers.Created(http, promise, Show(promise));
    }

    /// <summary>List the promises.</summary>
    /// <remarks>The promises of a municipality, the latest first.</remarks>
    private static async Task<Ok<PageOf<PromiseResponse>>> ListAsync(
        string municipality, [AsParameters] Paging paging, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var promises = db.Promises
            .Where(promise => promise.Municipality == municipality)
            .OrderByDescending(promise => promise.FirstDay).ThenByDescending(promise => promise.Id);
        return await Answers.PageAsync(promises, paging, Show, cancellationToken);
    }

    /// <summary>Read a promise.</summary>
    /// <remarks>Wording, owners, days and warnings of a promise.</remarks>
    private static async Task<Ok<PromiseResponse>> GetAsync(
        string municipality, Guid id, MeasuresDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var promise = await db.RequireAsync<Promise>(municipality, id, What, cancellationToken);
        return Answers.Ok(http, promise, Show(promise));
    }

    /// <summary>Change a promise.</summary>
    /// <remarks>Replaces the whole promise.</remarks>
    private static async Task<Ok<PromiseResponse>> ChangeAsync(
        string municipality, Guid id, PromiseRequest request, MeasuresDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var promise = await db.RequireAsync<Promise>(municipality, id, What, cancellationToken);
        http.Request.RequireIfMatch(promise.Version);
        Apply(request, promise);
        await db.SaveAsync(promise, http.User.Party(), time.GetUtcNow(), cancellationToken);
        return Answers.Ok(http, promise, Show(promise));
    }

    private static void Apply(PromiseRequest request, Promise promise)
    {
        var errors = new RequestErrors();
        promise.Title = errors.Text("title", request.Title, Promise.TitleLength);
        promise.Goal = errors.Text("goal", request.Goal, Promise.GoalLength);
        promise.FirstDay = errors.Required("firstDay", request.FirstDay);
        promise.LastDay = errors.Required("lastDay", request.LastDay);
        errors.InOrder("firstDay", request.FirstDay, "lastDay", request.LastDay);
        errors.NotEmpty("owners", request.Owners, "owners saknas: ange minst en ägare, helst både polisen och kommunen.");
        promise.Owners = errors.Parties("owners", request.Owners);
        promise.RestsOnCitizenViews = request.RestsOnCitizenViews;
        promise.RestsOnSituationalPicture = request.RestsOnSituationalPicture;
        errors.ThrowIfAny();
    }

    private static PromiseResponse Show(Promise promise) => new(
        promise.PublicId,
        promise.Version,
        promise.Title,
        promise.Goal,
        promise.FirstDay,
        promise.LastDay,
        promise.Owners,
        promise.RestsOnCitizenViews,
        promise.RestsOnSituationalPicture,
        [.. promise.Warnings()]);
}
