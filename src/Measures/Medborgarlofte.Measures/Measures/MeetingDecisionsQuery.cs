using Medborgarlofte.Measures.Meetings;

namespace Medborgarlofte.Measures.Measures;

/// <summary>Reads the decisions of a meeting from the status changes of measures and problem areas.</summary>
internal sealed class MeetingDecisionsQuery(MeasuresDbContext db) : IMeetingDecisions
{
    public async Task<MeetingDecisions> OfAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        var measures = await db.Measures.AsNoTracking()
            .Where(measure => measure.Municipality == meeting.Municipality)
            .Where(measure => measure.StatusChanges.Any(change => change.MeetingId == meeting.PublicId))
            .ToListAsync(cancellationToken);
        var areas = await db.ProblemAreas.AsNoTracking()
            .Where(area => area.Municipality == meeting.Municipality)
            .Where(area => area.StatusChanges.Any(change => change.MeetingId == meeting.PublicId))
            .ToListAsync(cancellationToken);
        return new MeetingDecisions(
            [
                .. from measure in measures
                   from change in measure.StatusChanges
                   where change.MeetingId == meeting.PublicId
                   orderby change.At, measure.Id
                   select new MeasureDecision(measure.PublicId, measure.Title, measure.OwnerParty, change.From, change.To)
            ],
            [
                .. from area in areas
                   from change in area.StatusChanges
                   where change.MeetingId == meeting.PublicId
                   orderby change.At, area.Id
                   select new ProblemAreaDecision(area.PublicId, area.Name, change.From, change.To)
            ]);
    }
}
