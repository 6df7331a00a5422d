namespace Medborgarlofte.Mail;

/// <summary>Content and reason of a notice.</summary>
/// <param name="Municipality">SCB code of the municipality.</param>
/// <param name="Kind">Kind of the notice, in kebab case, at most 50 characters.</param>
/// <param name="Reason">Id of the event or other reason; a recipient gets at most one notice per reason.</param>
/// <param name="Subject">Subject line. Line breaks and other control characters become spaces.</param>
/// <param name="Text">The text, in plain Swedish.</param>
public sealed record NoticeContent(string Municipality, string Kind, Guid Reason, string Subject, string Text);

/// <summary>Recipient of a notice.</summary>
/// <param name="Code">Code of the recipient, e.g. of a party or subscription; never an address.</param>
/// <param name="Address">E-mail address, normalised by <see cref="EmailAddress"/>.</param>
/// <param name="Closing">Individual text below the common one, e.g. how to unsubscribe.</param>
/// <param name="UnsubscribeLink">Link for one-click unsubscription (RFC 8058), or null.</param>
public sealed record NoticeRecipient(string Code, string Address, string? Closing = null, string? UnsubscribeLink = null);

/// <summary>Records notices: the next save stores them together with the change that causes them.</summary>
public static class NoticeRecording
{
    /// <summary>Adds a notice to one recipient.</summary>
    /// <exception cref="ArgumentException">The address or the link is not safe in mail headers.</exception>
    public static void AddNotice(this ModuleDbContext db, NoticeContent content, NoticeRecipient recipient, DateTimeOffset now)
    {
        if (!EmailAddress.TryParse(recipient.Address, out var address))
        {
            throw new ArgumentException("The address is not an e-mail address.", nameof(recipient));
        }

        if (recipient.UnsubscribeLink is { } link && !IsLink(link))
        {
            throw new ArgumentException("The link to unsubscribe is not a web address.", nameof(recipient));
        }

        db.Set<Notice>().Add(new Notice
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = content.Municipality,
            Kind = content.Kind,
            Reason = content.Reason,
            Recipient = recipient.Code,
            Address = address,
            Subject = OneLine(content.Subject),
            Text = recipient.Closing is null ? content.Text : $"{content.Text}\n\n{recipient.Closing}",
            UnsubscribeLink = recipient.UnsubscribeLink,
            CreatedAt = now,
            DueAt = now,
        });
    }

    /// <summary>Adds a mailing; the audience, in the module's format, determines the recipients later.</summary>
    public static void AddMailing(this ModuleDbContext db, NoticeContent content, string audience, DateTimeOffset now) =>
        db.Set<NoticeMailing>().Add(new NoticeMailing
        {
            Municipality = content.Municipality,
            Kind = content.Kind,
            Reason = content.Reason,
            Audience = audience,
            Subject = OneLine(content.Subject),
            Text = content.Text,
            CreatedAt = now,
        });

    /// <summary>Deletes the waiting notices to a recipient. A notice that is being sent may still arrive.</summary>
    public static Task<int> ForgetWaitingAsync(
        this ModuleDbContext db, string municipality, string recipient, CancellationToken cancellationToken) =>
        db.Set<Notice>()
            .Where(notice => notice.Municipality == municipality && notice.Recipient == recipient && notice.State == NoticeState.Waiting)
            .ExecuteDeleteAsync(cancellationToken);

    private static bool IsLink(string link) =>
        link.Length <= Notice.LinkLength
        && link.All(character => character is > ' ' and < '\x7f' and not ('<' or '>' or ','))
        && Uri.TryCreate(link, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    // The subject is a mail header: control characters could inject another header.
    private static string OneLine(string subject)
    {
        var line = string.Concat(subject.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
        return line.Length <= Notice.SubjectLength ? line : line[..(Notice.SubjectLength - 1)].TrimEnd() + "…";
    }
}
