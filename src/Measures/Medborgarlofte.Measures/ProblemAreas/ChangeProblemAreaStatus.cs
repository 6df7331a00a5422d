using Medborgarlofte.Measures.Meetings;

namespace Medborgarlofte.Measures.ProblemAreas;

/// <summary>Choosing and closing problem areas.</summary>
internal static class ChangeProblemAreaStatus
{
    public static void Map(RouteGroupBuilder municipality) =>
        municipality.MapPost(ProblemAreaEndpoints.Path + "/{id:guid}/status-changes", HandleAsync)
            .WithName("changeProblemAreaStatus")
            .RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);

    /// <summary>Change the status of a problem area.</summary>
    /// <remarks>
    /// Chooses a proposed problem area, closes it, or chooses a closed one again. A status change that is not allowed is a conflict (409)
    /// with from, to and allowed. Nothing more is chosen in a withdrawn promise (409).
    /// </remarks>
    private static Task<Ok<ProblemAreaResponse>> HandleAsync(
        string municipality, Guid id, ProblemAreaStatusChangeRequest request, [AsParameters] EndpointServices services) =>
        services.DecideAsync(
            municipality, request.MeetingId, day => MoveAsync(municipality, id, request with { On = request.On ?? day }, services));

    private static async Task<Ok<ProblemAreaResponse>> MoveAsync(
        string municipality, Guid id, ProblemAreaStatusChangeRequest request, EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var area = await db.RequireAsync<ProblemArea>(municipality, id, ProblemAreaEndpoints.What, cancellationToken);
        http.Request.RequireIfMatch(area.Version);
        var errors = new RequestErrors();
        var to = errors.Required("to", request.To);
        var note = errors.OptionalText("note", request.Note, ProblemAreaStatusChange.NoteLength);
        errors.ThrowIfAny();
        ProblemAreaLifecycle.Require(area.Status, to);
        if (to == ProblemAreaStatus.Chosen)
        {
            (await db.Promises.AsNoTracking().SingleAsync(promise => promise.PublicId == area.PromiseId, cancellationToken))
                .RequireNotWithdrawn();
        }

        var move = new ProblemAreaStatusChange
        {
            From = area.Status,
            To = to,
            On = errors.Required("on", request.On),
            Party = http.User.Party(),
            Role = http.User.Acting(Roles.Coordinator | Roles.Police)
                ?? throw new ForbiddenException("Bara samordnaren och polisen väljer problemområden."),
            At = time.GetUtcNow(),
            Note = note,
            MeetingId = request.MeetingId,
        };
        errors.NotInFuture("on", request.On, reference.Today(time));
        if (area.StatusChanges is [.., var latest] && request.On < latest.On)
        {
            errors.Add("on", $"on får inte ligga före problemområdets senaste ändring, den {latest.On:yyyy-MM-dd}.");
        }

        errors.ThrowIfAny();
        db.Record(area.PublicId, area.Move(move), http.User.Party(), time.GetUtcNow());
        await db.SaveAsync(area, cancellationToken);
        return Responses.Ok(http, area.Version, ProblemAreaEndpoints.ToResponse(area));
    }
}
