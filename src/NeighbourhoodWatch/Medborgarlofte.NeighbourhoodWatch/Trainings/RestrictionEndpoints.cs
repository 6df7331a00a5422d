using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.NeighbourhoodWatch.Trainings;

/// <summary>A period without physical trainings, to declare or change.</summary>
/// <param name="Reason">Reason.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, or null if the end is not known yet.</param>
/// <param name="MeasureIds">Measures of the promise that the restriction hinders; the follow-up shows it in their rows. At most 50.</param>
public sealed record RestrictionRequest(HindranceReason? Reason, DateOnly? From, DateOnly? To, IReadOnlyList<Guid>? MeasureIds);

/// <summary>A period without physical trainings.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="Reason">Reason.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, or null if the end is not known yet.</param>
/// <param name="MeasureIds">Measures of the promise that the restriction hinders.</param>
public sealed record RestrictionResponse(
    Guid Id, int Version, HindranceReason Reason, DateOnly From, DateOnly? To, IReadOnlyList<Guid> MeasureIds);

/// <summary>Declares and changes restriction periods.</summary>
internal static class RestrictionEndpoints
{
    private const string Path = "/restrictions";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, DeclareAsync).WithName("declareRestriction").RequireRoles(Roles.Coordinator | Roles.Police).WithETag();
        municipality.MapGet(Path, ListAsync)
            .WithName("listRestrictions").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
        municipality.MapGet(Path + "/{id:guid}", GetAsync)
            .WithName("getRestriction").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithETag();
        municipality.MapPut(Path + "/{id:guid}", ChangeAsync)
            .WithName("changeRestriction").RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch();
    }

    /// <summary>Declare a restriction period.</summary>
    /// <remarks>
    /// Planned physical trainings in the period are postponed immediately, and none can be planned or held in it. In the follow-up, the
    /// given measures show a hindered effect with the reason and the period; ids without a row in the follow-up are ignored there.
    /// </remarks>
    private static async Task<Created<RestrictionResponse>> DeclareAsync(
        string municipality, RestrictionRequest request, [AsParameters] WatchServices services)
    {
        var reference = await services.RequireMunicipalityAsync(municipality);
        Validate(request);
        var restriction = new Restriction
        {
            PublicId = Guid.CreateVersion7(services.Now),
            Municipality = municipality,
            Reason = request.Reason!.Value,
            From = request.From!.Value,
            To = request.To,
            MeasureIds = [.. (request.MeasureIds ?? []).Distinct()],
        };
        services.Db.Restrictions.Add(restriction);
        services.Db.Record(restriction.PublicId, restriction.ToEvent(), services.Party, services.Now);
        await PostponeTrainingsAsync(services, restriction, reference);
        await services.Db.SaveChangedAsync(services.Cancellation);
        return Responses.Created(services.Http, restriction.PublicId, restriction.Version, ToResponse(restriction));
    }

    /// <summary>List the restriction periods.</summary>
    /// <remarks>Latest first.</remarks>
    private static async Task<Ok<PageOf<RestrictionResponse>>> ListAsync(
        string municipality, [AsParameters] Paging paging, [AsParameters] WatchServices services)
    {
        await services.RequireMunicipalityAsync(municipality);
        var restrictions = await services.Db.Restrictions.AsNoTracking()
            .Where(restriction => restriction.Municipality == municipality)
            .OrderByDescending(restriction => restriction.From)
            .ThenByDescending(restriction => restriction.Id)
            .ToPageAsync(paging, services.Cancellation);
        return TypedResults.Ok(restrictions.Select(ToResponse));
    }

    /// <summary>Get a restriction period.</summary>
    /// <remarks>Reason, days and measures. The ETag is required to change the restriction.</remarks>
    private static async Task<Ok<RestrictionResponse>> GetAsync(string municipality, Guid id, [AsParameters] WatchServices services)
    {
        var restriction = await services.RequireAsync<Restriction>(municipality, id, "Restriktionen");
        return Responses.Ok(services.Http, restriction.Version, ToResponse(restriction));
    }

    /// <summary>Change a restriction period.</summary>
    /// <remarks>Replaces all details, for example to set the last day. Postponed trainings need a new time.</remarks>
    private static async Task<Ok<RestrictionResponse>> ChangeAsync(
        string municipality, Guid id, RestrictionRequest request, [AsParameters] WatchServices services)
    {
        var reference = await services.RequireMunicipalityAsync(municipality);
        var restriction = await services.RequireAsync<Restriction>(municipality, id, "Restriktionen");
        services.Http.Request.RequireIfMatch(restriction.Version);
        Validate(request);
        services.Db.Record(restriction.PublicId, restriction.Change(request), services.Party, services.Now);
        await PostponeTrainingsAsync(services, restriction, reference);
        await services.Db.SaveChangedAsync(services.Cancellation);
        return Responses.Ok(services.Http, restriction.Version, ToResponse(restriction));
    }

    private static void Validate(RestrictionRequest request)
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

    private static async Task PostponeTrainingsAsync(WatchServices services, Restriction restriction, MunicipalityReference reference)
    {
        var planned = await services.Db.Trainings
            .Where(training => training.Municipality == restriction.Municipality)
            .Where(training => training.Status == TrainingStatus.Planned && training.Form == TrainingForm.Physical)
            .ToListAsync(services.Cancellation);
        foreach (var training in planned.Where(training => restriction.Covers(reference.DayOf(training.StartsAt))))
        {
            var stopped = training.Stop(TrainingStatus.Postponed, TrainingStopReason.Restrictions, reference);
            services.Db.Record(training.PublicId, stopped, services.Party, services.Now);
        }
    }

    private static RestrictionResponse ToResponse(Restriction restriction) => new(
        restriction.PublicId, restriction.Version, restriction.Reason, restriction.From, restriction.To, restriction.MeasureIds);
}
