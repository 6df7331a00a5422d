using MimeKit;

namespace Medborgarlofte.Mail;

/// <summary>Writes a notice as a message: byte for byte the same at every attempt.</summary>
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

        // No out-of-office answers to what a machine has sent (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (notice.UnsubscribeLink is { } link)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{link}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        return message;
    }
}
