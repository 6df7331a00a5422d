using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>An area as a coordinator enters it.</summary>
public sealed record AreaRequest
{
    /// <summary>Code of the area; in a change the code in the address applies.</summary>
    public string? Code { get; init; }

    /// <summary>Name as in running text, e.g. Ramdal.</summary>
    public string? Name { get; init; }

    /// <summary>GeoJSON polygon; a position inside it belongs to the area.</summary>
    public JsonElement? Polygon { get; init; }

    /// <summary>Whether the area is retired: it keeps its name and incidents, but is not offered any more. Default: false.</summary>
    public bool IsRetired { get; init; }

    /// <summary>
    /// Day from which the area has a new name; earlier periods keep the earlier name. Default: today. An earlier day corrects the name in
    /// the periods since then.
    /// </summary>
    public DateOnly? NamedSince { get; init; }
}

/// <summary>An area.</summary>
/// <param name="Code">Code of the area.</param>
/// <param name="Name">Name.</param>
/// <param name="Polygon">GeoJSON polygon, or null.</param>
/// <param name="IsRetired">Whether the area is retired and not offered any more.</param>
/// <param name="EarlierNames">Its earlier names, oldest first.</param>
/// <param name="Version">Version, the same as the ETag.</param>
public sealed record AreaResponse(
    string Code, string Name, JsonElement? Polygon, bool IsRetired, IReadOnlyList<EarlierName> EarlierNames, int Version);

/// <summary>The areas of a municipality.</summary>
internal static class AreaEndpoints
{
    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet("/areas", ListAsync).WithName("listAreas").AllowEveryone();
        municipality.MapPost("/areas", CreateAsync).WithName("createArea").RequireRoles(Roles.Coordinator)
            .WithETag().WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet("/areas/{code}", GetAsync).WithName("getArea").AllowEveryone().WithETag();
        municipality.MapPut("/areas/{code}", ChangeAsync).WithName("changeArea").RequireRoles(Roles.Coordinator).WithIfMatch()
            .WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Create an area.</summary>
    /// <remarks>
    /// The code is permanent, because incidents refer to it. The name is unique in the municipality, whatever its case. If the area has
    /// a polygon, an incident reported with a position inside it belongs to the area.
    /// </remarks>
    private static async Task<Created<AreaResponse>> CreateAsync(
        string municipality, AreaRequest request, [AsParameters] IntakeServices services)
    {
        var now = services.Time.GetUtcNow();
        var today = (await services.Rules.RequireAsync(municipality)).DayOf(now);
        var errors = new RequestErrors();
        Codes.Check("code", request.Code, errors);
        errors.CheckText("name", request.Name, Area.NameLength);
        errors.CheckNamedSince(request.NamedSince, today);
        var polygon = Geography.Check("polygon", request.Polygon, errors);
        errors.ThrowIfAny();

        Area? area = null;
        await services.Db.InTransactionAsync(
            async () =>
            {
                area = new Area
                {
                    PublicId = Guid.CreateVersion7(now),
                    Municipality = municipality,
                    Code = request.Code!,
                    Name = UniqueNames.Clean(request.Name!),
                    Polygon = polygon,
                    IsRetired = request.IsRetired,
                    NamedSince = today,
                };
                await services.RequireFreeAreaNameAsync(municipality, area.Code, area.Name);
                services.Db.Areas.Add(area);
                services.Db.Record(area.PublicId, area.ToEvent(), services.CallerParty, now);
                await services.Db.SaveNewAsync($"Området {area.Code} finns redan.", services.Cancellation);
            },
            services.Cancellation);
        services.Rules.Forget(municipality);
        return Responses.Created(services.Http, area!.Code, area.Version, ToResponse(area));
    }

    /// <summary>List the areas of a municipality.</summary>
    /// <remarks>
    /// The areas that reports may have, or the retired ones, ordered by code. A position inside an area's polygon belongs to the area.
    /// </remarks>
    private static async Task<PageOf<AreaResponse>> ListAsync(
        string municipality, bool? isRetired, [AsParameters] Paging paging, [AsParameters] IntakeServices services)
    {
        var retired = isRetired ?? false;
        await services.Rules.RequireAsync(municipality);
        var areas = await services.Db.Areas.AsNoTracking()
            .Where(area => area.Municipality == municipality && area.IsRetired == retired)
            .OrderBy(area => area.Code)
            .ToPageAsync(paging, services.Cancellation);
        return areas.Select(ToResponse);
    }

    /// <summary>Read an area.</summary>
    /// <remarks>Name and polygon of an area.</remarks>
    private static async Task<Ok<AreaResponse>> GetAsync(string municipality, string code, [AsParameters] IntakeServices services)
    {
        var area = await FindAsync(municipality, code, services);
        return Responses.Ok(services.Http, area.Version, ToResponse(area));
    }

    /// <summary>Change an area.</summary>
    /// <remarks>
    /// Replaces name and polygon, and retires the area or offers it again. Published reports and pages about the periods before the change
    /// keep the old name. A retired area keeps its name and incidents, but new reports cannot have it.
    /// </remarks>
    private static async Task<Ok<AreaResponse>> ChangeAsync(
        string municipality, string code, AreaRequest request, [AsParameters] IntakeServices services)
    {
        var now = services.Time.GetUtcNow();
        var today = (await services.Rules.RequireAsync(municipality)).DayOf(now);
        Area? area = null;
        await services.Db.InTransactionAsync(
            async () =>
            {
                area = await FindAsync(municipality, code, services);
                services.Http.Request.RequireIfMatch(area.Version);
                var errors = new RequestErrors();
                Codes.CheckUnchanged("code", request.Code, code, errors);
                errors.CheckText("name", request.Name, Area.NameLength);
                errors.CheckNamedSince(request.NamedSince, today);
                var polygon = Geography.Check("polygon", request.Polygon, errors);
                errors.ThrowIfAny();

                var changed = area.Change(UniqueNames.Clean(request.Name!), request.NamedSince ?? today, polygon, request.IsRetired);
                await services.RequireFreeAreaNameAsync(municipality, code, area.Name);
                services.Db.Record(area.PublicId, changed, services.CallerParty, now);
                await services.Db.SaveChangedAsync(services.Cancellation);
            },
            services.Cancellation);
        services.Rules.Forget(municipality);
        return Responses.Ok(services.Http, area!.Version, ToResponse(area));
    }

    private static async Task<Area> FindAsync(string municipality, string code, IntakeServices services) =>
        await services.Db.Areas.SingleOrDefaultAsync(area => area.Municipality == municipality && area.Code == code, services.Cancellation)
        ?? throw new NotFoundException($"Området {code}");

    private static AreaResponse ToResponse(Area area) =>
        new(
            area.Code,
            area.Name,
            area.Polygon is null ? null : JsonElement.Parse(area.Polygon),
            area.IsRetired,
            area.EarlierNames ?? [],
            area.Version);
}
