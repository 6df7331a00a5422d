using Medborgarlofte.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Mail.Tests;

public sealed class SendingTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    // Used for many notices: the lease of a working sender must not expire.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Notice_is_sent_and_its_address_and_text_are_erased()
    {
        await using var peer = new SmtpPeer();
        using var measured = new Measured();
        await using var app = await NoticesApp.StartAsync(peer.Settings);

        const string Link = "https://x.example/u";
        var recipient = new NoticeRecipient("police:nykoping", "est@polisen.example", "Avsluta: " + Link, Link);
        await app.NotifyAsync(recipient, subject: "Åtgärd\r\nBcc: a@b.example");

        await app.WaitForStateAsync(NoticeState.Sent, 1);
        var notice = Assert.Single(await app.NoticesAsync());
        Assert.Equal((null, null, null), (notice.Address, notice.Text, notice.UnsubscribeLink));
        Assert.Equal(app.Clock.GetUtcNow(), notice.EndedAt);
        var mail = Assert.Single(peer.Mails);
        Assert.Equal("est@polisen.example", mail.Recipient);
        Assert.Equal("Åtgärd  Bcc: a@b.example", mail.Message.Subject);
        Assert.Empty(mail.Message.Bcc);
        Assert.Equal($"{notice.PublicId}@medborgarlofte.example", mail.Message.MessageId);
        Assert.Equal("Utökad rondering är beslutad.\n.\nHälsningar\n\nAvsluta: https://x.example/u", mail.Text.TrimEnd('\n'));
        Assert.Equal("<https://x.example/u>", mail.Message.Headers["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Message.Headers["List-Unsubscribe-Post"]);
        Assert.Equal("auto-generated", mail.Message.Headers["Auto-Submitted"]);
        Assert.Equal(1, measured.Sum("medborgarlofte.notices.sent", app.Module));
    }

    [Fact]
    public async Task Recipient_gets_one_notice_per_reason()
    {
        await using var peer = new SmtpPeer();
        await using var app = await NoticesApp.StartAsync(peer.Settings);
        var reason = Guid.CreateVersion7();
        await app.NotifyAsync("est@polisen.example", reason);

        var again = await Assert.ThrowsAsync<DbUpdateException>(() => app.NotifyAsync("est@polisen.example", reason));

        Assert.True(UniqueViolation.IsBehind(again));
        await app.NotifyAsync("sakerhet@kommun.example", reason, "municipality:0481");
        await app.WaitForStateAsync(NoticeState.Sent, 2);
        Assert.Equal(["est@polisen.example", "sakerhet@kommun.example"], peer.Mails.Select(mail => mail.Recipient).Order());
    }

    [Fact]
    public async Task Outage_of_the_mail_server_causes_no_loss_and_no_duplicates()
    {
        await using var peer = new SmtpPeer();
        using var measured = new Measured();
        await using var app = await NoticesApp.StartAsync(peer.Settings);
        await app.NotifyAsync("before@example.org");
        await app.WaitForStateAsync(NoticeState.Sent, 1);

        await peer.GoDownAsync();
        var wentDown = app.Clock.GetUtcNow();
        foreach (var number in Enumerable.Range(1, 20))
        {
            await app.NotifyAsync($"n{number}@example.org");
        }

        await Eventually.TrueAsync(
            async () =>
            {
                app.Clock.Advance(Step);
                return app.Clock.GetUtcNow() - wentDown > TimeSpan.FromMinutes(1)
                    && (await app.NoticesAsync()).Skip(1)
                        .All(notice => notice is { State: NoticeState.Waiting, Failure: "mail-server-unreachable" });
            },
            "a minute to pass and every notice to say why it waits");
        await Eventually.TrueAsync(
            () => Task.FromResult(measured.Last("medborgarlofte.notices.waiting", app.Module) == 20), "the waiting to be measured");
        peer.ComeUp();

        await app.WaitForStateAsync(NoticeState.Sent, 21, Step);
        Assert.Equal(21, peer.Mails.Count);
        Assert.Equal(21, peer.Mails.Select(mail => mail.Recipient).Distinct().Count());
    }

    [Fact]
    public async Task Rejected_recipient_fails_alone_and_deferred_recipient_is_retried()
    {
        await using var peer = new SmtpPeer();
        using var measured = new Measured();
        await using var app = await NoticesApp.StartAsync(peer.Settings);
        peer.AnswerTo = address => address switch
        {
            "gone@example.org" => "550 5.1.1 gone@example.org is unknown here",
            "full@example.org" => "452 4.2.2 Mailbox full",
            _ => null,
        };

        await app.NotifyAsync("gone@example.org", recipient: "a:gone");
        await app.NotifyAsync("full@example.org", recipient: "a:full");
        await app.NotifyAsync("well@example.org", recipient: "a:well");

        await app.WaitForStateAsync(NoticeState.Sent, 1);
        await app.WaitForStateAsync(NoticeState.Failed, 1);
        await Eventually.TrueAsync(async () => (await app.NoticesAsync())[1].Attempts == 1, "the full mailbox to be tried");
        var notices = await app.NoticesAsync();
        Assert.Equal(["refused-550", "deferred-452", null], notices.Select(notice => notice.Failure));
        Assert.Null(notices[0].Address);
        Assert.Equal("full@example.org", notices[1].Address);
        Assert.Equal(1, measured.Sum("medborgarlofte.notices.failed", app.Module));

        peer.AnswerTo = _ => null;
        await app.WaitForStateAsync(NoticeState.Sent, 2, Step);
        Assert.Single(peer.MailsTo("full@example.org"));
    }

    [Fact]
    public async Task Notices_claimed_by_a_killed_sender_are_sent_after_the_lease()
    {
        await using var peer = new SmtpPeer();
        await using var app = await NoticesApp.StartAsync(peer.Settings);
        await peer.GoDownAsync();
        await app.NotifyAsync("n@example.org");
        await Eventually.TrueAsync(async () => (await app.NoticesAsync())[0].Failure is not null, "the first try");
        await app.InDatabaseAsync(db => db.Notices.ExecuteUpdateAsync(set => set
            .SetProperty(notice => notice.Lease, Guid.CreateVersion7())
            .SetProperty(notice => notice.DueAt, app.Clock.GetUtcNow() + TimeSpan.FromMinutes(5))));
        peer.ComeUp();

        // A later notice is sent first, because the sender skips notices that another sender has claimed.
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.NotifyAsync("later@example.org");
        await app.WaitForStateAsync(NoticeState.Sent, 1, Moment);
        Assert.Equal("later@example.org", Assert.Single(peer.Mails).Recipient);

        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.WaitForStateAsync(NoticeState.Sent, 2, Step);
        Assert.Single(peer.MailsTo("n@example.org"));
    }

    [Fact]
    public async Task Mail_repeated_after_a_lost_response_has_the_same_message_id()
    {
        await using var peer = new SmtpPeer { TakesWithoutAnswer = true };
        await using var app = await NoticesApp.StartAsync(peer.Settings);
        await app.NotifyAsync("n@example.org");
        await Eventually.TrueAsync(() => Task.FromResult(peer.Mails.Count == 1), "the server to take it");
        peer.TakesWithoutAnswer = false;

        await app.WaitForStateAsync(NoticeState.Sent, 1, Step);

        Assert.Equal(2, peer.Mails.Count);
        Assert.Single(peer.Mails.Select(mail => mail.Message.MessageId).Distinct());
    }

    [Fact]
    public async Task Two_senders_send_each_notice_once()
    {
        await using var database = TestDatabase.Create();
        await using var peer = new SmtpPeer();
        await using var one = await NoticesApp.StartAsync(peer.Settings, database);
        await using var other = await NoticesApp.StartAsync(peer.Settings, database);

        await Task.WhenAll(one.MailAsync(700), other.MailAsync(650));

        await one.WaitForStateAsync(NoticeState.Sent, 1350, Moment);
        Assert.Equal(1350, peer.Mails.Count);
        Assert.Equal(1350, peer.Mails.Select(mail => mail.Message.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Mailing_continues_in_another_process_after_a_kill()
    {
        await using var database = TestDatabase.Create();
        await using var peer = new SmtpPeer();
        await using (var first = await NoticesApp.StartAsync(new(peer.Settings) { ["Notices:Switch"] = "Hold" }, database))
        {
            await first.MailAsync(1200);
            await first.InDatabaseAsync(async db =>
            {
                var mailing = await db.Mailings.SingleAsync();
                foreach (var number in Enumerable.Range(1, 500))
                {
                    db.AddNotice(
                        new NoticeContent("0481", NoticesApp.Kind, mailing.Reason, mailing.Subject, mailing.Text),
                        new NoticeRecipient($"subscription:{number}", $"n{number}@example.org"),
                        first.Clock.GetUtcNow());
                }

                await db.SaveChangesAsync();
                return await db.Mailings.ExecuteUpdateAsync(set => set.SetProperty(m => m.Cursor, 400));
            });
        }

        await using var second = await NoticesApp.StartAsync(peer.Settings, database);
        await second.WaitForStateAsync(NoticeState.Sent, 1200, Moment);

        Assert.Equal(1200, peer.Mails.Select(mail => mail.Recipient).Distinct().Count());
        Assert.Equal(1200, peer.Mails.Count);
        Assert.NotNull((await second.InDatabaseAsync(db => db.Mailings.SingleAsync())).SpreadAt);
    }

    [Fact]
    public async Task Held_notices_wait_and_stopped_notices_are_erased()
    {
        await using var peer = new SmtpPeer();
        await using var app = await NoticesApp.StartAsync(
            new(peer.Settings) { ["Notices:Kinds:warning"] = "Stop", ["Notices:Kinds:reminder"] = "Hold" });
        await app.NotifyAsync("w@example.org", kind: "warning", recipient: "a:w");
        await app.NotifyAsync("r@example.org", kind: "reminder", recipient: "a:r");
        await app.NotifyAsync("m@example.org", recipient: "a:m");

        await app.WaitForStateAsync(NoticeState.Sent, 1);
        await app.WaitForStateAsync(NoticeState.Stopped, 1);

        Assert.Equal("m@example.org", Assert.Single(peer.Mails).Recipient);
        var notices = await app.NoticesAsync();
        Assert.Equal(
            [(NoticeState.Stopped, null), (NoticeState.Waiting, "r@example.org"), (NoticeState.Sent, null)],
            notices.Select(n => (n.State, n.Address)));
    }

    [Fact]
    public async Task Notice_fails_after_three_days_and_its_address_is_erased()
    {
        await using var peer = new SmtpPeer();
        await using var app = await NoticesApp.StartAsync(new(peer.Settings) { ["Notices:Switch"] = "Hold" });
        await app.NotifyAsync("n@example.org");

        await app.WaitForStateAsync(NoticeState.Failed, 1, TimeSpan.FromHours(1));

        var notice = Assert.Single(await app.NoticesAsync());
        Assert.Equal(("too-old", null), (notice.Failure, notice.Address));
        Assert.True(app.Clock.GetUtcNow() - notice.CreatedAt > TimeSpan.FromDays(3));
    }

    [Fact]
    public async Task Notice_without_a_mail_server_is_one_file_despite_retries()
    {
        var directory = Path.Combine(Directory.CreateTempSubdirectory("medborgarlofte-").FullName, "notices");
        await using var app = await NoticesApp.StartAsync(new() { ["Notices:PickupDirectory"] = directory });
        await app.NotifyAsync("est@polisen.example");
        await app.WaitForStateAsync(NoticeState.Sent, 1);
        var notice = Assert.Single(await app.NoticesAsync());
        var file = Path.Combine(directory, $"{notice.PublicId}.eml");
        var first = await File.ReadAllTextAsync(file);
        Assert.Contains("To: est@polisen.example", first, StringComparison.Ordinal);

        // The state after a kill between writing the file and marking the notice.
        await app.InDatabaseAsync(db => db.Notices.ExecuteUpdateAsync(set => set
            .SetProperty(n => n.State, NoticeState.Waiting)
            .SetProperty(n => n.Address, "est@polisen.example")
            .SetProperty(n => n.Text, "Utökad rondering är beslutad.\n.\nHälsningar")));
        await app.WaitForStateAsync(NoticeState.Sent, 1, TimeSpan.FromMinutes(1));

        Assert.Equal([file], Directory.GetFiles(directory));
        Assert.Equal(first, await File.ReadAllTextAsync(file));
        Directory.Delete(Path.GetDirectoryName(directory)!, recursive: true);
    }
}
