using MassTransit;
using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Reporting.Replays;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Erases replaced texts and publications that are due when a retention run asks. A replaced text ages from the end of its period.</summary>
internal sealed class EraseFollowUps(ReportingDbContext db, OneWriter writer, TimeProvider time) : IConsumer<ErasureRequested>
{
    public async Task Consume(ConsumeContext<ErasureRequested> context)
    {
        var municipality = context.Message.Municipality;
        var erasers = new Dictionary<DocumentType, Func<DateTimeOffset, Task<int>>>
        {
            [DocumentType.FollowUpText] = before => EraseTextsAsync(municipality, DateOnly.FromDateTime(before.UtcDateTime), context.CancellationToken),
            [DocumentType.Publication] = before => db.PublishedFollowUps
                .Where(published => published.Municipality == municipality && published.PublishedAt < before)
                .ExecuteDeleteAsync(context.CancellationToken),
        };
        await writer.WriteAsync(
            db,
            async () =>
            {
                var now = time.GetUtcNow();
                await db.EraseOnceAsync(context, now, erasers);
                await ReplayRun.CountAsync(db, context.ReplayId(), 1, now, context.CancellationToken);
            },
            context.CancellationToken);
        await db.EmptyLogAsync(context.CancellationToken);
    }

    private async Task<int> EraseTextsAsync(string municipality, DateOnly before, CancellationToken cancellationToken)
    {
        var periods = await db.FollowUpTexts.Where(text => text.Municipality == municipality).Select(text => text.Period).Distinct().ToListAsync(cancellationToken);
        var ended = periods.FindAll(period => Periods.Parse(period).LastDay < before);
        return await db.FollowUpTexts.Where(text => text.Municipality == municipality && ended.Contains(text.Period)).ExecuteDeleteAsync(cancellationToken);
    }
}
