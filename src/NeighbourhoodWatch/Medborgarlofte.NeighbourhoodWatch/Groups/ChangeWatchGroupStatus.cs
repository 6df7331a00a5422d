using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Settings;
using Medborgarlofte.NeighbourhoodWatch.Trainings;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Medborgarlofte.NeighbourhoodWatch.Groups;

/// <summary>The start guide, and moving a group on when its conditions are met.</summary>
internal static class ChangeWatchGroupStatus
{
    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet(WatchGroupEndpoints.Path + "/{id:guid}/guide", GuideAsync).WithName("getWatchGroupGuide").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
        municipality.MapPost(WatchGroupEndpoints.Path + "/{id:guid}/status-changes", MoveAsync)
            .WithName("changeWatchGroupStatus").RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Read a group's start guide.</summary>
    /// <remarks>What is left before signs may go up, step by step, and who sees to it. What the municipality has set counts; what it has not set is no condition.</remarks>
    private static async Task<Ok<StartGuideResponse>> GuideAsync(
        string municipality, Guid id, NeighbourhoodWatchDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var group = await db.RequireGroupAsync(http.User, municipality, id, cancellationToken);
        var steps = await StepsAsync(group, db, reference.Today(time), cancellationToken);
        return TypedResults.Ok(new StartGuideResponse(group.Status == WatchGroupStatus.Active && steps.All(step => step.IsDone), steps));
    }

    /// <summary>Move a watch group on.</summary>
    /// <remarks>
    /// From interest to forming, trained and active, to dormant and back, or to its end. A move that is not allowed is a conflict (409) that
    /// tells from, to and allowed; a move before the steps of the guide are done is one that tells what is missing. A group that ends gives
    /// its seats at trainings back.
    /// </remarks>
    private static async Task<Ok<WatchGroupResponse>> MoveAsync(
        string municipality,
        Guid id,
        WatchGroupStatusChangeRequest request,
        NeighbourhoodWatchDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var group = await db.RequireGroupAsync(http.User, municipality, id, cancellationToken);
        http.Request.RequireIfMatch(group.Version);
        var errors = new RequestErrors();
        var to = errors.Required("to", request.To);
        if ((to is WatchGroupStatus.Dormant or WatchGroupStatus.Closed) != request.Reason is not null)
        {
            errors.Add("reason", "reason anges när to är dormant eller closed, och bara då.");
        }

        errors.ThrowIfAny();
        WatchGroupLifecycle.Require(group.Status, to);
        var now = time.GetUtcNow();
        await RequireStepsAsync(group, to, db, reference.DayOf(now), cancellationToken);
        group.Move(to, reference.DayOf(now), request.Reason);
        if (to == WatchGroupStatus.Closed)
        {
            await db.ReleaseSeatsAsync(group.PublicId, reference, now, cancellationToken);
        }

        db.Record(group.PublicId, group.ToEvent(), http.User.Party(), now);
        if (to == WatchGroupStatus.Active)
        {
            var active = new GroupBecameActive(group.PublicId, group.Version, municipality, group.Area, group.Variant, group.Households, group.StatusSince);
            db.Record(group.PublicId, active, http.User.Party(), now);
        }

        await db.SaveChangedAsync(cancellationToken);
        return WatchGroupEndpoints.Answer(http, group);
    }

    /// <summary>The steps of a group's guide.</summary>
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
        var missing = needed is [] ? [] : (await StepsAsync(group, db, today, cancellationToken)).Where(step => needed.Contains(step.Step) && !step.IsDone).ToList();
        if (missing is [])
        {
            return;
        }

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
