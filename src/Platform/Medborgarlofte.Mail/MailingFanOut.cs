using Medborgarlofte.Persistence;

namespace Medborgarlofte.Mail;

/// <summary>
/// Creates the notices of a mailing in batches of recipients. Notices and cursor are saved together, so a restarted process continues at
/// the same recipient, and concurrent senders conflict on the cursor.
/// </summary>
internal sealed class MailingFanOut<TContext>(
    IServiceScopeFactory scopes, DatabaseWriteLock<TContext> writeLock, IEnumerable<INoticeAudience<TContext>> audiences, TimeProvider time)
    where TContext : ModuleDbContext
{
    private const int BatchSize = 500;
    private readonly Dictionary<string, INoticeAudience<TContext>> _audiences =
        audiences.ToDictionary(audience => audience.Kind, StringComparer.Ordinal);

    /// <summary>Creates the next batch of notices of the oldest mailing whose kind is not on hold.</summary>
    /// <returns>Whether there may be more batches.</returns>
    public async Task<bool> FanOutAsync(string[] held, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();

        // During a rolling upgrade, newer replicas handle the kinds that this version does not know.
        var kinds = _audiences.Keys.Except(held, StringComparer.Ordinal).ToArray();
        var mailing = await db.Set<NoticeMailing>()
            .Where(m => m.SpreadAt == null && kinds.Contains(m.Kind))
            .OrderBy(m => m.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (mailing is null)
        {
            return false;
        }

        var members = await _audiences[mailing.Kind].NextAsync(db, mailing, mailing.Cursor, BatchSize, cancellationToken);
        await AddNoticesAsync(db, mailing, members, cancellationToken);
        mailing.Cursor = members is [.., var last] ? last.Position : mailing.Cursor;
        mailing.SpreadAt = members.Count < BatchSize ? time.GetUtcNow() : null;
        try
        {
            await writeLock.RunAsync(() => db.SaveChangesAsync(cancellationToken), cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || UniqueViolation.IsBehind(exception))
        {
            // Another sender has created this batch.
        }

        return true;
    }

    private static async Task AddNoticesAsync(
        TContext db, NoticeMailing mailing, IReadOnlyList<AudienceMember> members, CancellationToken cancellationToken)
    {
        // A recipient that already has a notice for the same reason gets no second one.
        var codes = members.Select(member => member.Recipient.Code).ToArray();
        var notified = await db.Set<Notice>()
            .Where(n => n.Reason == mailing.Reason && codes.Contains(n.Recipient))
            .Select(n => n.Recipient)
            .ToListAsync(cancellationToken);
        var content = new NoticeContent(mailing.Municipality, mailing.Kind, mailing.Reason, mailing.Subject, mailing.Text);
        var recipients = members.Select(member => member.Recipient).ExceptBy(notified, recipient => recipient.Code, StringComparer.Ordinal);
        foreach (var recipient in recipients)
        {
            db.AddNotice(content, recipient, mailing.CreatedAt);
        }
    }
}
