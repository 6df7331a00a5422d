using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Mail;

/// <summary>
/// Makes a mailing into notices, a batch of recipients at a time: notices and cursor are saved together, so a killed process goes on
/// where it was, and of two senders at the same batch one finds the cursor moved.
/// </summary>
internal sealed class MailingFanOut<TContext>(
    IServiceScopeFactory scopes, DatabaseWriteLock<TContext> turn, IEnumerable<INoticeAudience<TContext>> audiences, TimeProvider time)
    where TContext : ModuleDbContext
{
    private const int BatchSize = 500;
    private readonly Dictionary<string, INoticeAudience<TContext>> _audiences = audiences.ToDictionary(audience => audience.Kind, StringComparer.Ordinal);

    /// <summary>Takes the next batch of the eldest mailing.</summary>
    /// <param name="held">Kinds that are not to be sent now.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> SpreadAsync(string[] held, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();

        // While replicas are upgraded one by one, kinds that only the newer know are left to them.
        var kinds = _audiences.Keys.Except(held, StringComparer.Ordinal).ToArray();
        var mailing = await db.Set<NoticeMailing>().Where(m => m.SpreadAt == null && kinds.Contains(m.Kind)).OrderBy(m => m.Id).FirstOrDefaultAsync(cancellationToken);
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
            await turn.RunAsync(() => db.SaveChangesAsync(cancellationToken), cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || UniqueViolation.IsBehind(exception))
        {
            // Another sender has done this batch.
        }

        return true;
    }

    private static async Task AddNoticesAsync(TContext db, NoticeMailing mailing, IReadOnlyList<AudienceMember> members, CancellationToken cancellationToken)
    {
        // Who has been told of it in another way is not told again.
        var codes = members.Select(member => member.Recipient.Code).ToArray();
        var told = await db.Set<Notice>().Where(n => n.Reason == mailing.Reason && codes.Contains(n.Recipient)).Select(n => n.Recipient).ToListAsync(cancellationToken);
        var content = new NoticeContent(mailing.Municipality, mailing.Kind, mailing.Reason, mailing.Subject, mailing.Text);
        foreach (var recipient in members.Select(member => member.Recipient).ExceptBy(told, recipient => recipient.Code, StringComparer.Ordinal))
        {
            db.AddNotice(content, recipient, mailing.CreatedAt);
        }
    }
}
