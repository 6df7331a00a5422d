using System.Text.Json;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>An area as a coordinator enters it.</summary>
public sealed record AreaRequest
{
    /// <summary>Code of the area; given by the address in a change.</summary>
    public string? Code { get; init; }

    /// <summary>Name as written in running text, e.g. Ramdal.</summary>
    public string? Name { get; init; }

    /// <summary>GeoJSON polygon; a position inside falls into the area.</summary>
    public JsonElement? Polygon { get; init; }
}

/// <summary>An area as it is shown.</summary>
/// <param name="Code">Code of the area.</param>
/// <param name="Name">Name.</param>
/// <param name="Polygon">GeoJSON polygon, or null.</param>
/// <param name="Version">Version, the same as the ETag.</param>
public sealed record AreaResponse(string Code, string Name, JsonElement? Polygon, int Version);

/// <summary>The areas of a municipality.</summary>
internal static class AreaEndpoints
{
    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet("/areas", ListAsync).WithName("listAreas").AllowEveryone();
        municipality.MapPost("/areas", CreateAsync).WithName("createArea").RequireRoles(Roles.Coordinator).WithETag().WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet("/areas/{code}", GetAsync).WithName("getArea").AllowEveryone().WithETag();
        municipality.MapPut("/areas/{code}", ChangeAsync).WithName("changeArea").RequireRoles(Roles.Coordinator).WithIfMatch();
    }

    /// <summary>Create an area.</summary>
    /// <remarks>
    /// The code is permanent, since incidents point to it. With a polygon, an incident reported with a position inside falls into
    /// the area.
    /// </remarks>
    private static async Task<Created<AreaResponse>> CreateAsync(
        string municipality,
        AreaRequest request,
        IncidentIntakeDbContext db,
        MunicipalityRulesCache rules,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        await rules.RequireAsync(municipality);
        var errors = new RequestErrors();
        Codes.Check("code", request.Code, errors);
        errors.CheckText("name", request.Name, 100);
        var polygon = Geography.Check("polygon", request.Polygon, errors);
        errors.ThrowIfAny();

        var now = time.GetUtcNow();
        var area = new Area
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality,
            Code = request.Code!,
            Name = request.Name!.Trim(),
            Polygon = polygon,
        };
        db.Areas.Add(area);
        db.Record(area.PublicId, area.Changed(), http.User.Party(), now);
        await db.SaveNewAsync($"Området {area.Code} finns redan.", cancellationToken);
        rules.Forget(municipality);
        http.Response.SetETag(area.Version);
        return TypedResults.Created($"/api/v1/municipalities/{municipality}/areas/{area.Code}", Show(area));
    }

    /// <summary>List the areas of a municipality.</summary>
    /// <remarks>The areas by code. An area names a neighbourhood; one with a polygon also catches the positions inside it.</remarks>
    private static async Task<PageOf<AreaResponse>> ListAsync(
        string municipality, int? page, int? limit, IncidentIntakeDbContext db, MunicipalityRulesCache rules, CancellationToken cancellationToken)
    {
        await rules.RequireAsync(municipality);
        var areas = await db.Areas.AsNoTracking()
            .Where(area => area.Municipality == municipality)
            .OrderBy(area => area.Code)
            .ToPageAsync(new Paging(page, limit), cancellationToken);
        return areas.Select(Show);
    }

    /// <summary>Read an area.</summary>
    /// <remarks>Name and polygon of an area.</remarks>
    private static async Task<Ok<AreaResponse>> GetAsync(
        string municipality, string code, IncidentIntakeDbContext db, HttpResponse response, CancellationToken cancellationToken)
    {
        var area = await FindAsync(municipality, code, db, cancellationToken);
        response.SetETag(area.Version);
        return TypedResults.Ok(Show(area));
    }

    /// <summary>Change an area.</summary>
    /// <remarks>Replaces name and polygon. Reports drawn up later show the new name; published ones keep the old.</remarks>
    private static async Task<Ok<AreaResponse>> ChangeAsync(
        string municipality,
        string code,
        AreaRequest request,
        IncidentIntakeDbContext db,
        MunicipalityRulesCache rules,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var area = await FindAsync(municipality, code, db, cancellationToken);
        http.Request.RequireIfMatch(area.Version);
        var errors = new RequestErrors();
        Codes.CheckUnchanged("code", request.Code, code, errors);
        errors.CheckText("name", request.Name, 100);
        var polygon = Geography.Check("polygon", request.Polygon, errors);
        errors.ThrowIfAny();

        area.Name = request.Name!.Trim();
        area.Polygon = polygon;
        area.Version++;
        db.Record(area.PublicId, area.Changed(), http.User.Party(), time.GetUtcNow());
        await db.SaveChangedAsync(cancellationToken);
        rules.Forget(municipality);
        http.Response.SetETag(area.Version);
        return TypedResults.Ok(Show(area));
    }

    private static async Task<Area> FindAsync(
        string municipality, string code, IncidentIntakeDbContext db, CancellationToken cancellationToken) =>
        await db.Areas.SingleOrDefaultAsync(area => area.Municipality == municipality && area.Code == code, cancellationToken)
        ?? throw new NotFoundException($"Området {code}");

    private static AreaResponse Show(Area area) =>
        new(area.Code, area.Name, area.Polygon is null ? null : JsonElement.Parse(area.Polygon), area.Version);
}
