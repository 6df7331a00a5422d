using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Reporting.Replay;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Erases replaced texts of follow-ups. The age of a text counts from the end of its period.</summary>
internal sealed class FollowUpTextErasure : IRetentionType<ReportingDbContext>
{
    public DocumentType DocumentType => DocumentType.FollowUpText;

    public async Task<int> EraseAsync(
        ReportingDbContext db, string municipality, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var day = DateOnly.FromDateTime(before.UtcDateTime);
        var texts = db.FollowUpTexts.Where(text => text.Municipality == municipality);
        var periods = await texts.Select(text => text.Period).Distinct().ToListAsync(cancellationToken);
        var ended = periods.FindAll(period => Period.Parse(period).LastDay < day);
        return await texts.Where(text => ended.Contains(text.Period)).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>Erases published follow-ups. Their age counts from the publication.</summary>
internal sealed class PublicationErasure : IRetentionType<ReportingDbContext>
{
    public DocumentType DocumentType => DocumentType.Publication;

    public Task<int> EraseAsync(ReportingDbContext db, string municipality, DateTimeOffset before, CancellationToken cancellationToken) =>
        db.PublishedFollowUps
            .Where(published => published.Municipality == municipality && published.PublishedAt < before)
            .ExecuteDeleteAsync(cancellationToken);
}

/// <summary>Erases due documents under the write lock of the read models, and counts the events of a replay.</summary>
internal sealed class ErasureConsumer(
    ReportingDbContext db, ReadModelWriter writer, IEnumerable<IRetentionType<ReportingDbContext>> types, TimeProvider time)
    : IConsumer<ErasureRequested>
{
    public async Task Consume(ConsumeContext<ErasureRequested> context)
    {
        await writer.WriteAsync(
            db,
            async () =>
            {
                var now = time.GetUtcNow();
                await db.EraseOnceAsync(context, types, now);
                await ReplayRun.CountAsync(db, context.ReplayId(), 1, now, context.CancellationToken);
            },
            context.CancellationToken);
        await db.TruncateLogAsync(context.CancellationToken);
    }
}
