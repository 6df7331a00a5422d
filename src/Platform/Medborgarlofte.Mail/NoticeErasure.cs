using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Mail;

/// <summary>Erases notices that have ended, when a retention run asks the module for them.</summary>
public static class NoticeErasure
{
    /// <summary>Erases a municipality's notices that ended before a time, and the mailings that were spread before it; what waits stays.</summary>
    /// <param name="db">The module's database.</param>
    /// <param name="municipality">SCB code.</param>
    /// <param name="before">What ended before this time is due.</param>
    /// <param name="cancellationToken">Ends the erasure.</param>
    /// <returns>How many notices were erased.</returns>
    public static async Task<int> EraseNoticesAsync(this ModuleDbContext db, string municipality, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await db.Set<NoticeMailing>()
            .Where(mailing => mailing.Municipality == municipality && mailing.SpreadAt < before)
            .ExecuteDeleteAsync(cancellationToken);
        return await db.Set<Notice>()
            .Where(notice => notice.Municipality == municipality && notice.EndedAt < before)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
