using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Mail;

/// <summary>What is told, and because of what.</summary>
/// <param name="Municipality">SCB code of the municipality.</param>
/// <param name="Kind">What sort of notice it is, in kebab-case, at most 50 characters.</param>
/// <param name="Reason">Id of the event that gives rise to it: the same reason never gives a recipient a second notice.</param>
/// <param name="Subject">Subject line. Line breaks and other control characters become spaces.</param>
/// <param name="Text">The text, in Swedish, plain.</param>
public sealed record NoticeContent(string Municipality, string Kind, Guid Reason, string Subject, string Text);

/// <summary>Who is told.</summary>
/// <param name="Code">Code of the recipient that may be shown and kept: a party's, or a subscription's id. Never an address.</param>
/// <param name="Address">E-mail address, as <see cref="EmailAddress"/> gives it.</param>
/// <param name="Closing">What stands below the text for this recipient alone, such as how to unsubscribe.</param>
/// <param name="UnsubscribeLink">Where mail programs unsubscribe the recipient with one POST (RFC 8058), or null.</param>
public sealed record NoticeRecipient(string Code, string Address, string? Closing = null, string? UnsubscribeLink = null);

/// <summary>Decides notices: they take effect with the next save, together with what gives rise to them.</summary>
public static class NoticeRecording
{
    /// <summary>Adds a notice to one recipient.</summary>
    /// <param name="db">The module's database.</param>
    /// <param name="content">What is told.</param>
    /// <param name="recipient">Who is told.</param>
    /// <param name="now">The time now.</param>
    /// <exception cref="ArgumentException">The address or the link would not be safe in a message's headers.</exception>
    public static void AddNotice(this ModuleDbContext db, NoticeContent content, NoticeRecipient recipient, DateTimeOffset now)
    {
        if (!EmailAddress.TryParse(recipient.Address, out var address))
        {
            throw new ArgumentException("The address is no e-mail address.", nameof(recipient));
        }

        if (recipient.UnsubscribeLink is { } link && !IsLink(link))
        {
            throw new ArgumentException("The link to unsubscribe is no address of a page.", nameof(recipient));
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

    /// <summary>Adds a notice to many, whom the audience of the kind finds afterwards.</summary>
    /// <param name="db">The module's database.</param>
    /// <param name="content">What is told.</param>
    /// <param name="audience">Who shall have it, in the words of the module's own audience.</param>
    /// <param name="now">The time now.</param>
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

    /// <summary>Forgets what waits to be sent to a recipient that wants no more. What a sender has in hand just now may still go.</summary>
    /// <param name="db">The module's database.</param>
    /// <param name="municipality">SCB code of the municipality.</param>
    /// <param name="recipient">Code of the recipient.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static Task<int> ForgetWaitingAsync(this ModuleDbContext db, string municipality, string recipient, CancellationToken cancellationToken) =>
        db.Set<Notice>()
            .Where(notice => notice.Municipality == municipality && notice.Recipient == recipient && notice.State == NoticeState.Waiting)
            .ExecuteDeleteAsync(cancellationToken);

    private static bool IsLink(string link) =>
        link.Length <= Notice.LinkLength
        && link.All(character => character is > ' ' and < '\x7f' and not ('<' or '>' or ','))
        && Uri.TryCreate(link, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    // A subject is a header: nothing in a title may begin another.
    private static string OneLine(string subject)
    {
        var line = string.Concat(subject.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character)).Trim();
        return line.Length <= Notice.SubjectLength ? line : line[..(Notice.SubjectLength - 1)].TrimEnd() + "…";
    }
}
