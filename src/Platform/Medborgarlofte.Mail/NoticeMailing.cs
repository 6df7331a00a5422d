using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;

namespace Medborgarlofte.Mail;

/// <summary>
/// A notice to many: one row in the save that decides it, made into a notice for each recipient afterwards, in batches.
/// </summary>
public sealed class NoticeMailing
{
    /// <summary>Greatest number of characters of what names the audience.</summary>
    public const int AudienceLength = 1000;

    /// <summary>Its place among the mailings; rising.</summary>
    public long Id { get; private init; }

    /// <summary>SCB code of the municipality.</summary>
    public required string Municipality { get; init; }

    /// <summary>What sort of notices it gives; the audience of the same kind knows the recipients.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the event, or of what else gave rise to it.</summary>
    public required Guid Reason { get; init; }

    /// <summary>Who shall have it, in the words of the module's own audience, such as codes of areas.</summary>
    public required string Audience { get; init; }

    /// <summary>Subject line.</summary>
    public required string Subject { get; init; }

    /// <summary>Text that all recipients have in common.</summary>
    public required string Text { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Position of the last recipient who has got a notice.</summary>
    public long Cursor { get; internal set; }

    /// <summary>When every recipient had a notice.</summary>
    public DateTimeOffset? SpreadAt { get; internal set; }
}

/// <summary>Knows who shall have the mailings of one kind.</summary>
/// <typeparam name="TContext">The module's context.</typeparam>
public interface INoticeAudience<in TContext>
    where TContext : ModuleDbContext
{
    /// <summary>The kind of mailings.</summary>
    string Kind { get; }

    /// <summary>The next recipients, by rising position, fewer than asked for only when there are no more.</summary>
    /// <param name="db">The module's database.</param>
    /// <param name="mailing">The mailing.</param>
    /// <param name="after">Position of the last recipient who has got a notice; 0 at first.</param>
    /// <param name="count">How many at the most.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyList<AudienceMember>> NextAsync(TContext db, NoticeMailing mailing, long after, int count, CancellationToken cancellationToken);
}

/// <summary>A recipient of a mailing.</summary>
/// <param name="Position">Place in the audience, above 0, that stays the same: the number of its row.</param>
/// <param name="Recipient">The recipient.</param>
public sealed record AudienceMember(long Position, NoticeRecipient Recipient);
