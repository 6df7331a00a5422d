using System.Data.Common;
using Medborgarlofte.Persistence;

namespace Medborgarlofte.Mail;

/// <summary>
/// The waiting notices of a module. Senders claim notices for a limited time, so that several can work concurrently, and mark them one by
/// one. Every change is a single statement with a condition on the state, so concurrent changes are safe.
/// </summary>
internal sealed class NoticeQueue<TContext>(IServiceScopeFactory scopes, DatabaseWriteLock<TContext> writeLock, TimeProvider time)
    where TContext : ModuleDbContext
{
    private const int MaxMarkAttempts = 3;

    /// <summary>Duration of a claim; afterwards another sender may claim the notice.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>Claims due notices of kinds that are not on hold, the longest waiting first.</summary>
    public async Task<List<Notice>> ClaimAsync(int count, string[] held, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var notices = Notices(scope);
        var now = time.GetUtcNow();
        var due = notices.Where(notice => notice.State == NoticeState.Waiting && notice.DueAt <= now);
        var ids = await due.Where(notice => !held.Contains(notice.Kind)).OrderBy(notice => notice.DueAt).ThenBy(notice => notice.Id)
            .Select(notice => notice.Id).Take(count).ToListAsync(cancellationToken);
        if (ids.Count == 0)
        {
            return [];
        }

        var lease = Guid.CreateVersion7(now);
        await writeLock.RunAsync(
            () => due.Where(notice => ids.Contains(notice.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(notice => notice.Lease, lease).SetProperty(notice => notice.DueAt, now + Lease), cancellationToken),
            cancellationToken);
        return await notices.AsNoTracking()
            .Where(notice => ids.Contains(notice.Id) && notice.Lease == lease)
            .OrderBy(notice => notice.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Marks a notice as sent and erases its address and text. Retries after transient database errors, because an unmarked notice would
    /// be sent again.
    /// </summary>
    public async Task MarkSentAsync(Notice notice)
    {
        for (var triesLeft = MaxMarkAttempts - 1; ; triesLeft--)
        {
            try
            {
                await EndAsync(waiting => waiting.Where(n => n.Id == notice.Id), NoticeState.Sent, null, CancellationToken.None);
                return;
            }
            catch (DbException) when (triesLeft > 0)
            {
                // Try again; the database itself waits some seconds for a lock.
            }
        }
    }

    /// <summary>Marks a notice as failed and erases its address and text.</summary>
    public Task MarkFailedAsync(Notice notice, string failure) =>
        EndAsync(waiting => waiting.Where(n => n.Id == notice.Id), NoticeState.Failed, failure, CancellationToken.None);

    /// <summary>Releases a claimed notice for a later attempt.</summary>
    public Task ReturnAsync(Notice notice, string? failure, int attempts, DateTimeOffset dueAt) => WriteAsync(
        notices => notices.Where(n => n.Id == notice.Id && n.Lease == notice.Lease).ExecuteUpdateAsync(set => set
            .SetProperty(n => n.Failure, failure)
            .SetProperty(n => n.Attempts, attempts)
            .SetProperty(n => n.DueAt, dueAt)
            .SetProperty(n => n.Lease, (Guid?)null)));

    /// <summary>Stops all waiting notices of the given kinds, or of all kinds, except claimed ones.</summary>
    public Task<int> StopAsync(string[]? kinds, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return EndAsync(
            waiting => waiting.Where(n => (kinds == null || kinds.Contains(n.Kind)) && (n.Lease == null || n.DueAt <= now)),
            NoticeState.Stopped,
            "stopped-by-operator",
            cancellationToken);
    }

    /// <summary>Marks notices older than an age as failed; returns their number by kind.</summary>
    public async Task<Dictionary<string, int>> ExpireAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var oldest = now - age;
        List<string> kinds;
        await using (var scope = scopes.CreateAsyncScope())
        {
            kinds = await Notices(scope)
                .Where(n => n.State == NoticeState.Waiting && n.DueAt <= now && n.CreatedAt < oldest)
                .Select(n => n.Kind)
                .Distinct()
                .ToListAsync(cancellationToken);
        }

        var expired = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var kind in kinds)
        {
            expired[kind] = await EndAsync(
                waiting => waiting.Where(n => n.Kind == kind && n.DueAt <= now && n.CreatedAt < oldest),
                NoticeState.Failed,
                "too-old",
                cancellationToken);
        }

        return expired;
    }

    /// <summary>Number of waiting notices and creation time of the oldest.</summary>
    public async Task<(long Count, DateTimeOffset? Oldest)> CountWaitingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var waiting = Notices(scope).Where(notice => notice.State == NoticeState.Waiting);
        return (
            await waiting.LongCountAsync(cancellationToken),
            await waiting.MinAsync(notice => (DateTimeOffset?)notice.CreatedAt, cancellationToken));
    }

    private static DbSet<Notice> Notices(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<TContext>().Set<Notice>();

    private Task<int> EndAsync(
        Func<IQueryable<Notice>, IQueryable<Notice>> which, NoticeState state, string? failure, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return WriteAsync(notices => which(notices.Where(notice => notice.State == NoticeState.Waiting)).ExecuteUpdateAsync(
            set => set
                .SetProperty(n => n.State, state)
                .SetProperty(n => n.Failure, failure)
                .SetProperty(n => n.EndedAt, now)
                .SetProperty(n => n.Lease, (Guid?)null)
                .SetProperty(n => n.Address, (string?)null)
                .SetProperty(n => n.Text, (string?)null)
                .SetProperty(n => n.UnsubscribeLink, (string?)null),
            cancellationToken));
    }

    private async Task<int> WriteAsync(Func<DbSet<Notice>, Task<int>> write)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = 0;
        await writeLock.RunAsync(async () => rows = await write(Notices(scope)));
        return rows;
    }
}
