using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Measures.Features;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Meetings;

/// <summary>Opening, closing and cancelling meetings.</summary>
internal static class ChangeMeetingStatus
{
    public static void Map(RouteGroupBuilder municipality) =>
        municipality.MapPost(MeetingEndpoints.Path + "/{id:guid}/status-changes", HandleAsync)
            .WithName("changeMeetingStatus").RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);

    /// <summary>Move a meeting on.</summary>
    /// <remarks>
    /// Opens a meeting on its day or later, which freezes its agenda; closes it, which draws up the minutes with the decisions taken; or
    /// cancels one that is planned. A move that is not allowed is a conflict (409) that tells from, to and allowed.
    /// </remarks>
    private static async Task<Ok<MeetingResponse>> HandleAsync(
        string municipality,
        Guid id,
        MeetingStatusChangeRequest request,
        MeasuresDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var today = (await db.RequireMunicipalityAsync(municipality, cancellationToken)).Today(time);
        var errors = new RequestErrors();
        var to = errors.Required("to", request.To);
        var attended = errors.Parties("attended", request.Attended);
        if (request.Attended is not null && to != MeetingStatus.Closed)
        {
            errors.Add("attended", "attended anges bara när to är closed.");
        }
        else if (request.Attended is [])
        {
            errors.Add("attended", "attended: minst en part ska ha deltagit.");
        }

        Meeting meeting = null!;
        await db.InTransactionAsync(
            async () =>
            {
                // Decisions that are being entered come first, and none after what is read here.
                await db.Meetings.Where(found => found.Municipality == municipality && found.PublicId == id).LockAsync(cancellationToken);
                meeting = await MeetingEndpoints.RequireAsync(municipality, id, http.User, db, cancellationToken);
                errors.ThrowIfAny();
                http.Request.RequireIfMatch(meeting.Version);
                MeetingLifecycle.Require(meeting.Status, to);
                if (to == MeetingStatus.Opened && meeting.On > today)
                {
                    throw new ConflictException($"Mötet är planerat till den {meeting.On:yyyy-MM-dd}. Ändra dagen om det hålls tidigare.");
                }

                var role = http.User.Acting(MeetingAccess.Leads) ?? throw new ForbiddenException("Bara samordnaren och polisen öppnar och avslutar möten.");
                if (to == MeetingStatus.Closed)
                {
                    meeting.Attended = request.Attended is null ? [.. meeting.Parties] : attended;
                }

                meeting.Move(
                    new MeetingStatusChange(meeting.Status, to, http.User.Party(), role, time.GetUtcNow()),
                    to == MeetingStatus.Closed ? await db.DecisionsOfAsync(meeting, cancellationToken) : null);
                await db.SaveAsync(meeting, http.User.Party(), time.GetUtcNow(), cancellationToken);
            },
            cancellationToken);
        return Answers.Ok(http, meeting, await MeetingEndpoints.ShowAsync(meeting, db, cancellationToken));
    }

    private static Task<int> LockAsync(this IQueryable<Meeting> meeting, CancellationToken cancellationToken) => meeting.ExecuteUpdateAsync(
        locked => locked.SetProperty(found => found.DecisionCount, found => found.DecisionCount), cancellationToken);
}
