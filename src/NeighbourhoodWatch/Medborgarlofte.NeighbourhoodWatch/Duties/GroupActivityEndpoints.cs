using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Groups;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Duties;

/// <summary>Something that a group did.</summary>
/// <param name="Kind">What.</param>
/// <param name="On">Calendar day, today unless told.</param>
/// <param name="Count">How many times or signs, 1 unless told.</param>
public sealed record GroupActivityRequest(GroupActivityKind? Kind, DateOnly? On, int? Count);

/// <summary>Something that a group did.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Kind">What.</param>
/// <param name="On">Calendar day.</param>
/// <param name="Count">How many times or signs.</param>
public sealed record GroupActivityResponse(Guid Id, GroupActivityKind Kind, DateOnly On, int Count);

/// <summary>What groups do, and what they have to do next.</summary>
internal static class GroupActivityEndpoints
{
    private const string Path = WatchGroupEndpoints.Path + "/{id:guid}/activities";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, NoteAsync).WithName("noteWatchGroupActivity").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet(Path, ListAsync).WithName("listWatchGroupActivities").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
        municipality.MapGet(WatchGroupEndpoints.Path + "/duties", DutiesAsync).WithName("listWatchGroupDuties").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
    }

    /// <summary>Note what a group did.</summary>
    /// <remarks>Meetings, the household list, greeting newcomers, signs. Signs may go up only when every step of the start guide is done and the group is active (409).</remarks>
    private static async Task<Created<GroupActivityResponse>> NoteAsync(
        string municipality,
        Guid id,
        GroupActivityRequest request,
        NeighbourhoodWatchDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var group = await db.RequireGroupAsync(http.User, municipality, id, cancellationToken);
        var today = reference.Today(time);
        var errors = new RequestErrors();
        var activity = new GroupActivity
        {
            PublicId = Guid.CreateVersion7(time.GetUtcNow()),
            GroupId = group.PublicId,
            Kind = errors.Required("kind", request.Kind),
            On = request.On ?? today,
            Count = request.Count ?? 1,
        };
        errors.NotInFuture("on", request.On, today);
        errors.InRange("count", request.Count, 1, GroupActivity.MaxCount);
        errors.ThrowIfAny();
        await RequireAllowedAsync(group, activity.Kind, db, today, cancellationToken);
        db.Activities.Add(activity);
        if (GroupActivity.IsWork(activity.Kind))
        {
            group.NoteActivity(activity.On);
            group.BeginNextVersion();
        }

        await db.SaveChangedAsync(cancellationToken);
        return TypedResults.Created($"{http.Request.Path.Value!.TrimEnd('/')}", Show(activity));
    }

    /// <summary>List what a group did.</summary>
    /// <remarks>The latest day first.</remarks>
    private static async Task<Ok<PageOf<GroupActivityResponse>>> ListAsync(
        string municipality, Guid id, [AsParameters] Paging paging, NeighbourhoodWatchDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var group = await db.RequireGroupAsync(http.User, municipality, id, cancellationToken);
        var activities = await db.Activities.AsNoTracking()
            .Where(activity => activity.GroupId == group.PublicId)
            .OrderByDescending(activity => activity.On)
            .ThenByDescending(activity => activity.Id)
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(activities.Select(Show));
    }

    /// <summary>List what the groups have to do next.</summary>
    /// <remarks>
    /// Duties of active groups that are due within 30 days or overdue, the longest overdue first: the yearly meeting and gathering, the
    /// household list, newcomers to greet, damaged signs, training to hold anew.
    /// </remarks>
    private static async Task<Ok<PageOf<DutyResponse>>> DutiesAsync(
        string municipality,
        [AsParameters] Paging paging,
        NeighbourhoodWatchDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        paging.Check();
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var groups = await db.GroupsVisibleTo(http.User, municipality).AsNoTracking()
            .Where(group => group.Status == WatchGroupStatus.Active)
            .ToListAsync(cancellationToken);
        var due = await DutyCalendar.DueAsync(db, groups, municipality, reference.Today(time), cancellationToken);
        return TypedResults.Ok(new PageOf<DutyResponse>([.. due.Skip(paging.Skip).Take(paging.Size)], paging.Number, paging.Size, due.Count));
    }

    private static async Task RequireAllowedAsync(
        WatchGroup group, GroupActivityKind kind, NeighbourhoodWatchDbContext db, DateOnly today, CancellationToken cancellationToken)
    {
        if (group.Status == WatchGroupStatus.Closed)
        {
            throw new ConflictException("Gruppen är avslutad.");
        }

        if (kind is GroupActivityKind.SignsPutUp
            && (group.Status != WatchGroupStatus.Active || (await ChangeWatchGroupStatus.StepsAsync(group, db, today, cancellationToken)).Any(step => !step.IsDone)))
        {
            throw new ConflictException("Skyltar får sättas upp först när gruppen är aktiv och alla steg i startguiden är klara.");
        }
    }

    private static GroupActivityResponse Show(GroupActivity activity) => new(activity.PublicId, activity.Kind, activity.On, activity.Count);
}
