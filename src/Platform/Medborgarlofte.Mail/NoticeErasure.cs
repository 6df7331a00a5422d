using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Privacy;

namespace Medborgarlofte.Mail;

/// <summary>
/// Erases a municipality's notices that ended before a time, and mailings whose notices were created before it. Waiting notices are not
/// due.
/// </summary>
internal sealed class NoticeErasure<TContext>(DocumentType documentType) : IRetentionType<TContext>
    where TContext : ModuleDbContext
{
    public DocumentType DocumentType => documentType;

    public async Task<int> EraseAsync(TContext db, string municipality, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await db.Set<NoticeMailing>()
            .Where(mailing => mailing.Municipality == municipality && mailing.SpreadAt < before)
            .ExecuteDeleteAsync(cancellationToken);
        return await db.Set<Notice>()
            .Where(notice => notice.Municipality == municipality && notice.EndedAt < before)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
