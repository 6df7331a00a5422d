namespace Medborgarlofte.Measures.Meetings;

/// <summary>Takes status changes of measures and problem areas as decisions of a meeting.</summary>
internal static class MeetingDecisionLog
{
    /// <summary>
    /// Runs a change. If it names a meeting, the change and the meeting are saved in one transaction, so that no decision is added after
    /// the minutes.
    /// </summary>
    /// <param name="services">The services of the handler.</param>
    /// <param name="municipality">SCB municipality code.</param>
    /// <param name="meetingId">The meeting in which the change is decided, or null.</param>
    /// <param name="change">The change, given the day of the meeting; it may run more than once.</param>
    /// <exception cref="InvalidRequestException">The meeting does not exist.</exception>
    /// <exception cref="ConflictException">The meeting is not open.</exception>
    public static async Task<T> DecideAsync<T>(
        this EndpointServices services, string municipality, Guid? meetingId, Func<DateOnly?, Task<T>> change)
        where T : class
    {
        if (meetingId is not { } id)
        {
            return await change(null);
        }

        var (db, _, http, cancellationToken) = services;
        T? changed = null;
        await db.InTransactionAsync(
            async () =>
            {
                var meeting = MeetingAccess.VisibleTo(http.User, db)
                    .Where(meeting => meeting.Municipality == municipality && meeting.PublicId == id);
                var isOpen = await meeting.CountDecisionAsync(cancellationToken);
                var day = await meeting.Select(meeting => (DateOnly?)meeting.On).SingleOrDefaultAsync(cancellationToken)
                    ?? throw RequestErrors.ExceptionFor("meetingId", "meetingId: mötet finns inte i kommunen.");
                changed = isOpen
                    ? await change(day)
                    : throw new ConflictException(
                        "Mötet är inte öppet. Öppna det innan beslut förs in, eller utelämna meetingId om beslutet fattas utanför mötet.");
            },
            cancellationToken);
        return changed!;
    }

    /// <summary>Counts a decision and locks the meeting until the transaction ends; false if the meeting is not open.</summary>
    public static async Task<bool> CountDecisionAsync(this IQueryable<Meeting> meeting, CancellationToken cancellationToken) =>
        await meeting.Where(meeting => meeting.Status == MeetingStatus.Opened)
            .ExecuteUpdateAsync(
                open => open.SetProperty(meeting => meeting.DecisionCount, meeting => meeting.DecisionCount + 1), cancellationToken) > 0;
}
