namespace Medborgarlofte.Measures.Meetings;

/// <summary>Opening, closing and cancelling meetings.</summary>
internal static class ChangeMeetingStatus
{
    public static void Map(RouteGroupBuilder municipality) =>
        municipality.MapPost(MeetingEndpoints.Path + "/{id:guid}/status-changes", HandleAsync)
            .WithName("changeMeetingStatus")
            .RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);

    /// <summary>Change the status of a meeting.</summary>
    /// <remarks>
    /// Opens a meeting on its day or later, which freezes its agenda; closes it, which creates the minutes with the decisions taken; or
    /// cancels a planned meeting. A meeting that is entered afterwards is opened and closed on the days on which that happened. A status
    /// change that is not allowed is a conflict (409) with from, to and allowed.
    /// </remarks>
    private static async Task<Ok<MeetingResponse>> HandleAsync(
        string municipality,
        Guid id,
        MeetingStatusChangeRequest request,
        IMeetingDecisions decisions,
        [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var today = reference.Today(time);
        var errors = new RequestErrors();
        var to = errors.Required("to", request.To);
        if (request.Attended is not null && to != MeetingStatus.Closed)
        {
            errors.Add("attended", "attended anges bara när to är closed.");
        }
        else if (request.Attended is [])
        {
            errors.Add("attended", "attended: minst en part ska ha deltagit.");
        }

        errors.NotInFuture("on", request.On, today);
        Meeting meeting = null!;

        // The lock waits for decisions that are being entered, and lets none in after the meeting is read.
        await db.InTransactionAsync(
            db.Meetings.Where(found => found.Municipality == municipality && found.PublicId == id),
            async () =>
            {
                meeting = await MeetingEndpoints.RequireAsync(municipality, id, http.User, db, cancellationToken);
                var attended = errors.Parties("attended", request.Attended, reference, meeting.Parties);
                errors.ThrowIfAny();
                http.Request.RequireIfMatch(meeting.Version);
                MeetingLifecycle.Require(meeting.Status, to);
                if (to == MeetingStatus.Opened && meeting.On > today)
                {
                    throw new ConflictException($"Mötet är planerat till den {meeting.On:yyyy-MM-dd}. Ändra dagen om det hålls tidigare.");
                }

                var role = http.User.Acting(MeetingAccess.Leads)
                    ?? throw new ForbiddenException("Bara samordnaren och polisen öppnar och avslutar möten.");
                var on = DayOf(request.On, to, meeting, today);
                var move = new MeetingStatusChange(meeting.Status, to, http.User.Party(), role, time.GetUtcNow(), on);
                var changed = to == MeetingStatus.Closed
                    ? meeting.Close(
                        move,
                        request.Attended is null ? [.. meeting.Parties] : attended,
                        await decisions.OfAsync(meeting, cancellationToken))
                    : meeting.Move(move);
                db.Record(meeting.PublicId, changed, http.User.Party(), time.GetUtcNow());
                await db.SaveAsync(meeting, cancellationToken);
            },
            cancellationToken);
        return Responses.Ok(
            http, meeting.Version, await MeetingEndpoints.ToResponseAsync(meeting, decisions, http.Request, cancellationToken));
    }

    // A planned meeting may be cancelled before its day, but is opened on it or later.
    private static DateOnly DayOf(DateOnly? on, MeetingStatus to, Meeting meeting, DateOnly today)
    {
        DateOnly? earliest = to switch
        {
            MeetingStatus.Opened => meeting.On,
            MeetingStatus.Closed => meeting.StatusChanges[^1].On ?? meeting.On,
            _ => null,
        };
        return on < earliest
            ? throw RequestErrors.ExceptionFor(
                "on", $"on får inte ligga före den {earliest:yyyy-MM-dd}, då mötet {(to == MeetingStatus.Opened ? "hölls" : "öppnades")}.")
            : on ?? earliest ?? today;
    }
}
