namespace Medborgarlofte.NeighbourhoodWatch.Trainings;

/// <summary>Plans trainings and changes their status.</summary>
internal static class TrainingEndpoints
{
    public const string Path = "/trainings";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, PlanAsync)
            .WithName("planTraining").RequireRoles(Roles.Coordinator | Roles.Police).WithETag().WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet(Path, ListAsync)
            .WithName("listTrainings").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
        municipality.MapGet(Path + "/{id:guid}", GetAsync)
            .WithName("getTraining").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithETag();
        municipality.MapPost(Path + "/{id:guid}/status-changes", MoveAsync)
            .WithName("changeTrainingStatus").RequireRoles(Roles.Coordinator | Roles.Police)
            .WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Plan a training.</summary>
    /// <remarks>
    /// If a restriction applies on the day, a physical training is a conflict (409) that proposes a digital one. If the training replaces a
    /// cancelled one, its seats are offered to the groups on that training's list, first to groups with a seat, then to waiting groups.
    /// Contact persons who chose mail are notified of the seats offered to their group.
    /// </remarks>
    private static async Task<Created<TrainingResponse>> PlanAsync(
        string municipality, TrainingRequest request, [AsParameters] WatchServices services)
    {
        var reference = await services.RequireMunicipalityAsync(municipality);
        Training training = null!;

        // Locks the training that this one replaces, if any.
        await services.InLockAsync<Training>(
            municipality,
            request.Replaces ?? Guid.Empty,
            async () => training = await PlanLockedAsync(services, reference, municipality, request));
        return Responses.Created(services.Http, training.PublicId, training.Version, ToResponse(training));
    }

    private static async Task<Training> PlanLockedAsync(
        WatchServices services, MunicipalityReference reference, string municipality, TrainingRequest request)
    {
        var errors = new RequestErrors();
        var training = new Training
        {
            PublicId = Guid.CreateVersion7(services.Now),
            Municipality = municipality,
            Kind = errors.Required("kind", request.Kind),
            Form = errors.Required("form", request.Form),
            StartsAt = errors.Required("startsAt", request.StartsAt),
            Seats = errors.Required("seats", request.Seats),
        };
        errors.InRange("seats", request.Seats, 1, Training.MaxSeats);
        var replaced = await FindReplacedAsync(services, municipality, request, errors);
        errors.ThrowIfAny();
        await services.RequireUnrestrictedAsync(reference, training.Form, training.StartsAt);
        services.Db.Trainings.Add(training);
        if (replaced is not null)
        {
            await services.AddOfferNoticesAsync(training, training.TakeOver(replaced, services.Now), reference);
        }

        await services.Db.SaveChangedAsync(services.Cancellation);
        return training;
    }

    /// <summary>List the trainings.</summary>
    /// <remarks>Latest start first.</remarks>
    private static async Task<Ok<PageOf<TrainingResponse>>> ListAsync(
        string municipality, [AsParameters] Paging paging, [AsParameters] WatchServices services)
    {
        await services.RequireMunicipalityAsync(municipality);
        var trainings = await services.Db.Trainings.AsNoTracking()
            .Where(training => training.Municipality == municipality)
            .OrderByDescending(training => training.StartsAt)
            .ThenByDescending(training => training.Id)
            .ToPageAsync(paging, services.Cancellation);
        return TypedResults.Ok(trainings.Select(ToResponse));
    }

    /// <summary>Get a training.</summary>
    /// <remarks>Time, seats and status. The ETag is required to change the status.</remarks>
    private static async Task<Ok<TrainingResponse>> GetAsync(string municipality, Guid id, [AsParameters] WatchServices services)
    {
        var training = await services.RequireAsync<Training>(municipality, id, "Utbildningen");
        return Responses.Ok(services.Http, training.Version, ToResponse(training));
    }

    /// <summary>Change a training's status.</summary>
    /// <remarks>
    /// To held, to postponed or cancelled with a reason, or to planned with a new time, whose seats are offered to the groups on the list;
    /// contact persons who chose mail are notified. When the training is held, the groups with booked seats count as trained on that day.
    /// A restriction blocks physical trainings (409).
    /// </remarks>
    private static async Task<Ok<TrainingResponse>> MoveAsync(
        string municipality, Guid id, TrainingStatusChangeRequest request, [AsParameters] WatchServices services)
    {
        var reference = await services.RequireMunicipalityAsync(municipality);
        Training training = null!;
        await services.InLockAsync<Training>(
            municipality, id, async () => training = await MoveLockedAsync(services, reference, municipality, id, request));
        return Responses.Ok(services.Http, training.Version, ToResponse(training));
    }

    private static async Task<Training> MoveLockedAsync(
        WatchServices services, MunicipalityReference reference, string municipality, Guid id, TrainingStatusChangeRequest request)
    {
        var training = await services.RequireAsync<Training>(municipality, id, "Utbildningen");
        services.Http.Request.RequireIfMatch(training.Version);
        var to = Validate(request);
        TrainingLifecycle.Require(training.Status, to);
        switch (to)
        {
            case TrainingStatus.Planned:
                var form = request.Form ?? training.Form;
                await services.RequireUnrestrictedAsync(reference, form, request.StartsAt!.Value);
                await services.AddOfferNoticesAsync(training, training.Replan(request.StartsAt.Value, form), reference);
                break;
            case TrainingStatus.Held:
                await HoldAsync(services, training, reference);
                break;
            default:
                services.Db.Record(training.PublicId, training.Stop(to, request.Reason!.Value, reference), services.Party, services.Now);
                break;
        }

        await services.Db.SaveChangedAsync(services.Cancellation);
        return training;
    }

    private static async Task<Training?> FindReplacedAsync(
        WatchServices services, string municipality, TrainingRequest request, RequestErrors errors)
    {
        if (request.Replaces is not { } id)
        {
            return null;
        }

        var replaced = await services.FindAsync<Training>(municipality, id);
        if (replaced is null)
        {
            errors.Add("replaces", "replaces: utbildningen finns inte.");
        }
        else if (request.Kind is { } kind && kind != replaced.Kind)
        {
            errors.Add("replaces", "replaces: utbildningen som ersätts är av ett annat slag.");
        }
        else if (replaced.Status != TrainingStatus.Cancelled)
        {
            throw new ConflictException("Utbildningen är inte inställd: bara en inställd utbildning kan ersättas av en ny.");
        }

        return replaced;
    }

    private static TrainingStatus Validate(TrainingStatusChangeRequest request)
    {
        var errors = new RequestErrors();
        var to = errors.Required("to", request.To);
        if ((to is TrainingStatus.Postponed or TrainingStatus.Cancelled) != request.Reason is not null)
        {
            errors.Add("reason", "reason anges när to är postponed eller cancelled, och bara då.");
        }

        if ((to == TrainingStatus.Planned && request.To is not null) != request.StartsAt is not null)
        {
            errors.Add("startsAt", "startsAt anges när to är planned, och bara då.");
        }

        if (request.Form is not null && to != TrainingStatus.Planned)
        {
            errors.Add("form", "form anges bara när to är planned.");
        }

        errors.ThrowIfAny();
        return to;
    }

    private static async Task HoldAsync(WatchServices services, Training training, MunicipalityReference reference)
    {
        if (training.StartsAt > services.Now)
        {
            throw new ConflictException("Utbildningen har inte börjat än.");
        }

        await services.RequireUnrestrictedAsync(reference, training.Form, training.StartsAt);
        services.Db.Record(training.PublicId, training.Hold(reference), services.Party, services.Now);
        var booked = training.Bookings.Where(booking => booking.State == BookingState.Booked).Select(booking => booking.GroupId).ToList();
        var attending = services.Db.WatchGroups.Where(group => booked.Contains(group.PublicId));
        await attending.LockAsync(services.Cancellation);
        var groups = await attending.ToListAsync(services.Cancellation);
        groups.ForEach(group => group.NoteTraining(reference.DayOf(training.StartsAt)));
    }

    private static TrainingResponse ToResponse(Training training) => new(
        training.PublicId,
        training.Version,
        training.Kind,
        training.Form,
        training.StartsAt,
        training.Seats,
        training.Taken,
        training.Bookings.Count(booking => booking.State == BookingState.Waiting),
        training.Status,
        training.StopReason);
}
