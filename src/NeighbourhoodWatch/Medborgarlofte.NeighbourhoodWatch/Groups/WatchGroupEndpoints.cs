using System.Globalization;
using System.Security.Claims;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Groups;

/// <summary>Registering watch groups, from the first interest on.</summary>
internal static class WatchGroupEndpoints
{
    public const string Path = "/watch-groups";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, RegisterAsync).WithName("registerWatchGroup").RequireRoles(Roles.Coordinator | Roles.Police).WithETag();
        municipality.MapGet(Path, ListAsync).WithName("listWatchGroups").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
        municipality.MapGet(Path + "/{id:guid}", GetAsync).WithName("getWatchGroup").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithETag();
        municipality.MapPut(Path + "/{id:guid}", ChangeAsync).WithName("changeWatchGroup").RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch();
    }

    /// <summary>Register a watch group.</summary>
    /// <remarks>
    /// Residents have told that they want to begin with grannsamverkan: the group starts as interest. The start guide tells what is left
    /// before it is active. The name stays within the module.
    /// </remarks>
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
        var today = reference.DayOf(now);
        Check(request, reference, today);
        var group = new WatchGroup
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality,
            Name = request.Name!.Trim(),
            Area = request.Area!,
            Variant = request.Variant!.Value,
            Households = request.Households!.Value,
            HouseholdsInReach = request.HouseholdsInReach,
            RegisteredOn = request.RegisteredOn ?? today,
            Party = request.Party,
        };
        group.Begin();
        db.Add(group);
        db.Record(group.PublicId, group.ToEvent(), http.User.Party(), now);
        await db.SaveChangesAsync(cancellationToken);
        http.Response.SetETag(group.Version);
        return TypedResults.Created($"{http.Request.Path.Value!.TrimEnd('/')}/{group.PublicId}", Show(group));
    }

    /// <summary>List the watch groups.</summary>
    /// <remarks>In the order in which they were registered. Status interest gives those that residents have told of and that wait for an answer.</remarks>
    private static async Task<Ok<PageOf<WatchGroupResponse>>> ListAsync(
        string municipality,
        string? area,
        string? status,
        [AsParameters] Paging paging,
        NeighbourhoodWatchDbContext db,
        ClaimsPrincipal caller,
        CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var wanted = ApiJson.ReadCode<WatchGroupStatus>("status", status);
        var groups = await db.GroupsVisibleTo(caller, municipality).AsNoTracking()
            .Where(group => (area == null || group.Area == area) && (wanted == null || group.Status == wanted))
            .OrderBy(group => group.Id)
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(groups.Select(Show));
    }

    /// <summary>Read a watch group.</summary>
    /// <remarks>Area, variant, size and where it stands; its ETag is needed to change or move it.</remarks>
    private static async Task<Ok<WatchGroupResponse>> GetAsync(
        string municipality, Guid id, NeighbourhoodWatchDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var group = await db.RequireGroupAsync(http.User, municipality, id, cancellationToken);
        return Answer(http, group);
    }

    /// <summary>Change a watch group.</summary>
    /// <remarks>Replaces what was told of it. Where a household list is kept, the numbers of households are counted from it.</remarks>
    private static async Task<Ok<WatchGroupResponse>> ChangeAsync(
        string municipality,
        Guid id,
        WatchGroupRequest request,
        NeighbourhoodWatchDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var group = await db.RequireGroupAsync(http.User, municipality, id, cancellationToken);
        http.Request.RequireIfMatch(group.Version);
        Check(request, reference, reference.Today(time));
        group.Name = request.Name!.Trim();
        group.Area = request.Area!;
        group.Variant = request.Variant!.Value;
        group.Households = request.Households!.Value;
        group.HouseholdsInReach = request.HouseholdsInReach;
        group.Party = request.Party;
        await db.CountHouseholdsAsync(group, cancellationToken);
        group.BeginNextVersion();
        db.Record(group.PublicId, group.ToEvent(), http.User.Party(), time.GetUtcNow());
        await db.SaveChangedAsync(cancellationToken);
        return Answer(http, group);
    }

    public static Ok<WatchGroupResponse> Answer(HttpContext http, WatchGroup group)
    {
        http.Response.SetETag(group.Version);
        return TypedResults.Ok(Show(group));
    }

    private static void Check(WatchGroupRequest request, MunicipalityReference reference, DateOnly today)
    {
        var errors = new RequestErrors();
        errors.CheckText("name", request.Name, WatchGroup.NameLength);
        errors.RequireArea("area", request.Area, reference);
        if (request.Variant is null)
        {
            errors.Add("variant", "variant ska vara neighbourhood, boat eller stairwell.");
        }

        errors.InRange("households", request.Households ?? 0, 1, WatchGroup.MaxHouseholds);
        errors.InRange("householdsInReach", request.HouseholdsInReach, Math.Max(1, request.Households ?? 1), 10 * WatchGroup.MaxHouseholds);
        errors.NotInFuture("registeredOn", request.RegisteredOn, today);
        if (request.Party is not null && errors.CheckIdentifier("party", request.Party, PartyCode.MaxLength) && !(PartyCode.IsValid(request.Party) && request.Party.StartsWith("watch:", StringComparison.Ordinal)))
        {
            errors.Add("party", "party ska börja med watch:, t.ex. watch:sunda-norra.");
        }

        errors.ThrowIfAny();
    }

    private static WatchGroupResponse Show(WatchGroup group) => new(
        group.PublicId,
        group.Version,
        group.Name,
        group.Area,
        group.Variant,
        group.Households,
        group.RegisteredOn,
        group.Party,
        group.HouseholdsInReach,
        group.Status,
        group.StatusSince,
        group.StopReason,
        TextOf(group),
        group.TrainedOn,
        group.LastActivityOn);

    private static string TextOf(WatchGroup group)
    {
        var status = group.Status switch
        {
            WatchGroupStatus.Interest => "Intresseanmäld",
            WatchGroupStatus.Forming => "Bildas",
            WatchGroupStatus.Trained => "Utbildad",
            WatchGroupStatus.Active => "Aktiv",
            WatchGroupStatus.Dormant => "Vilande",
            _ => "Avslutad",
        };
        var reason = group.StopReason switch
        {
            WatchStopReason.NoActivity when group.LastActivityOn is { } last => $": ingen verksamhet sedan den {Day(last)}",
            WatchStopReason.NoActivity => ": ingen verksamhet är antecknad",
            WatchStopReason.TooFewHouseholds => ": för få hushåll är med",
            WatchStopReason.NoContactPerson => ": kontaktombud saknas",
            WatchStopReason.Merged => ": gruppen har gått ihop med en annan",
            WatchStopReason.OwnDecision => ": hushållen har bestämt det",
            _ => "",
        };
        return $"{status} sedan den {Day(group.StatusSince)}{reason}.";
    }

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("sv-SE"));
}
