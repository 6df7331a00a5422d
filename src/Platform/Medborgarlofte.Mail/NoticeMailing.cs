namespace Medborgarlofte.Mail;

/// <summary>
/// A notice to many recipients: one row, saved with the change that causes it. Individual notices are created later, in batches.
/// </summary>
public sealed class NoticeMailing
{
    /// <summary>Maximum length of the audience.</summary>
    public const int AudienceLength = 1000;

    /// <summary>Ascending number of the mailing.</summary>
    public long Id { get; private init; }

    /// <summary>SCB code of the municipality.</summary>
    public required string Municipality { get; init; }

    /// <summary>Kind of the notices; the audience of the same kind determines the recipients.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the event or other reason.</summary>
    public required Guid Reason { get; init; }

    /// <summary>The recipients, in the format of the module's audience, e.g. area codes.</summary>
    public required string Audience { get; init; }

    /// <summary>Subject line.</summary>
    public required string Subject { get; init; }

    /// <summary>Text for all recipients.</summary>
    public required string Text { get; init; }

    /// <summary>When the mailing was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Position of the last recipient that has a notice.</summary>
    public long Cursor { get; internal set; }

    /// <summary>When all notices were created, or null.</summary>
    public DateTimeOffset? SpreadAt { get; internal set; }
}

/// <summary>Determines the recipients of a kind of mailing.</summary>
public interface INoticeAudience<in TContext>
    where TContext : ModuleDbContext
{
    /// <summary>The kind of mailing.</summary>
    string Kind { get; }

    /// <summary>The next recipients in ascending position; fewer than <paramref name="count"/> only if there are no more.</summary>
    /// <param name="db">The module's database.</param>
    /// <param name="mailing">The mailing.</param>
    /// <param name="after">Position of the last recipient that has a notice; 0 initially.</param>
    /// <param name="count">Maximum number of recipients.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<AudienceMember>> NextAsync(
        TContext db, NoticeMailing mailing, long after, int count, CancellationToken cancellationToken);
}

/// <summary>A recipient of a mailing.</summary>
/// <param name="Position">Stable position in the audience, above 0: the key of its row.</param>
/// <param name="Recipient">The recipient.</param>
public sealed record AudienceMember(long Position, NoticeRecipient Recipient);
