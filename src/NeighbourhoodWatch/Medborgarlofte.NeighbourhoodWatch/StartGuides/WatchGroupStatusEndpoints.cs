using Medborgarlofte.NeighbourhoodWatch.Trainings;

namespace Medborgarlofte.NeighbourhoodWatch.StartGuides;

/// <summary>A change of a watch group's status.</summary>
/// <param name="To">The new status.</param>
/// <param name="Reason">The reason, required for dormant and closed.</param>
public sealed record WatchGroupStatusChangeRequest(WatchGroupStatus? To, WatchStopReason? Reason);

/// <summary>The steps that a group must complete before it may put up signs.</summary>
/// <param name="SignsAllowed">Whether the group is active and every step is done.</param>
/// <param name="Steps">The steps in order.</param>
public sealed record StartGuideResponse(bool SignsAllowed, IReadOnlyList<GuideStepResponse> Steps);

/// <summary>A step of the start guide.</summary>
/// <param name="Step">The condition.</param>
/// <param name="IsDone">Whether the group meets the condition.</param>
/// <param name="Who">Who is responsible for the step.</param>
/// <param name="Text">State of the step and what remains to be done, in Swedish.</param>
public sealed record GuideStepResponse(GuideStep Step, bool IsDone, GuideActor Who, string Text);

/// <summary>Shows the start guide, and changes a group's status when the conditions are met.</summary>
internal static class WatchGroupStatusEndpoints
{
    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet(WatchGroupEndpoints.Path + "/{id:guid}/guide", GetGuideAsync)
            .WithName("getWatchGroupGuide").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
        municipality.MapPost(WatchGroupEndpoints.Path + "/{id:guid}/status-changes", MoveAsync)
            .WithName("changeWatchGroupStatus").RequireRoles(Roles.Coordinator | Roles.Police)
            .WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Get a group's start guide.</summary>
    /// <remarks>
    /// Shows each step that the group must complete before it may put up signs, and who is responsible for it. Settings that the
    /// municipality has not set impose no condition.
    /// </remarks>
    private static async Task<Ok<StartGuideResponse>> GetGuideAsync(string municipality, Guid id, [AsParameters] WatchServices services)
    {
        var reference = await services.RequireMunicipalityAsync(municipality);
        var group = await services.RequireGroupAsync(municipality, id);
        var steps = await StepsAsync(group, services.Db, reference.Today(services.Time), services.Cancellation);
        return TypedResults.Ok(new StartGuideResponse(group.Status == WatchGroupStatus.Active && steps.All(step => step.IsDone), steps));
    }

    /// <summary>Change a watch group's status.</summary>
    /// <remarks>
    /// From interest to forming, trained and active, to dormant and back, or to closed. A change that the lifecycle does not allow is a
    /// conflict (409) with from, to and allowed. A change before the required steps of the guide are done is a conflict with the missing
    /// steps. A group that closes releases its seats at trainings.
    /// </remarks>
    private static async Task<Ok<WatchGroupResponse>> MoveAsync(
        string municipality, Guid id, WatchGroupStatusChangeRequest request, [AsParameters] WatchServices services)
    {
        var reference = await services.RequireMunicipalityAsync(municipality);
        WatchGroup group = null!;
        await services.InLockAsync<WatchGroup>(
            municipality, id, async () => group = await MoveLockedAsync(services, reference, municipality, id, request));
        return Responses.Ok(services.Http, group.Version, group.ToResponse());
    }

    private static async Task<WatchGroup> MoveLockedAsync(
        WatchServices services, MunicipalityReference reference, string municipality, Guid id, WatchGroupStatusChangeRequest request)
    {
        var group = await services.RequireGroupAsync(municipality, id);
        services.Http.Request.RequireIfMatch(group.Version);
        var errors = new RequestErrors();
        var to = errors.Required("to", request.To);
        if ((to is WatchGroupStatus.Dormant or WatchGroupStatus.Closed) != request.Reason is not null)
        {
            errors.Add("reason", "reason anges när to är dormant eller closed, och bara då.");
        }

        errors.ThrowIfAny();
        WatchGroupLifecycle.Require(group.Status, to);
        var now = services.Now;
        await RequireStepsAsync(group, to, services.Db, reference.DayOf(now), services.Cancellation);
        var events = group.Move(to, reference.DayOf(now), request.Reason);
        if (to == WatchGroupStatus.Closed)
        {
            await services.ReleaseSeatsAsync(group.PublicId, reference);
        }

        foreach (var happened in events)
        {
            services.Db.Record(group.PublicId, happened, services.Party, now);
        }

        await services.Db.SaveChangedAsync(services.Cancellation);
        return group;
    }

    /// <summary>Evaluates the steps of a group's guide.</summary>
    public static async Task<IReadOnlyList<GuideStepResponse>> StepsAsync(
        WatchGroup group, NeighbourhoodWatchDbContext db, DateOnly today, CancellationToken cancellationToken) => StartGuide.For(
            group,
            await db.CountRolesAsync(group.PublicId, cancellationToken),
            await WatchSettings.FindAsync(db, group.Municipality, cancellationToken),
            today);

    private static async Task RequireStepsAsync(
        WatchGroup group, WatchGroupStatus to, NeighbourhoodWatchDbContext db, DateOnly today, CancellationToken cancellationToken)
    {
        GuideStep[] needed = to switch
        {
            WatchGroupStatus.Trained => StartGuide.ForTrained,
            WatchGroupStatus.Active => Enum.GetValues<GuideStep>(),
            _ => [],
        };
        if (needed is [])
        {
            return;
        }

        var steps = await StepsAsync(group, db, today, cancellationToken);
        if (steps.Where(step => needed.Contains(step.Step) && !step.IsDone).ToList() is not [] and var missing)
        {
            throw new ProblemException(
                StatusCodes.Status409Conflict,
                "guide-incomplete",
                "Något återstår",
                string.Join(" ", missing.Select(step => step.Text)))
            {
                Members = { ["missing"] = missing.ConvertAll(step => ApiJson.CodeOf(step.Step)) },
            };
        }
    }
}
