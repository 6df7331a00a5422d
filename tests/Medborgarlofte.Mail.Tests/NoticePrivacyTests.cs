using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Mail.Tests;

/// <summary>Register extracts and retention of notices.</summary>
public sealed class NoticePrivacyTests
{
    private static readonly Dictionary<string, string?> Held = new() { ["Notices:Switch"] = "Hold" };

    [Fact]
    public async Task Waiting_notices_are_found_by_address_and_others_by_recipient_code()
    {
        await using var app = await NoticesApp.StartAsync(Held);
        await app.NotifyAsync("Kim@example.org", recipient: "subscription:1");
        await app.NotifyAsync("kim@example.org", recipient: "subscription:2");
        await app.NotifyAsync("annan@example.org", recipient: "subscription:3");
        await app.InDatabaseAsync(db => db.Notices.Where(notice => notice.Recipient == "subscription:2").ExecuteUpdateAsync(set => set
            .SetProperty(notice => notice.Address, (string?)null)
            .SetProperty(notice => notice.Text, (string?)null)
            .SetProperty(notice => notice.State, NoticeState.Sent)));

        var byAddress = Assert.Single(await FindAsync(app, [], email: "KIM@example.org"));
        Assert.Equal(
            ["kim@example.org", "subscription:1", "väntar på att skickas"],
            byAddress.Data
                .Where(datum => datum.Label is "Adress" or "Mottagarens kod" or "Läge")
                .Select(datum => datum.Value.ToLowerInvariant()));
        var both = await FindAsync(app, ["subscription:2"], email: "kim@example.org");
        Assert.Equal(
            ["subscription:1", "subscription:2"], both.Select(entry => entry.Data.Single(datum => datum.Label == "Mottagarens kod").Value));
        Assert.Empty(await FindAsync(app, [], email: "ingen@example.org"));
    }

    [Fact]
    public async Task Trust_30_completed_notices_are_erased_and_waiting_ones_remain()
    {
        await using var app = await NoticesApp.StartAsync(Held);
        await app.NotifyAsync("waits@example.org");
        await app.NotifyAsync("ended@example.org");
        await app.NotifyAsync("later@example.org");
        await app.MailAsync(0);
        var now = app.Clock.GetUtcNow();
        await app.InDatabaseAsync(db => db.Notices.Where(notice => notice.Address == "ended@example.org").ExecuteUpdateAsync(set => set
            .SetProperty(notice => notice.State, NoticeState.Sent).SetProperty(notice => notice.EndedAt, now)));
        await app.InDatabaseAsync(db => db.Notices.Where(notice => notice.Address == "later@example.org").ExecuteUpdateAsync(set => set
            .SetProperty(notice => notice.State, NoticeState.Failed).SetProperty(notice => notice.EndedAt, now.AddDays(2))));
        await app.InDatabaseAsync(db => db.Mailings.ExecuteUpdateAsync(set => set.SetProperty(mailing => mailing.SpreadAt, now)));

        Assert.Equal(0, await EraseAsync(app, "0481", now));
        Assert.Equal(0, await EraseAsync(app, "0480", now.AddDays(1)));
        Assert.Equal(1, await EraseAsync(app, "0481", now.AddDays(1)));

        Assert.Equal(["waits@example.org", "later@example.org"], (await app.NoticesAsync()).Select(notice => notice.Address));
        Assert.Equal(0, await app.InDatabaseAsync(db => db.Mailings.CountAsync()));
    }

    private static Task<int> EraseAsync(NoticesApp app, string municipality, DateTimeOffset before) => app.InDatabaseAsync(db =>
        new NoticeErasure<NoticesDbContext>(DocumentType.MeasureNotice).EraseAsync(db, municipality, before, CancellationToken.None));

    private static async Task<IReadOnlyList<RegisterEntry>> FindAsync(NoticesApp app, string[] codes, string email)
    {
        var person = DataSubject.Of(new RegisterExtractRequest(email, null, null, null));
        foreach (var code in codes)
        {
            person.AddRecipientCode(code);
        }

        return await app.InDatabaseAsync(
            db => new NoticeRegister<NoticesDbContext>().FindAsync(db, "0481", person, CancellationToken.None));
    }
}
