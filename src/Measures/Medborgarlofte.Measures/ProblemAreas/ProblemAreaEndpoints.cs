namespace Medborgarlofte.Measures.ProblemAreas;

/// <summary>Choosing and changing the problem areas of a promise.</summary>
internal static class ProblemAreaEndpoints
{
    public const string What = "Problemområdet";
    public const string Path = "/problem-areas";

    private const int MaxOrder = 1000;

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, CreateAsync).WithName("createProblemArea").RequireRoles(Roles.Coordinator | Roles.Police).WithETag()
            .WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet(Path, ListAsync).WithName("listProblemAreas").RequireRoles(Roles.Parties | Roles.Steering);
        municipality.MapGet(Path + "/{id:guid}", GetAsync).WithName("getProblemArea")
            .RequireRoles(Roles.Parties | Roles.Steering).WithETag();
        municipality.MapPut(Path + "/{id:guid}", ChangeAsync).WithName("changeProblemArea")
            .RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    public static ProblemAreaResponse ToResponse(ProblemArea area) => new(
        area.PublicId, area.Version, area.PromiseId, area.Order, area.Kind, area.Name, area.Categories, area.Areas, area.Status,
        area.ClosedOn, area.Causes, area.Priority, area.PriorityGrounds, area.Deepened,
        [.. area.StatusChanges.Select(change => new ProblemAreaStatusChangeResponse(
            change.From, change.To, change.On, change.Note, change.Party, ApiJson.CodeOf(change.Role), change.At, change.MeetingId))]);

    /// <summary>Choose a problem area.</summary>
    /// <remarks>
    /// Adds a row to the follow-up of a promise: a theme (some categories) or a place (some areas). Its cases are counted from the
    /// incidents reported. A withdrawn promise takes no further problem areas (409).
    /// </remarks>
    private static async Task<Created<ProblemAreaResponse>> CreateAsync(
        string municipality, ProblemAreaRequest request, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var area = new ProblemArea { PublicId = id, Municipality = municipality, Name = "", Categories = [], Areas = [] };
        var errors = new RequestErrors();
        area.Status = request.Status ?? ProblemAreaStatus.Chosen;
        if (request.Status == ProblemAreaStatus.Closed)
        {
            errors.Add("status", "status kan när problemområdet förs in vara proposed eller chosen.");
        }

        await ApplyAsync(request, area, reference, errors, services);
        db.Add(area);
        db.Record(area.PublicId, area.ToEvent(), http.User.Party(), now);
        await db.SaveAsync(area, cancellationToken);
        return Responses.Created(http, area.PublicId, area.Version, ToResponse(area));
    }

    /// <summary>List the problem areas.</summary>
    /// <remarks>In the order of the follow-up.</remarks>
    private static async Task<Ok<PageOf<ProblemAreaResponse>>> ListAsync(
        string municipality, Guid? promiseId, [AsParameters] Paging paging, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var areas = db.ProblemAreas
            .Where(area => area.Municipality == municipality && (promiseId == null || area.PromiseId == promiseId))
            .OrderBy(area => area.Order).ThenBy(area => area.Id);
        return TypedResults.Ok((await areas.AsNoTracking().ToPageAsync(paging, cancellationToken)).Select(ToResponse));
    }

    /// <summary>Read a problem area.</summary>
    /// <remarks>A row of the follow-up.</remarks>
    private static async Task<Ok<ProblemAreaResponse>> GetAsync(
        string municipality, Guid id, MeasuresDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var area = await db.RequireAsync<ProblemArea>(municipality, id, What, cancellationToken);
        return Responses.Ok(http, area.Version, ToResponse(area));
    }

    /// <summary>Change a problem area.</summary>
    /// <remarks>
    /// Replaces the whole problem area. Without order it keeps its position. Follow-ups of periods before a move to another promise keep it
    /// in the earlier one. A withdrawn promise takes no further problem areas (409).
    /// </remarks>
    private static async Task<Ok<ProblemAreaResponse>> ChangeAsync(
        string municipality, Guid id, ProblemAreaRequest request, ICauseUsage causes, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var area = await db.RequireAsync<ProblemArea>(municipality, id, What, cancellationToken);
        http.Request.RequireIfMatch(area.Version);
        var errors = new RequestErrors();
        if (request.Status is { } status && status != area.Status)
        {
            errors.Add("status", $"status är {ApiJson.CodeOf(area.Status)} och ändras med POST till {Path[1..]}/{{id}}/status-changes.");
        }

        var before = area.Causes.Select(cause => cause.Id).ToList();
        await ApplyAsync(request, area, reference, errors, services);
        var removed = before.Except(area.Causes.Select(cause => cause.Id)).ToList();
        if (removed.Count > 0 && await causes.AnyAsync(municipality, removed, cancellationToken))
        {
            throw new ConflictException("En åtgärd går mot en orsak som skulle tas bort. Ändra åtgärden först.");
        }

        db.Record(area.PublicId, area.Changed(), http.User.Party(), time.GetUtcNow());
        await db.SaveAsync(area, cancellationToken);
        return Responses.Ok(http, area.Version, ToResponse(area));
    }

    private static async Task ApplyAsync(
        ProblemAreaRequest request, ProblemArea area, MunicipalityReference reference, RequestErrors errors, EndpointServices services)
    {
        var (db, time, _, cancellationToken) = services;
        var promiseId = errors.Required("promiseId", request.PromiseId);
        var promise = await db.Promises.AsNoTracking().SingleOrDefaultAsync(
            promise => promise.Municipality == area.Municipality && promise.PublicId == promiseId, cancellationToken);
        if (request.PromiseId is not null && promise is null)
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
        if (request.Kind is ProblemAreaKind.Theme or ProblemAreaKind.ThemeAndPlace)
        {
            errors.NotEmpty("categories", request.Categories, "categories saknas: ett tema behöver minst en kategori.");
        }

        if (request.Kind is ProblemAreaKind.Place or ProblemAreaKind.ThemeAndPlace)
        {
            errors.NotEmpty("areas", request.Areas, "areas saknas: en plats behöver minst ett område.");
        }

        errors.ApplyAnalysis(request, area, time);
        var today = reference.Today(time);
        errors.NotInFuture("movedOn", request.MovedOn, today);
        errors.ThrowIfAny();
        if (area.PromiseId != promiseId)
        {
            promise!.RequireNotWithdrawn();
        }

        area.Order = request.Order ?? await KeepOrNextOrderAsync(area, promiseId, db, cancellationToken);
        area.BelongTo(promiseId, request.MovedOn ?? today);
        area.Kind = kind;
    }

    // Two rows may have the same position, so that rows can be reordered one at a time. The older row comes first.
    private static async Task<int> KeepOrNextOrderAsync(
        ProblemArea area, Guid promiseId, MeasuresDbContext db, CancellationToken cancellationToken) =>
        area.PromiseId == promiseId
            ? area.Order
            : 1 + (await db.ProblemAreas
                .Where(other => other.PromiseId == promiseId)
                .MaxAsync(other => (int?)other.Order, cancellationToken) ?? 0);
}
