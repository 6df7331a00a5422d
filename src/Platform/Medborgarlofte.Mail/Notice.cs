namespace Medborgarlofte.Mail;

/// <summary>How it goes with a notice.</summary>
public enum NoticeState
{
    /// <summary>Not sent yet; it may have been tried.</summary>
    Waiting,

    /// <summary>The mail server has taken it, or it lies in the pick-up directory.</summary>
    Sent,

    /// <summary>Given up: refused for good, or not sent in time.</summary>
    Failed,

    /// <summary>Taken back by the operator's switch before it was sent.</summary>
    Stopped,
}

/// <summary>
/// One message to one recipient because of one event, kept in the module's own database from the save that decides it. The same
/// reason never gives the same recipient a second one. Address and text are erased when it is sent, given up or stopped.
/// </summary>
public sealed class Notice
{
    /// <summary>Greatest number of characters of a kind.</summary>
    public const int KindLength = 50;

    /// <summary>Greatest number of characters of a recipient's code.</summary>
    public const int RecipientLength = 150;

    /// <summary>Greatest number of characters of a subject; what is longer is cut.</summary>
    public const int SubjectLength = 200;

    internal const int FailureLength = 50;
    internal const int LinkLength = 1000;

    /// <summary>Its place among the notices; rising.</summary>
    public long Id { get; private init; }

    /// <summary>What it is called outside: file name in the pick-up directory and Message-ID in the mail, at every attempt the same.</summary>
    public required Guid PublicId { get; init; }

    /// <summary>SCB code of the municipality.</summary>
    public required string Municipality { get; init; }

    /// <summary>What sort of notice it is, in kebab-case; the operator can stop one sort.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the event, or of what else gave rise to it.</summary>
    public required Guid Reason { get; init; }

    /// <summary>Code of the recipient, such as a party's or a subscription's; never an address or a name.</summary>
    public required string Recipient { get; init; }

    /// <summary>E-mail address; null when it is not needed any more.</summary>
    public string? Address { get; internal init; }

    /// <summary>Subject line, without line breaks.</summary>
    public required string Subject { get; init; }

    /// <summary>The text; null when it is not needed any more, for it may hold links that are the recipient's own.</summary>
    public string? Text { get; internal init; }

    /// <summary>Where mail programs unsubscribe the recipient with one click (RFC 8058), or null.</summary>
    public string? UnsubscribeLink { get; internal init; }

    /// <summary>How it goes with it.</summary>
    public NoticeState State { get; internal init; }

    /// <summary>Why the latest attempt failed, or why it was given up, as a code; null where nothing has failed.</summary>
    public string? Failure { get; internal init; }

    /// <summary>How many times the message itself has been tried in vain.</summary>
    public int Attempts { get; internal init; }

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not tried before this time: what a sender holds is free again then, should the sender have died.</summary>
    public DateTimeOffset DueAt { get; internal init; }

    /// <summary>The claim of the sender that holds it.</summary>
    public Guid? Lease { get; internal init; }

    /// <summary>When it was sent, given up or stopped.</summary>
    public DateTimeOffset? EndedAt { get; internal init; }
}
