using System.Security.Claims;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Messaging;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.Web;
using Medborgarlofte.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Features;

/// <summary>A watch group that wants to be registered.</summary>
/// <param name="Name">What the group calls itself. Not shared outside the module.</param>
/// <param name="Area">Code of the area in which it watches.</param>
/// <param name="Variant">Which sort of watch it is.</param>
/// <param name="Households">Number of households that take part.</param>
/// <param name="RegisteredOn">Calendar day of its registration, today unless told.</param>
/// <param name="Party">Code of the party as which its contacts sign in, e.g. watch:sunda-norra.</param>
public sealed record WatchGroupRequest(
    string? Name, string? Area, WatchVariant? Variant, int? Households, DateOnly? RegisteredOn, string? Party);

/// <summary>A registered watch group.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="Name">What the group calls itself.</param>
/// <param name="Area">Code of the area in which it watches.</param>
/// <param name="Variant">Which sort of watch it is.</param>
/// <param name="Households">Number of households that take part.</param>
/// <param name="RegisteredOn">Calendar day of its registration.</param>
/// <param name="Party">Code of the party as which its contacts sign in, or null.</param>
public sealed record WatchGroupResponse(
    Guid Id, int Version, string Name, string Area, WatchVariant Variant, int Households, DateOnly RegisteredOn, string? Party);

/// <summary>Registering watch groups.</summary>
internal static class WatchGroupEndpoints
{
    private const string Path = "/watch-groups";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, RegisterAsync).WithName("registerWatchGroup").WithETag();
        municipality.MapGet(Path, ListAsync).WithName("listWatchGroups");
        municipality.MapGet(Path + "/{id:guid}", GetAsync).WithName("getWatchGroup").WithETag();
    }

    /// <summary>Register a watch group.</summary>
    /// <remarks>Residents who have started grannsamverkan in an area. The name stays within the module.</remarks>
    private static async Task<Created<WatchGroupResponse>> RegisterAsync(
        string municipality,
        WatchGroupRequest request,
        NeighbourhoodWatchDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, reference.TimeZone).DateTime);
        var errors = new RequestErrors();
        errors.CheckText("name", request.Name, WatchGroup.NameLength);
        if (request.Area is null || !reference.Areas.ContainsKey(request.Area))
        {
            errors.Add("area", request.Area is null ? "area saknas." : $"area: {request.Area} finns inte i kommunen.");
        }

        if (request.Variant is null)
        {
            errors.Add("variant", "variant ska vara neighbourhood, boat eller stairwell.");
        }

        if (request.Households is not (>= 1 and <= WatchGroup.MaxHouseholds))
        {
            errors.Add("households", $"households ska vara mellan 1 och {WatchGroup.MaxHouseholds}.");
        }

        if (request.RegisteredOn > today)
        {
            errors.Add("registeredOn", $"registeredOn får inte ligga i framtiden; i dag är det {today:yyyy-MM-dd}.");
        }

        if (request.Party is not null && errors.CheckIdentifier("party", request.Party, PartyCode.MaxLength) && !(PartyCode.IsValid(request.Party) && request.Party.StartsWith("watch:", StringComparison.Ordinal)))
        {
            errors.Add("party", "party ska börja med watch:, t.ex. watch:sunda-norra.");
        }

        errors.ThrowIfAny();
        var group = new WatchGroup
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality,
            Name = request.Name!.Trim(),
            Area = request.Area!,
            Variant = request.Variant!.Value,
            Households = request.Households!.Value,
            RegisteredOn = request.RegisteredOn ?? today,
            Party = request.Party,
        };
        db.Add(group);
        db.Record(group.PublicId, group.ToEvent(), http.User.Party(), now);
        await db.SaveChangesAsync(cancellationToken);
        http.Response.SetETag(group.Version);
        return TypedResults.Created($"{http.Request.Path.Value!.TrimEnd('/')}/{group.PublicId}", Show(group));
    }

    /// <summary>List the watch groups.</summary>
    /// <remarks>In the order in which they were registered.</remarks>
    private static async Task<Ok<PageOf<WatchGroupResponse>>> ListAsync(
        string municipality,
        string? area,
        [AsParameters] Paging paging,
        NeighbourhoodWatchDbContext db,
        ClaimsPrincipal caller,
        CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var groups = await VisibleTo(caller, db)
            .Where(group => group.Municipality == municipality && (area == null || group.Area == area))
            .OrderBy(group => group.Id)
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(groups.Select(Show));
    }

    /// <summary>Read a watch group.</summary>
    /// <remarks>Area, variant and size of a watch group.</remarks>
    private static async Task<Ok<WatchGroupResponse>> GetAsync(
        string municipality, Guid id, NeighbourhoodWatchDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var group = await VisibleTo(http.User, db)
            .SingleOrDefaultAsync(found => found.Municipality == municipality && found.PublicId == id, cancellationToken)
            ?? throw new NotFoundException("Gruppen");
        http.Response.SetETag(group.Version);
        return TypedResults.Ok(Show(group));
    }

    private static IQueryable<WatchGroup> VisibleTo(ClaimsPrincipal caller, NeighbourhoodWatchDbContext db)
    {
        var party = caller.OnlyParty(Roles.Coordinator | Roles.Police);
        return db.WatchGroups.AsNoTracking().Where(group => party == null || group.Party == party);
    }

    private static WatchGroupResponse Show(WatchGroup group) => new(
        group.PublicId, group.Version, group.Name, group.Area, group.Variant, group.Households, group.RegisteredOn, group.Party);
}
