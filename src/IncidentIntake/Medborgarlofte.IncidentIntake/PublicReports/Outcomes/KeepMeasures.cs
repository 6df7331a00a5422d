using MassTransit;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Events;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.PublicReports.Outcomes;

/// <summary>Keeps copies of measures and problem areas, so that who has reported can be told what is done.</summary>
internal sealed class KeepMeasures(IncidentIntakeDbContext db, DatabaseWriteLock<IncidentIntakeDbContext> turn) : IConsumer<MeasureChanged>, IConsumer<ProblemAreaChanged>
{
    public Task Consume(ConsumeContext<MeasureChanged> context) => turn.RunAsync(
        async () =>
        {
            var told = context.Message;
            var copy = await db.MeasureCopies.SingleOrDefaultAsync(measure => measure.PublicId == told.MeasureId, context.CancellationToken)
                ?? db.Add(new MeasureCopy { PublicId = told.MeasureId, Municipality = told.Municipality, ProblemAreaIds = [], Title = "" }).Entity;
            if (copy.Version < told.Version)
            {
                copy.Version = told.Version;
                copy.ProblemAreaIds = [.. told.ProblemAreaIds];
                copy.Title = told.Title;
                copy.Status = told.Status;
                copy.StartedOn = told.StartedOn;
                copy.CompletedOn = told.CompletedOn;
                copy.StatusSince = told.StatusSince;
            }

            await db.SaveChangesAsync(context.CancellationToken);
        },
        context.CancellationToken);

    public Task Consume(ConsumeContext<ProblemAreaChanged> context) => turn.RunAsync(
        async () =>
        {
            var told = context.Message;
            var copy = await db.ProblemAreaCopies.SingleOrDefaultAsync(area => area.PublicId == told.ProblemAreaId, context.CancellationToken)
                ?? db.Add(new ProblemAreaCopy { PublicId = told.ProblemAreaId, Municipality = told.Municipality, Categories = [], Areas = [] }).Entity;
            if (copy.Version < told.Version)
            {
                copy.Version = told.Version;
                copy.Categories = [.. told.Categories];
                copy.Areas = [.. told.Areas];
                copy.Status = told.Status;
            }

            await db.SaveChangesAsync(context.CancellationToken);
        },
        context.CancellationToken);
}
