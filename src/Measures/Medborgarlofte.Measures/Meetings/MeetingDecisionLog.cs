using System.Security.Claims;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Meetings;

/// <summary>Ties moves of measures and problem areas to the meeting in which they are decided.</summary>
internal static class MeetingDecisionLog
{
    /// <summary>Runs a change; whole in one transaction with the meeting where it names one, so that no decision comes after the minutes.</summary>
    /// <param name="db">The module's database.</param>
    /// <param name="municipality">SCB municipality code.</param>
    /// <param name="meetingId">The meeting in which it is decided, or null.</param>
    /// <param name="caller">Who enters it.</param>
    /// <param name="change">The change, with the day of the meeting; it may run more than once.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidRequestException">There is no such meeting.</exception>
    /// <exception cref="ConflictException">The meeting is not open.</exception>
    public static async Task<T> DecideAsync<T>(
        this MeasuresDbContext db, string municipality, Guid? meetingId, ClaimsPrincipal caller, Func<DateOnly?, Task<T>> change, CancellationToken cancellationToken)
        where T : class
    {
        if (meetingId is not { } id)
        {
            return await change(null);
        }

        T? changed = null;
        await db.InTransactionAsync(
            async () =>
            {
                var meeting = MeetingAccess.VisibleTo(caller, db).Where(meeting => meeting.Municipality == municipality && meeting.PublicId == id);
                var isOpen = await meeting.CountDecisionAsync(cancellationToken);
                var day = await meeting.Select(meeting => (DateOnly?)meeting.On).SingleOrDefaultAsync(cancellationToken);
                if (day is null)
                {
                    var errors = new RequestErrors();
                    errors.Add("meetingId", "meetingId: mötet finns inte i kommunen.");
                    errors.ThrowIfAny();
                }

                changed = isOpen
                    ? await change(day)
                    : throw new ConflictException("Mötet är inte öppet. Öppna det innan beslut förs in, eller utelämna meetingId om beslutet fattas utanför mötet.");
            },
            cancellationToken);
        return changed!;
    }

    /// <summary>Counts a decision and locks the meeting until the transaction ends; false where it is not open.</summary>
    public static async Task<bool> CountDecisionAsync(this IQueryable<Meeting> meeting, CancellationToken cancellationToken) =>
        await meeting.Where(meeting => meeting.Status == MeetingStatus.Opened)
            .ExecuteUpdateAsync(open => open.SetProperty(meeting => meeting.DecisionCount, meeting => meeting.DecisionCount + 1), cancellationToken) > 0;

    /// <summary>What has been decided in a meeting until now.</summary>
    public static async Task<MeetingDecisions> DecisionsOfAsync(this MeasuresDbContext db, Meeting meeting, CancellationToken cancellationToken)
    {
        var measures = await db.Measures.AsNoTracking()
            .Where(measure => measure.Municipality == meeting.Municipality && measure.StatusChanges.Any(change => change.MeetingId == meeting.PublicId))
            .ToListAsync(cancellationToken);
        var areas = await db.ProblemAreas.AsNoTracking()
            .Where(area => area.Municipality == meeting.Municipality && area.StatusChanges.Any(change => change.MeetingId == meeting.PublicId))
            .ToListAsync(cancellationToken);
        return new MeetingDecisions(
            [
                .. measures.SelectMany(measure => measure.StatusChanges, (measure, change) => (measure, change))
                    .Where(taken => taken.change.MeetingId == meeting.PublicId)
                    .OrderBy(taken => taken.change.At).ThenBy(taken => taken.measure.Id)
                    .Select(taken => new MeasureDecision(
                        taken.measure.PublicId, taken.measure.Title, taken.measure.OwnerParty, taken.change.From, taken.change.To))
            ],
            [
                .. areas.SelectMany(area => area.StatusChanges, (area, change) => (area, change))
                    .Where(taken => taken.change.MeetingId == meeting.PublicId)
                    .OrderBy(taken => taken.change.At).ThenBy(taken => taken.area.Id)
                    .Select(taken => new ProblemAreaDecision(taken.area.PublicId, taken.area.Name, taken.change.From, taken.change.To))
            ]);
    }
}
