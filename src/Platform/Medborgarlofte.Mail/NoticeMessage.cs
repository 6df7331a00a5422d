using MimeKit;

namespace Medborgarlofte.Mail;

/// <summary>Creates the mail message of a notice; identical at every attempt.</summary>
internal static class NoticeMessage
{
    public static MimeMessage Of(Notice notice, MailboxAddress sender)
    {
        var message = new MimeMessage
        {
            Subject = notice.Subject,
            Date = notice.CreatedAt,
            MessageId = $"{notice.PublicId}@{sender.Domain}",
            Body = new TextPart("plain") { Text = notice.Text!, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
        };
        message.From.Add(sender);
        message.To.Add(new MailboxAddress("", notice.Address!));

        // Prevents out-of-office replies to automatic mail (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (notice.UnsubscribeLink is { } link)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{link}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        return message;
    }
}
