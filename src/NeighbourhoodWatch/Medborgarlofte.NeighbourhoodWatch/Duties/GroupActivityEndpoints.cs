using Medborgarlofte.NeighbourhoodWatch.StartGuides;

namespace Medborgarlofte.NeighbourhoodWatch.Duties;

/// <summary>An activity of a group to record.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="On">Calendar day. Default: today.</param>
/// <param name="Count">Number of times or signs. Default: 1.</param>
public sealed record GroupActivityRequest(GroupActivityKind? Kind, DateOnly? On, int? Count);

/// <summary>A recorded activity of a group.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Kind">Kind.</param>
/// <param name="On">Calendar day.</param>
/// <param name="Count">Number of times or signs.</param>
public sealed record GroupActivityResponse(Guid Id, GroupActivityKind Kind, DateOnly On, int Count);

/// <summary>Records the activities of groups and lists their duties.</summary>
internal static class GroupActivityEndpoints
{
    private const string Path = WatchGroupEndpoints.Path + "/{id:guid}/activities";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, NoteAsync).WithName("noteWatchGroupActivity")
            .RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet(Path, ListAsync).WithName("listWatchGroupActivities")
            .RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
        municipality.MapGet(WatchGroupEndpoints.Path + "/duties", ListDutiesAsync).WithName("listWatchGroupDuties")
            .RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
    }

    /// <summary>Record a group's activity.</summary>
    /// <remarks>
    /// Meetings, reviews of the household list, welcomes to newcomers, signs. Signs may be put up only when the group is active and every
    /// step of the start guide is done (409).
    /// </remarks>
    private static async Task<Created<GroupActivityResponse>> NoteAsync(
        string municipality, Guid id, GroupActivityRequest request, [AsParameters] WatchServices services)
    {
        var reference = await services.RequireMunicipalityAsync(municipality);
        await services.RequireGroupAsync(municipality, id);
        var today = reference.Today(services.Time);
        var errors = new RequestErrors();
        var kind = errors.Required("kind", request.Kind);
        errors.NotInFuture("on", request.On, today);
        errors.InRange("count", request.Count, 1, GroupActivity.MaxCount);
        errors.ThrowIfAny();
        GroupActivity activity = null!;
        await services.InLockAsync<WatchGroup>(
            municipality,
            id,
            async () =>
            {
                var group = await services.RequireGroupAsync(municipality, id);
                await RequireAllowedAsync(services, group, kind, today);
                activity = new GroupActivity
                {
                    PublicId = Guid.CreateVersion7(services.Now),
                    GroupId = group.PublicId,
                    Kind = kind,
                    On = request.On ?? today,
                    Count = request.Count ?? 1,
                };
                services.Db.Activities.Add(activity);
                if (GroupActivity.IsWork(kind))
                {
                    group.NoteActivity(activity.On);
                }

                await services.Db.SaveChangedAsync(services.Cancellation);
            });
        return Responses.CreatedInList(services.Http, ToResponse(activity));
    }

    /// <summary>List a group's activities.</summary>
    /// <remarks>Latest day first.</remarks>
    private static async Task<Ok<PageOf<GroupActivityResponse>>> ListAsync(
        string municipality, Guid id, [AsParameters] Paging paging, [AsParameters] WatchServices services)
    {
        await services.RequireMunicipalityAsync(municipality);
        var group = await services.RequireGroupAsync(municipality, id);
        var activities = await services.Db.Activities.AsNoTracking()
            .Where(activity => activity.GroupId == group.PublicId)
            .OrderByDescending(activity => activity.On)
            .ThenByDescending(activity => activity.Id)
            .ToPageAsync(paging, services.Cancellation);
        return TypedResults.Ok(activities.Select(ToResponse));
    }

    /// <summary>List the duties of the groups.</summary>
    /// <remarks>
    /// Duties of active groups that are overdue or due within 30 days, earliest first: the yearly meeting and gathering, the review of the
    /// household list, newcomers to greet, damaged signs, and training to repeat.
    /// </remarks>
    private static async Task<Ok<PageOf<DutyResponse>>> ListDutiesAsync(
        string municipality, [AsParameters] Paging paging, [AsParameters] WatchServices services)
    {
        paging.Check();
        var reference = await services.RequireMunicipalityAsync(municipality);
        var groups = await services.Db.GroupsVisibleTo(services.Caller, municipality).AsNoTracking()
            .Where(group => group.Status == WatchGroupStatus.Active)
            .ToListAsync(services.Cancellation);
        var due = await DutyCalendar.DueAsync(services.Db, groups, municipality, reference.Today(services.Time), services.Cancellation);
        return TypedResults.Ok(new PageOf<DutyResponse>(
            [.. due.Skip(paging.Skip).Take(paging.Size)], paging.Number, paging.Size, due.Count));
    }

    private static async Task RequireAllowedAsync(WatchServices services, WatchGroup group, GroupActivityKind kind, DateOnly today)
    {
        if (group.Status == WatchGroupStatus.Closed)
        {
            throw new ConflictException("Gruppen är avslutad.");
        }

        if (kind is not GroupActivityKind.SignsPutUp)
        {
            return;
        }

        var steps = await WatchGroupStatusEndpoints.StepsAsync(group, services.Db, today, services.Cancellation);
        if (group.Status != WatchGroupStatus.Active || !steps.All(step => step.IsDone))
        {
            throw new ConflictException("Skyltar får sättas upp först när gruppen är aktiv och alla steg i startguiden är klara.");
        }
    }

    private static GroupActivityResponse ToResponse(GroupActivity activity) =>
        new(activity.PublicId, activity.Kind, activity.On, activity.Count);
}
