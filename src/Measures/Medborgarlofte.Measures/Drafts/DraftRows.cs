using Medborgarlofte.Measures.Measures;
using Medborgarlofte.Measures.ProblemAreas;
using Medborgarlofte.Measures.Promises;

namespace Medborgarlofte.Measures.Drafts;

/// <inheritdoc/>
internal sealed class DraftRows(MeasuresDbContext db) : IDraftRows
{
    /// <inheritdoc/>
    public async Task DeleteAsync(Promise draft, EndpointServices services)
    {
        var cancellationToken = services.Cancellation;
        var areas = await db.ProblemAreas.Where(area => area.PromiseId == draft.PublicId).ToListAsync(cancellationToken);
        var areaIds = areas.ConvertAll(area => area.PublicId);
        var commitments = await db.Commitments.Where(each => each.PromiseId == draft.PublicId).ToListAsync(cancellationToken);
        var effects = await db.Effects.Where(effect => areaIds.Contains(effect.ProblemAreaId)).ToListAsync(cancellationToken);
        var measures = await db.Measures
            .Where(measure => measure.Municipality == draft.Municipality && measure.ProblemAreaIds.Any(area => areaIds.Contains(area)))
            .ToListAsync(cancellationToken);
        var own = measures.FindAll(measure => measure.ProblemAreaIds.TrueForAll(areaIds.Contains));
        RequireNoMeeting(areas, own);
        await RequireNoWorkAsync(own, cancellationToken);
        await RequireNoOtherCommitmentAsync(draft, own, cancellationToken);

        var now = services.Time.GetUtcNow();
        var party = services.Http.User.Party();
        var deleted = new DraftDeleted(
            draft.PublicId,
            1,
            draft.Municipality,
            areaIds,
            own.ConvertAll(measure => measure.PublicId),
            effects.ConvertAll(effect => effect.PublicId),
            commitments.ConvertAll(commitment => commitment.PublicId));
        List<Guid> subjects = [.. deleted.ProblemAreaIds, .. deleted.MeasureIds, .. deleted.EffectIds, .. deleted.CommitmentIds];
        if (subjects.Count == 0)
        {
            return;
        }

        await DeleteEventsAsync(subjects, cancellationToken);
        List<Guid> causes = [.. areas.SelectMany(area => area.Causes).Select(cause => cause.Id)];
        foreach (var measure in measures.Except(own))
        {
            db.Record(measure.PublicId, measure.Leave(areaIds, causes), party, now);
        }

        db.RemoveRange(effects);
        db.RemoveRange(commitments);
        db.RemoveRange(own);
        db.RemoveRange(areas);
        db.Record(draft.PublicId, deleted, party, now);
    }

    // The minutes of a meeting name what it has decided about.
    private static void RequireNoMeeting(List<ProblemArea> areas, List<Measure> measures)
    {
        var decided = areas.Where(area => area.StatusChanges.Any(change => change.MeetingId is not null))
            .Select(area => $"Problemområdet {area.Name}")
            .Concat(measures.Where(measure => measure.StatusChanges.Any(change => change.MeetingId is not null))
                .Select(measure => $"Åtgärden {measure.Title}"))
            .FirstOrDefault();
        if (decided is not null)
        {
            throw new ConflictException(
                $"{decided} har behandlats på ett möte och står i dess protokoll. Flytta det till ett annat löfte, eller anta löftet "
                + "och dra tillbaka det.");
        }
    }

    private async Task RequireNoWorkAsync(List<Measure> measures, CancellationToken cancellationToken)
    {
        var ids = measures.ConvertAll(measure => measure.PublicId);
        var worked = await db.Activities.Where(activity => ids.Contains(activity.MeasureId)).Select(activity => activity.MeasureId)
            .Union(db.OutcomeEvents.Where(outcome => ids.Contains(outcome.MeasureId)).Select(outcome => outcome.MeasureId))
            .ToListAsync(cancellationToken);
        if (measures.Find(measure => worked.Contains(measure.PublicId)) is { } started)
        {
            throw new ConflictException(
                $"Åtgärden {started.Title} har aktiviteter eller händelser som parterna har fört in. "
                + "Flytta den till ett annat löfte först.");
        }
    }

    private async Task RequireNoOtherCommitmentAsync(Promise draft, List<Measure> measures, CancellationToken cancellationToken)
    {
        var ids = measures.ConvertAll(measure => measure.PublicId);
        var other = await db.Commitments.AsNoTracking()
            .Where(commitment => commitment.Municipality == draft.Municipality && commitment.PromiseId != draft.PublicId)
            .Where(commitment => commitment.MeasureIds.Any(measure => ids.Contains(measure)))
            .Select(commitment => commitment.Title)
            .FirstOrDefaultAsync(cancellationToken);
        if (other is not null)
        {
            throw new ConflictException($"Åtagandet {other} i ett annat löfte hör till en åtgärd i utkastet. Ändra åtagandet först.");
        }
    }

    // A draft leaves no trace: neither the earlier events of its rows nor mail about them that is not sent yet.
    private async Task DeleteEventsAsync(List<Guid> subjects, CancellationToken cancellationToken)
    {
        var events = db.EventLog.Where(entry => subjects.Contains(entry.Subject));
        var reasons = await events.Select(entry => entry.EventId).ToListAsync(cancellationToken);
        await db.Set<NoticeMailing>().Where(mailing => reasons.Contains(mailing.Reason)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Notice>()
            .Where(notice => reasons.Contains(notice.Reason) && notice.State == NoticeState.Waiting)
            .ExecuteDeleteAsync(cancellationToken);
        await events.ExecuteDeleteAsync(cancellationToken);
    }
}
