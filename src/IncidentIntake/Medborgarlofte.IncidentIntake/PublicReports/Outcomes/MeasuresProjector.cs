using MassTransit;
using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.IncidentIntake.PublicReports.Outcomes;

/// <summary>Maintains the read copies of measures and problem areas, from which a public report's outcomes are listed.</summary>
internal sealed class MeasuresProjector(IncidentIntakeDbContext db, DatabaseWriteLock<IncidentIntakeDbContext> writeLock)
    : IConsumer<MeasureChanged>, IConsumer<ProblemAreaChanged>, IConsumer<DraftDeleted>
{
    public Task Consume(ConsumeContext<MeasureChanged> context) => writeLock.RunAsync(
        async () =>
        {
            var message = context.Message;
            var id = message.MeasureId;
            var copy = await db.MeasureCopies.SingleOrDefaultAsync(measure => measure.PublicId == id, context.CancellationToken)
                ?? db.Add(new MeasureCopy { PublicId = id, Municipality = message.Municipality, ProblemAreaIds = [], Title = "" }).Entity;
            if (copy.Version < message.Version)
            {
                copy.Version = message.Version;
                copy.ProblemAreaIds = [.. message.ProblemAreaIds];
                copy.Title = message.Title;
                copy.Status = message.Status;
                copy.StartedOn = message.StartedOn;
                copy.CompletedOn = message.CompletedOn;
                copy.StatusSince = message.StatusSince;
            }

            await db.SaveChangesAsync(context.CancellationToken);
        },
        context.CancellationToken);

    // The rows remain without content, so that events that arrive later have no effect.
    public Task Consume(ConsumeContext<DraftDeleted> context) => writeLock.RunAsync(
        async () =>
        {
            var (draft, cancellationToken) = (context.Message, context.CancellationToken);
            foreach (var id in draft.MeasureIds)
            {
                var copy = await db.MeasureCopies.SingleOrDefaultAsync(measure => measure.PublicId == id, cancellationToken)
                    ?? db.Add(new MeasureCopy { PublicId = id, Municipality = draft.Municipality, ProblemAreaIds = [], Title = "" }).Entity;
                (copy.Version, copy.ProblemAreaIds, copy.Title) = (DraftDeleted.DeletedVersion, [], "");
                copy.Status = MeasureStatus.Cancelled;
            }

            foreach (var id in draft.ProblemAreaIds)
            {
                var copy = await db.ProblemAreaCopies.SingleOrDefaultAsync(area => area.PublicId == id, cancellationToken)
                    ?? db.Add(new ProblemAreaCopy { PublicId = id, Municipality = draft.Municipality, Categories = [], Areas = [] }).Entity;
                (copy.Version, copy.Categories, copy.Areas) = (DraftDeleted.DeletedVersion, [], []);
                copy.Status = ProblemAreaStatus.Proposed;
            }

            await db.SaveChangesAsync(cancellationToken);
        },
        context.CancellationToken);

    public Task Consume(ConsumeContext<ProblemAreaChanged> context) => writeLock.RunAsync(
        async () =>
        {
            var message = context.Message;
            var id = message.ProblemAreaId;
            var copy = await db.ProblemAreaCopies.SingleOrDefaultAsync(area => area.PublicId == id, context.CancellationToken)
                ?? db.Add(new ProblemAreaCopy { PublicId = id, Municipality = message.Municipality, Categories = [], Areas = [] }).Entity;
            if (copy.Version < message.Version)
            {
                copy.Version = message.Version;
                copy.Categories = [.. message.Categories];
                copy.Areas = [.. message.Areas];
                copy.Status = message.Status;
            }

            await db.SaveChangesAsync(context.CancellationToken);
        },
        context.CancellationToken);
}
