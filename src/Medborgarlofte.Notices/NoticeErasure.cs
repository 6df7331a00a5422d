using Medborgarlofte.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Notices;

/// <summary>Erases notices that have ended, when a retention run asks the module for them.</summary>
public static class NoticeErasure
{
    /// <summary>Erases a municipality's notices that ended before a time, and the mailings that were spread before it; what waits stays.</summary>
    /// <param name="db">The module's database.</param>
    /// <param name="municipality">SCB code.</param>
    /// <param name="before">What ended before this time is due.</param>
    /// <param name="cancellationToken">Ends the erasure.</param>
    /// <returns>How many notices were erased; 0 where the module has none in its model.</returns>
    public static async Task<int> EraseNoticesAsync(this ModuleDbContext db, string municipality, DateTimeOffset before, CancellationToken cancellationToken)
    {
        if (db.Model.FindEntityType(typeof(Notice)) is null)
        {
            return 0;
        }

        await db.Set<NoticeMailing>()
            .Where(mailing => mailing.Municipality == municipality && mailing.SpreadAt < before)
            .ExecuteDeleteAsync(cancellationToken);
        return await db.Set<Notice>()
            .Where(notice => notice.Municipality == municipality && notice.EndedAt < before)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
