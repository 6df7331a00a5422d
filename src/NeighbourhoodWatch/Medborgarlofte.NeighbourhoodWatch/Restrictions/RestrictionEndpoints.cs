using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Trainings;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Restrictions;

/// <summary>A period in which no physical training may be held.</summary>
/// <param name="Reason">Why.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, or null while it goes on.</param>
/// <param name="MeasureIds">The measures of the promise that it hinders: the follow-up tells so in their rows. At most 50.</param>
public sealed record RestrictionRequest(HindranceReason? Reason, DateOnly? From, DateOnly? To, IReadOnlyList<Guid>? MeasureIds);

/// <summary>A period in which no physical training may be held.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="Reason">Why.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, or null while it goes on.</param>
/// <param name="MeasureIds">The measures of the promise that it hinders.</param>
public sealed record RestrictionResponse(
    Guid Id, int Version, HindranceReason Reason, DateOnly From, DateOnly? To, IReadOnlyList<Guid> MeasureIds);

/// <summary>Declaring restriction periods.</summary>
internal static class RestrictionEndpoints
{
    private const string Path = "/restrictions";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, DeclareAsync).WithName("declareRestriction").RequireRoles(Roles.Coordinator | Roles.Police).WithETag();
        municipality.MapGet(Path, ListAsync).WithName("listRestrictions").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
        municipality.MapGet(Path + "/{id:guid}", GetAsync).WithName("getRestriction").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithETag();
        municipality.MapPut(Path + "/{id:guid}", ChangeAsync).WithName("changeRestriction").RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch();
    }

    /// <summary>Declare a restriction period.</summary>
    /// <remarks>
    /// Planned physical trainings in it are postponed at once, and none can be planned or held in it. In the follow-up the measures named
    /// show a hindered effect with the reason and the period; an id that no row of the follow-up shows changes nothing there.
    /// </remarks>
    private static async Task<Created<RestrictionResponse>> DeclareAsync(
        string municipality, RestrictionRequest request, NeighbourhoodWatchDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        Check(request);
        var now = time.GetUtcNow();
        var restriction = new Restriction
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality,
            Reason = request.Reason!.Value,
            From = request.From!.Value,
            To = request.To,
            MeasureIds = [.. (request.MeasureIds ?? []).Distinct()],
        };
        db.Restrictions.Add(restriction);
        await SaveAsync(restriction, reference, db, http, now, cancellationToken);
        http.Response.SetETag(restriction.Version);
        return TypedResults.Created($"{http.Request.Path.Value!.TrimEnd('/')}/{restriction.PublicId}", Show(restriction));
    }

    /// <summary>List the restriction periods.</summary>
    /// <remarks>The latest first.</remarks>
    private static async Task<Ok<PageOf<RestrictionResponse>>> ListAsync(
        string municipality, [AsParameters] Paging paging, NeighbourhoodWatchDbContext db, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var restrictions = await db.Restrictions.AsNoTracking()
            .Where(restriction => restriction.Municipality == municipality)
            .OrderByDescending(restriction => restriction.From)
            .ThenByDescending(restriction => restriction.Id)
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(restrictions.Select(Show));
    }

    /// <summary>Read a restriction period.</summary>
    /// <remarks>Reason, days and measures; its ETag is needed to change it.</remarks>
    private static async Task<Ok<RestrictionResponse>> GetAsync(
        string municipality, Guid id, NeighbourhoodWatchDbContext db, HttpContext http, CancellationToken cancellationToken) =>
        Answer(http, await RequireAsync(db, municipality, id, cancellationToken));

    /// <summary>Change a restriction period.</summary>
    /// <remarks>Replaces the whole of it, such as its last day when it is known. What was postponed stays so until it gets a new time.</remarks>
    private static async Task<Ok<RestrictionResponse>> ChangeAsync(
        string municipality,
        Guid id,
        RestrictionRequest request,
        NeighbourhoodWatchDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var restriction = await RequireAsync(db, municipality, id, cancellationToken);
        http.Request.RequireIfMatch(restriction.Version);
        Check(request);
        restriction.Reason = request.Reason!.Value;
        restriction.From = request.From!.Value;
        restriction.To = request.To;
        restriction.MeasureIds = [.. (request.MeasureIds ?? []).Distinct()];
        restriction.BeginNextVersion();
        await SaveAsync(restriction, reference, db, http, time.GetUtcNow(), cancellationToken);
        return Answer(http, restriction);
    }

    private static void Check(RestrictionRequest request)
    {
        var errors = new RequestErrors();
        errors.Required("reason", request.Reason);
        errors.Required("from", request.From);
        if (request.To < request.From)
        {
            errors.Add("to", "to får inte ligga före from.");
        }

        if (request.MeasureIds?.Count > Restriction.MaxMeasures)
        {
            errors.Add("measureIds", $"measureIds får ha högst {Restriction.MaxMeasures} poster, men har {request.MeasureIds.Count}.");
        }

        errors.ThrowIfAny();
    }

    // What was planned inside the period is postponed in the same save.
    private static async Task SaveAsync(
        Restriction restriction, MunicipalityReference reference, NeighbourhoodWatchDbContext db, HttpContext http, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.Record(restriction.PublicId, restriction.ToEvent(), http.User.Party(), now);
        var planned = await db.Trainings
            .Where(training => training.Municipality == restriction.Municipality && training.Status == TrainingStatus.Planned && training.Form == Contracts.NeighbourhoodWatch.TrainingForm.Physical)
            .ToListAsync(cancellationToken);
        foreach (var training in planned.Where(training => Covers(restriction, reference.DayOf(training.StartsAt))))
        {
            var stopped = training.Stop(TrainingStatus.Postponed, Contracts.NeighbourhoodWatch.TrainingStopReason.Restrictions, reference);
            db.Record(training.PublicId, stopped, http.User.Party(), now);
        }

        await db.SaveChangedAsync(cancellationToken);
    }

    private static bool Covers(Restriction restriction, DateOnly day) => restriction.From <= day && !(restriction.To < day);

    private static async Task<Restriction> RequireAsync(NeighbourhoodWatchDbContext db, string municipality, Guid id, CancellationToken cancellationToken) =>
        await db.Restrictions.SingleOrDefaultAsync(restriction => restriction.Municipality == municipality && restriction.PublicId == id, cancellationToken)
        ?? throw new NotFoundException("Restriktionen");

    private static Ok<RestrictionResponse> Answer(HttpContext http, Restriction restriction)
    {
        http.Response.SetETag(restriction.Version);
        return TypedResults.Ok(Show(restriction));
    }

    private static RestrictionResponse Show(Restriction restriction) => new(
        restriction.PublicId, restriction.Version, restriction.Reason, restriction.From, restriction.To, restriction.MeasureIds);
}
