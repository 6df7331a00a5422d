namespace Medborgarlofte.Mail;

/// <summary>State of a notice.</summary>
public enum NoticeState
{
    /// <summary>Not sent yet; attempts may have failed.</summary>
    Waiting,

    /// <summary>Accepted by the mail server, or written to the pick-up directory.</summary>
    Sent,

    /// <summary>Permanently rejected, or not sent in time.</summary>
    Failed,

    /// <summary>Stopped by the operator's switch before it was sent.</summary>
    Stopped,
}

/// <summary>
/// A message to one recipient for one reason, stored in the module's database together with the change that causes it. A recipient gets
/// at most one notice per reason. Address and text are erased when the notice is sent, failed or stopped.
/// </summary>
public sealed class Notice
{
    /// <summary>Maximum length of a kind.</summary>
    public const int KindLength = 50;

    /// <summary>Maximum length of a recipient code.</summary>
    public const int RecipientLength = 150;

    /// <summary>Maximum length of a subject; longer subjects are truncated.</summary>
    public const int SubjectLength = 200;

    internal const int FailureLength = 50;
    internal const int LinkLength = 1000;

    /// <summary>Ascending number of the notice.</summary>
    public long Id { get; private init; }

    /// <summary>Public id: file name in the pick-up directory and Message-ID of the mail, the same at every attempt.</summary>
    public required Guid PublicId { get; init; }

    /// <summary>SCB code of the municipality.</summary>
    public required string Municipality { get; init; }

    /// <summary>Kind of the notice, in kebab case; the operator can stop a kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the event or other reason.</summary>
    public required Guid Reason { get; init; }

    /// <summary>Code of the recipient, e.g. of a party or subscription; never an address or a name.</summary>
    public required string Recipient { get; init; }

    /// <summary>E-mail address; null when no longer needed.</summary>
    public string? Address { get; internal init; }

    /// <summary>Subject line, without line breaks.</summary>
    public required string Subject { get; init; }

    /// <summary>The text, which may contain personal links; null when no longer needed.</summary>
    public string? Text { get; internal init; }

    /// <summary>Link for one-click unsubscription (RFC 8058), or null.</summary>
    public string? UnsubscribeLink { get; internal init; }

    /// <summary>State of the notice.</summary>
    public NoticeState State { get; internal init; }

    /// <summary>Code of the latest failure, or null.</summary>
    public string? Failure { get; internal init; }

    /// <summary>Number of failed attempts caused by the message itself.</summary>
    public int Attempts { get; internal init; }

    /// <summary>When the notice was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Time of the next attempt. A claimed notice becomes available again at this time, even if its sender has stopped.</summary>
    public DateTimeOffset DueAt { get; internal init; }

    /// <summary>Id of the claim by a sender, or null.</summary>
    public Guid? Lease { get; internal init; }

    /// <summary>When the notice was sent, failed or stopped.</summary>
    public DateTimeOffset? EndedAt { get; internal init; }
}
