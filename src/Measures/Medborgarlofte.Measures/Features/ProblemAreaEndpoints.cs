using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Messaging.ReferenceData;
using Medborgarlofte.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Features;

/// <summary>A problem area that a promise takes on.</summary>
/// <param name="PromiseId">The promise that it belongs to.</param>
/// <param name="Order">Its place among the rows of the follow-up, from 1; last where missing.</param>
/// <param name="Kind">Whether it is a theme or a place.</param>
/// <param name="Name">Public name.</param>
/// <param name="Categories">Category codes that it covers; empty means all.</param>
/// <param name="Areas">Area codes that it covers; empty means all.</param>
public sealed record ProblemAreaRequest(
    Guid? PromiseId, int? Order, ProblemAreaKind? Kind, string? Name, IReadOnlyList<string>? Categories, IReadOnlyList<string>? Areas);

/// <summary>A problem area.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="PromiseId">The promise that it belongs to.</param>
/// <param name="Order">Its place among the rows of the follow-up, from 1.</param>
/// <param name="Kind">Whether it is a theme or a place.</param>
/// <param name="Name">Public name.</param>
/// <param name="Categories">Category codes that it covers; empty means all.</param>
/// <param name="Areas">Area codes that it covers; empty means all.</param>
public sealed record ProblemAreaResponse(
    Guid Id,
    int Version,
    Guid PromiseId,
    int Order,
    ProblemAreaKind Kind,
    string Name,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Areas);

/// <summary>Choosing and changing the problem areas of a promise.</summary>
internal static class ProblemAreaEndpoints
{
    public const string What = "Problemområdet";

    private const string Path = "/problem-areas";
    private const int MaxOrder = 1000;

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, CreateAsync).WithName("createProblemArea").WithETag();
        municipality.MapGet(Path, ListAsync).WithName("listProblemAreas");
        municipality.MapGet(Path + "/{id:guid}", GetAsync).WithName("getProblemArea").WithETag();
        municipality.MapPut(Path + "/{id:guid}", ChangeAsync).WithName("changeProblemArea").WithIfMatch();
    }

    /// <summary>Choose a problem area.</summary>
    /// <remarks>
    /// Adds a row to the follow-up of a promise: a theme (some categories) or a place (some areas). Its cases are counted from the
    /// incidents reported.
    /// </remarks>
    private static async Task<Created<ProblemAreaResponse>> CreateAsync(
        string municipality, ProblemAreaRequest request, MeasuresDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var now = time.GetUtcNow();
        var area = new ProblemArea { PublicId = Guid.CreateVersion7(now), Municipality = municipality, Name = "", Categories = [], Areas = [] };
        await ApplyAsync(request, area, reference, db, cancellationToken);
        db.Add(area);
        await db.SaveAsync(area, http.User.Party(), now, cancellationToken);
        return Answers.Created(http, area, Show(area));
    }

    /// <summary>List the problem areas.</summary>
    /// <remarks>In the order in which they stand in the follow-up.</remarks>
    private static async Task<Ok<PageOf<ProblemAreaResponse>>> ListAsync(
        string municipality, Guid? promiseId, [AsParameters] Paging paging, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var areas = db.ProblemAreas
            .Where(area => area.Municipality == municipality && (promiseId == null || area.PromiseId == promiseId))
            .OrderBy(area => area.Order).ThenBy(area => area.Id);
        return await Answers.PageAsync(areas, paging, Show, cancellationToken);
    }

    /// <summary>Read a problem area.</summary>
    /// <remarks>What a row of the follow-up covers.</remarks>
    private static async Task<Ok<ProblemAreaResponse>> GetAsync(
        string municipality, Guid id, MeasuresDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var area = await db.RequireAsync<ProblemArea>(municipality, id, What, cancellationToken);
        return Answers.Ok(http, area, Show(area));
    }

    /// <summary>Change a problem area.</summary>
    /// <remarks>Replaces the whole problem area. Without order it keeps its place.</remarks>
    private static async Task<Ok<ProblemAreaResponse>> ChangeAsync(
        string municipality, Guid id, ProblemAreaRequest request, MeasuresDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var area = await db.RequireAsync<ProblemArea>(municipality, id, What, cancellationToken);
        http.Request.RequireIfMatch(area.Version);
        await ApplyAsync(request, area, reference, db, cancellationToken);
        await db.SaveAsync(area, http.User.Party(), time.GetUtcNow(), cancellationToken);
        return Answers.Ok(http, area, Show(area));
    }

    private static async Task ApplyAsync(
        ProblemAreaRequest request, ProblemArea area, MunicipalityReference reference, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        var promiseId = errors.Required("promiseId", request.PromiseId);
        if (request.PromiseId is not null
            && !await db.Promises.AnyAsync(promise => promise.Municipality == area.Municipality && promise.PublicId == promiseId, cancellationToken))
        {
            errors.Add("promiseId", $"Löftet {promiseId} finns inte i kommunen.");
        }

        if (request.Order is < 1 or > MaxOrder)
        {
            errors.Add("order", $"order ska vara mellan 1 och {MaxOrder}.");
        }

        var kind = errors.Required("kind", request.Kind);
        area.Name = errors.Text("name", request.Name, ProblemArea.NameLength);
        area.Categories = errors.Codes("categories", request.Categories, reference.Categories);
        area.Areas = errors.Codes("areas", request.Areas, reference.Areas);
        if (request.Kind == ProblemAreaKind.Theme)
        {
            errors.NotEmpty("categories", request.Categories, "categories saknas: ett tema behöver minst en kategori.");
        }

        if (request.Kind == ProblemAreaKind.Place)
        {
            errors.NotEmpty("areas", request.Areas, "areas saknas: en plats behöver minst ett område.");
        }

        errors.ThrowIfAny();
        area.Order = request.Order ?? await KeepOrNextOrderAsync(area, promiseId, db, cancellationToken);
        area.PromiseId = promiseId;
        area.Kind = kind;
    }

    // Two rows may have the same place, so that rows can change places one at a time; the older one comes first.
    private static async Task<int> KeepOrNextOrderAsync(ProblemArea area, Guid promiseId, MeasuresDbContext db, CancellationToken cancellationToken) =>
        area.PromiseId == promiseId
            ? area.Order
            : 1 + (await db.ProblemAreas
                .Where(other => other.PromiseId == promiseId)
                .MaxAsync(other => (int?)other.Order, cancellationToken) ?? 0);

    private static ProblemAreaResponse Show(ProblemArea area) => new(
        area.PublicId, area.Version, area.PromiseId, area.Order, area.Kind, area.Name, area.Categories, area.Areas);
}
