namespace Medborgarlofte.Measures.Measures;

/// <summary>Entering and changing measures.</summary>
internal static class MeasureEndpoints
{
    public const string Path = "/measures";

    private const string What = "Åtgärden";

    private static readonly MeasureStatus[] EnteredAs =
        [MeasureStatus.Proposed, MeasureStatus.Decided, MeasureStatus.Planned, MeasureStatus.Started, MeasureStatus.Completed];

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, CreateAsync).WithName("createMeasure").RequireRoles(Roles.Parties).WithETag()
            .WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet(Path, ListAsync).WithName("listMeasures").RequireRoles(Roles.Parties | Roles.Steering);
        municipality.MapGet(Path + "/{id:guid}", GetAsync).WithName("getMeasure").RequireRoles(Roles.Parties | Roles.Steering).WithETag();
        municipality.MapPut(Path + "/{id:guid}", ChangeAsync).WithName("changeMeasure")
            .RequireRoles(Roles.Parties).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    public static MeasureResponse ToResponse(Measure measure) => new(
        measure.PublicId, measure.Version, measure.ProblemAreaIds, measure.Title,
        measure.OwnerParty.Length == 0 ? null : measure.OwnerParty, measure.Performers, measure.Horizon, measure.Status,
        measure.PlannedMonth?.ToString("yyyy-MM", CultureInfo.InvariantCulture), measure.StartedOn, measure.CompletedOn,
        [.. measure.StatusChanges.Select(ToResponse)], ToResponse(measure.Planned), measure.EndsOn, measure.DecidedOn, measure.CauseIds,
        measure.Approach, measure.Decider, measure.Baseline, measure.NewLevel, measure.Indicator, measure.CostEstimate, measure.Hindrance,
        measure.RegisteredBy);

    public static PlannedTimeResponse? ToResponse(PlannedTime? planned) =>
        planned is null ? null : new PlannedTimeResponse(planned.Precision, planned.Text());

    /// <summary>Finds a measure that the caller may see.</summary>
    /// <exception cref="NotFoundException">It does not exist or the caller may not see it (404).</exception>
    public static async Task<Measure> RequireAsync(
        string municipality, Guid id, ClaimsPrincipal caller, MeasuresDbContext db, CancellationToken cancellationToken) =>
        await MeasureAccess.VisibleTo(caller, db)
            .SingleOrDefaultAsync(measure => measure.Municipality == municipality && measure.PublicId == id, cancellationToken)
        ?? throw new NotFoundException(What);

    private static MeasureStatusChangeResponse ToResponse(MeasureStatusChange change) => new(
        change.From, change.To, change.On, change.Note, change.Party, change.Role is { } role ? ApiJson.CodeOf(role) : null, change.At,
        change.Hindrance, change.MeetingId);

    /// <summary>Enter a measure.</summary>
    /// <remarks>
    /// Enters the work of a party on one or more problem areas. A caller who may not decide proposes it. A measure that is already
    /// decided is entered with its current status. The problem areas of a withdrawn promise take no further measures (409).
    /// </remarks>
    private static async Task<Created<MeasureResponse>> CreateAsync(
        string municipality, MeasureRequest request, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var now = time.GetUtcNow();
        var errors = new RequestErrors();
        var decider = request.Decider ?? MeasureDecider.EstGroup;
        var status = StatusFor(request.Status, decider, http.User, errors);
        var hasStarted = status is MeasureStatus.Started or MeasureStatus.Completed;
        if (hasStarted && string.IsNullOrWhiteSpace(request.Indicator))
        {
            errors.Add(
                "indicator", "indicator saknas: ange vad som ska visa om åtgärden fungerar. Det ska vara bestämt innan den påbörjas.");
        }

        var validator = new MeasureValidator(status, hasStarted, reference.Today(time), reference, keptParties: [], errors);
        var terms = await validator.ValidateAsync(request, decider, municipality, db, cancellationToken);
        var measure = new Measure
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality,
            RegisteredBy = http.User.Party(),
            Status = status,
            PlannedSince = reference.Today(time),
            Terms = terms,
        };
        await db.RequireNotWithdrawnAsync(terms.ProblemAreaIds, cancellationToken);
        db.Add(measure);
        await SaveAsync(measure, measure.Enter(), services);
        return Responses.Created(http, measure.PublicId, measure.Version, ToResponse(measure));
    }

    // Entering a measure that is already decided requires the right to enter the decision.
    private static MeasureStatus StatusFor(MeasureStatus? stated, MeasureDecider decider, ClaimsPrincipal caller, RequestErrors errors)
    {
        var mayDecide = caller.IsAnyOf(MeasureAccess.DecisionRoles(decider));
        var status = stated ?? (mayDecide ? MeasureStatus.Planned : MeasureStatus.Proposed);
        if (!EnteredAs.Contains(status))
        {
            errors.Add("status", $"status kan när åtgärden förs in vara {string.Join(", ", EnteredAs.Select(ApiJson.CodeOf))}.");
        }
        else if (status != MeasureStatus.Proposed)
        {
            MeasureAccess.RequireDecision(caller, decider);
        }

        return status;
    }

    /// <summary>List the measures.</summary>
    /// <remarks>In the order in which they were entered.</remarks>
    private static async Task<Ok<PageOf<MeasureResponse>>> ListAsync(
        string municipality,
        Guid? problemAreaId,
        string? status,
        [AsParameters] Paging paging,
        [AsParameters] EndpointServices services)
    {
        var (db, _, http, cancellationToken) = services;
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var measures = MeasureAccess.VisibleTo(http.User, db).Where(measure => measure.Municipality == municipality);
        if (problemAreaId is { } area)
        {
            measures = measures.Where(measure => measure.ProblemAreaIds.Contains(area));
        }

        if (status is not null)
        {
            var wanted = ApiJson.ReadCode<MeasureStatus>("status", status);
            measures = measures.Where(measure => measure.Status == wanted);
        }

        var page = await measures.AsNoTracking()
            .OrderBy(measure => measure.Id)
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(page.Select(ToResponse));
    }

    /// <summary>Read a measure.</summary>
    /// <remarks>The measure with the history of its status.</remarks>
    private static async Task<Ok<MeasureResponse>> GetAsync(
        string municipality, Guid id, MeasuresDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var measure = await RequireAsync(municipality, id, http.User, db, cancellationToken);
        return Responses.Ok(http, measure.Version, ToResponse(measure));
    }

    /// <summary>Change a measure.</summary>
    /// <remarks>
    /// Replaces everything but the status, which is changed by status changes. A measure that has an effect in a problem area cannot
    /// leave it (409). Follow-ups of periods before a new planned time or last day keep the earlier one.
    /// </remarks>
    private static async Task<Ok<MeasureResponse>> ChangeAsync(
        string municipality, Guid id, MeasureRequest request, IMeasureEffects effects, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var measure = await RequireAsync(municipality, id, http.User, db, cancellationToken);
        MeasureAccess.RequireChange(http.User, measure);
        http.Request.RequireIfMatch(measure.Version);
        MeasureAccess.RequireTerms(http.User, measure, request.OwnerParty, request.Decider);
        var errors = new RequestErrors();
        if (request.Status is { } status && status != measure.Status)
        {
            errors.Add("status", $"status är {ApiJson.CodeOf(measure.Status)} och ändras med POST till {Path[1..]}/{{id}}/status-changes.");
        }

        if (measure is { StartedOn: not null, Indicator: not null } && string.IsNullOrWhiteSpace(request.Indicator))
        {
            errors.Add("indicator", "indicator kan inte tas bort när åtgärden har påbörjats.");
        }

        if (request.Decider is { } decider && decider != measure.Decider && measure.Status != MeasureStatus.Proposed)
        {
            errors.Add("decider", "decider kan inte ändras när åtgärden är beslutad.");
        }

        var today = reference.Today(time);
        errors.NotInFuture("replannedOn", request.ReplannedOn, today);
        var left = measure.ProblemAreaIds.Except(request.ProblemAreaIds ?? []).ToList();
        var validator = new MeasureValidator(
            measure.Status,
            measure.StartedOn is not null,
            today,
            reference,
            [measure.OwnerParty, .. measure.Performers],
            errors);
        var terms = await validator.ValidateAsync(request, request.Decider ?? measure.Decider, municipality, db, cancellationToken);
        if (await effects.AnyInAsync(left, id, cancellationToken))
        {
            throw new ConflictException(
                "Åtgärden har en effekt i ett problemområde som den inte längre skulle höra till. Ändra effekten först.");
        }

        await db.RequireNotWithdrawnAsync([.. terms.ProblemAreaIds.Except(measure.ProblemAreaIds)], cancellationToken);
        var change = measure.Change(terms with { DecidedOn = terms.DecidedOn ?? measure.DecidedOn }, request.ReplannedOn ?? today);
        await SaveAsync(measure, change, services);
        return Responses.Ok(http, measure.Version, ToResponse(measure));
    }

    private static async Task SaveAsync(Measure measure, MeasureChange change, EndpointServices services)
    {
        var now = services.Time.GetUtcNow();
        var reason = services.Db.Record(measure.PublicId, change.Event, services.Http.User.Party(), now);
        await MeasureNotices.AddAsync(services.Db, measure, change, reason, now, services.Cancellation);
        await services.Db.SaveAsync(measure, services.Cancellation);
    }
}
