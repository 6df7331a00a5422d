using Medborgarlofte.Reporting.Projections;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Deletes the projections of a deleted draft's rows, and the texts that were written for them.</summary>
internal sealed class DeletedDraftsProjector(ReportingDbContext db, ProjectionWriter projections) : IConsumer<DraftDeleted>
{
    public Task Consume(ConsumeContext<DraftDeleted> context)
    {
        var draft = context.Message;
        return projections.DeleteAsync(
            context,
            draft.Municipality,
            [
                .. draft.ProblemAreaIds.Select(id => (nameof(ProblemAreaChanged), id)),
                .. draft.MeasureIds.Select(id => (nameof(MeasureChanged), id)),
                .. draft.EffectIds.Select(id => (nameof(EffectChanged), id)),
                .. draft.CommitmentIds.Select(id => (nameof(CommitmentChanged), id)),
            ],
            () => db.FollowUpTexts
                .Where(text => text.Municipality == draft.Municipality && draft.ProblemAreaIds.Contains(text.ProblemAreaId))
                .ExecuteDeleteAsync(context.CancellationToken));
    }
}
