using System.Data.Common;
using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Mail;

/// <summary>
/// The waiting notices of a module: claimed for a time, so that several senders share them, and marked one by one. Every change
/// is one statement that says which state it changes, so it holds whoever else is at work.
/// </summary>
internal sealed class NoticeQueue<TContext>(IServiceScopeFactory scopes, DatabaseWriteLock<TContext> turn, TimeProvider time)
    where TContext : ModuleDbContext
{
    private const int MarkingTries = 3;

    /// <summary>How long a sender holds what it has claimed; after that another takes it up.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>Claims notices that are due, those that have waited longest first.</summary>
    /// <param name="count">How many at the most.</param>
    /// <param name="held">Kinds that are not to be sent now.</param>
    /// <param name="cancellationToken">Ends the claim.</param>
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
        await turn.RunAsync(
            () => due.Where(notice => ids.Contains(notice.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(notice => notice.Lease, lease).SetProperty(notice => notice.DueAt, now + Lease), cancellationToken),
            cancellationToken);
        return await notices.AsNoTracking().Where(notice => ids.Contains(notice.Id) && notice.Lease == lease).OrderBy(notice => notice.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Notes that a notice has gone, and forgets its address and text. A lock or a lost connection passes: what has gone must be marked.</summary>
    public async Task MarkSentAsync(Notice notice)
    {
        for (var triesLeft = MarkingTries - 1; ; triesLeft--)
        {
            try
            {
                await EndAsync(waiting => waiting.Where(n => n.Id == notice.Id), NoticeState.Sent, null, CancellationToken.None);
                return;
            }
            catch (DbException) when (triesLeft > 0)
            {
                // Once more; the database itself waits some seconds for a lock.
            }
        }
    }

    /// <summary>Gives a notice up, and forgets its address and text.</summary>
    public Task MarkFailedAsync(Notice notice, string failure) =>
        EndAsync(waiting => waiting.Where(n => n.Id == notice.Id), NoticeState.Failed, failure, CancellationToken.None);

    /// <summary>Gives a claimed notice back, to be tried at a later time.</summary>
    public Task ReturnAsync(Notice notice, string? failure, int attempts, DateTimeOffset dueAt) => WriteAsync(
        notices => notices.Where(n => n.Id == notice.Id && n.Lease == notice.Lease).ExecuteUpdateAsync(set => set
            .SetProperty(n => n.Failure, failure)
            .SetProperty(n => n.Attempts, attempts)
            .SetProperty(n => n.DueAt, dueAt)
            .SetProperty(n => n.Lease, (Guid?)null)));

    /// <summary>Stops all waiting notices of some kinds, or of every kind; what a sender holds just now goes.</summary>
    public Task<int> StopAsync(string[]? kinds, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return EndAsync(
            waiting => waiting.Where(n => (kinds == null || kinds.Contains(n.Kind)) && (n.Lease == null || n.DueAt <= now)),
            NoticeState.Stopped,
            "stopped-by-operator",
            cancellationToken);
    }

    /// <summary>Gives up what has grown too old, and tells how many of each kind.</summary>
    public async Task<Dictionary<string, int>> ExpireAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var eldest = now - age;
        List<string> kinds;
        await using (var scope = scopes.CreateAsyncScope())
        {
            kinds = await Notices(scope).Where(n => n.State == NoticeState.Waiting && n.DueAt <= now && n.CreatedAt < eldest).Select(n => n.Kind).Distinct().ToListAsync(cancellationToken);
        }

        var expired = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var kind in kinds)
        {
            expired[kind] = await EndAsync(
                waiting => waiting.Where(n => n.Kind == kind && n.DueAt <= now && n.CreatedAt < eldest), NoticeState.Failed, "too-old", cancellationToken);
        }

        return expired;
    }

    /// <summary>How many wait, and since when the eldest does.</summary>
    public async Task<(long Count, DateTimeOffset? Eldest)> CountWaitingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var waiting = Notices(scope).Where(notice => notice.State == NoticeState.Waiting);
        return (await waiting.LongCountAsync(cancellationToken), await waiting.MinAsync(notice => (DateTimeOffset?)notice.CreatedAt, cancellationToken));
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
        await turn.RunAsync(async () => rows = await write(Notices(scope)));
        return rows;
    }
}
