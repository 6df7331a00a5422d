using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Medborgarlofte.Mail;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Measures.Subscriptions;
using Medborgarlofte.Measures.Tests.Support;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Tests;

/// <summary>Notices about measures to the mailboxes of parties and to area subscribers.</summary>
public sealed partial class MeasureNoticeTests : IAsyncLifetime
{
    private const string Mailbox = "est@kommunen.example";
    private const string Pages = "/0481/prenumerera";

    private readonly SmtpPeer _peer = new();
    private MeasuresApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = new MeasuresApp { Further = _peer.Settings };
        await _app.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _app.DisposeAsync();
        await _peer.DisposeAsync();
    }

    [Fact]
    public async Task Parties_with_a_mailbox_receive_decision_changes_and_completion_but_not_the_proposal()
    {
        await SetMailboxAsync("municipality:0481", Mailbox);
        await SetMailboxAsync("security:guards", "vakt@bolaget.example");
        await SetMailboxAsync("police:nykoping", "lokal@polisen.example");
        await SetMailboxAsync("housing:other", "annan@bolaget.example");
        var id = await _app.MeasureAsync(await _app.ProblemAreaAsync(), "proposed");

        await MoveAsync(id, 1, new { to = "decided", on = "2021-05-01" });
        await MoveAsync(id, 2, new { to = "started", on = "2021-05-02" });
        await MoveAsync(id, 3, new { to = "completed", on = "2021-05-03" });

        await WaitForStateAsync(NoticeState.Sent, 9);
        Assert.Equal(
            ["Beslutad åtgärd: Utökad rondering", "Genomförd åtgärd: Utökad rondering", "Ändrad åtgärd: Utökad rondering"],
            _peer.MailsTo(Mailbox).Select(mail => mail.Message.Subject).Order(StringComparer.Ordinal));
        Assert.Equal(
            (3, 3, 0),
            (
                _peer.MailsTo("vakt@bolaget.example").Length,
                _peer.MailsTo("lokal@polisen.example").Length,
                _peer.MailsTo("annan@bolaget.example").Length));
        var decided = _peer.MailsTo(Mailbox).Single(mail => mail.Message.Subject!.StartsWith("Beslutad", StringComparison.Ordinal)).Text;
        Assert.Contains("Åtgärden ”Utökad rondering” i Oxelösunds kommun är beslutad.", decided, StringComparison.Ordinal);
        Assert.Contains("Problemområde: Skadegörelse", decided, StringComparison.Ordinal);
        Assert.Contains("Planeras till: juni 2021", decided, StringComparison.Ordinal);
        Assert.Contains(
            "är genomförd den 3 maj 2021",
            _peer.MailsTo(Mailbox).Single(mail => mail.Message.Subject!.StartsWith("Genomförd", StringComparison.Ordinal)).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decision_in_a_meeting_is_mailed_once_and_rejected_decision_is_not_mailed()
    {
        await SetMailboxAsync("municipality:0481", Mailbox);
        await SubscribeAsync("rut@example.org");
        await WaitForStateAsync(NoticeState.Sent, 1);
        await PostPageAsync(LinkIn(_peer.Mails.Single(), "bekrafta"));
        var area = await _app.ProblemAreaAsync();
        var (decided, refused) = (await _app.MeasureAsync(area, "proposed"), await _app.MeasureAsync(area, "proposed"));
        var meeting = await _app.CreateAsync(
            "meetings", new { on = "2021-05-03", parties = new[] { "police:nykoping", "municipality:0481" } });
        await (await StepAsync($"meetings/{meeting}", new { to = "opened" })).ReadAsync(HttpStatusCode.OK);

        await (await StepAsync($"measures/{decided}", new { to = "decided", meetingId = meeting })).ReadAsync(HttpStatusCode.OK);
        await (await StepAsync($"measures/{decided}", new { to = "decided", meetingId = meeting })).ReadAsync(HttpStatusCode.Conflict);
        await (await StepAsync($"meetings/{meeting}", new { to = "closed" })).ReadAsync(HttpStatusCode.OK);
        await (await StepAsync($"measures/{refused}", new { to = "decided", meetingId = meeting })).ReadAsync(HttpStatusCode.Conflict);

        // The last decision, outside the meeting, is mailed last.
        await (await StepAsync($"measures/{refused}", new { to = "decided", on = "2021-05-03" })).ReadAsync(HttpStatusCode.OK);
        await WaitForStateAsync(NoticeState.Sent, 5);
        Assert.Equal((2, 3), (_peer.MailsTo(Mailbox).Length, _peer.MailsTo("rut@example.org").Length));
        Assert.All(_peer.MailsTo(Mailbox), mail => Assert.Equal("Beslutad åtgärd: Utökad rondering", mail.Message.Subject));
        var recorded = await _app.InDatabaseAsync(
            (MeasuresDbContext db) => db.EventLog.Where(entry => entry.Subject == decided).Select(entry => entry.EventId).ToListAsync());
        Assert.Equal(
            2,
            (await _app.GetAsync("notices")).GetProperty("items").EnumerateArray()
                .Count(notice => recorded.Contains(notice.GetProperty("reason").GetGuid())));

        Task<HttpResponseMessage> StepAsync(string path, object move) =>
            _app.SendAsync(HttpMethod.Post, path + "/status-changes", move, "*");
    }

    [Fact]
    public async Task Mail_names_the_promises_and_subscribers_learn_nothing_about_a_draft()
    {
        await SetMailboxAsync("municipality:0481", Mailbox);
        await SubscribeAsync("rut@example.org");
        await WaitForStateAsync(NoticeState.Sent, 1);
        await PostPageAsync(LinkIn(_peer.Mails.Single(), "bekrafta"));
        var draft = await _app.CreateAsync("promises", Samples.Promise(title: "Utkast 2022"));
        var secret = await _app.CreateAsync(
            "problem-areas",
            new { promiseId = draft, kind = "theme", name = "Hemligt område", categories = new[] { "vandalism" }, status = "proposed" });
        var id = await _app.CreateAsync("measures", Samples.Measure([await _app.ProblemAreaAsync(), secret], "proposed"));

        await MoveAsync(id, 1, new { to = "decided", on = "2021-05-01" });

        await WaitForStateAsync(NoticeState.Sent, 3);
        var toParty = _peer.MailsTo(Mailbox).Single().Text;
        var toSubscriber = _peer.MailsTo("rut@example.org").Single(mail =>
            mail.Message.Subject!.StartsWith("Beslutad", StringComparison.Ordinal)).Text;
        Assert.Contains("Hemligt område", toParty, StringComparison.Ordinal);
        Assert.Contains("Utkast 2022", toParty, StringComparison.Ordinal);
        Assert.Contains("Medborgarlöfte: ", toSubscriber, StringComparison.Ordinal);
        Assert.DoesNotContain("Utkast 2022", toSubscriber, StringComparison.Ordinal);
        Assert.DoesNotContain("Hemligt område", toSubscriber, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decision_entered_long_after_it_was_taken_is_not_mailed()
    {
        await SetMailboxAsync("municipality:0481", Mailbox);
        var row = await _app.ProblemAreaAsync();
        var (late, recent) = (await _app.MeasureAsync(row, "proposed"), await _app.MeasureAsync(row, "proposed"));
        var ended = await _app.CreateAsync(
            "problem-areas",
            Samples.Theme(await _app.AdoptedAsync(Samples.Promise(firstDay: "2018-01-01", lastDay: "2018-12-31"))));
        var old = await _app.MeasureAsync(ended, "started");

        await MoveAsync(late, 1, new { to = "decided", on = "2021-04-01" });
        await MoveAsync(late, 2, new { to = "completed", on = "2021-04-01" });
        await (await _app.SendAsync(HttpMethod.Put, $"measures/{old}", Samples.Measure([ended], "started", title: "Rättad"), "*"))
            .ReadAsync(HttpStatusCode.OK);
        await MoveAsync(recent, 1, new { to = "decided", on = "2021-04-02" });

        await WaitForStateAsync(NoticeState.Sent, 1);
        Assert.Single(_peer.MailsTo(Mailbox));
        var notices = (await _app.GetAsync("notices")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal("measure-decided", Assert.Single(notices).GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Only_a_change_with_new_terms_is_mailed()
    {
        await SetMailboxAsync("municipality:0481", Mailbox);
        var area = await _app.ProblemAreaAsync();
        var id = await _app.MeasureAsync(area);

        await (await _app.SendAsync(HttpMethod.Put, $"measures/{id}", Samples.Measure([area]), "\"1\"")).ReadAsync(HttpStatusCode.OK);
        await (await _app.SendAsync(HttpMethod.Put, $"measures/{id}", Samples.Measure([area], title: "Rondering varje natt"), "\"2\""))
            .ReadAsync(HttpStatusCode.OK);

        await WaitForStateAsync(NoticeState.Sent, 2);
        Assert.Equal(
            ["Beslutad åtgärd: Utökad rondering", "Ändrad åtgärd: Rondering varje natt"],
            _peer.Mails.Select(mail => mail.Message.Subject).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Register_extract_contains_only_the_data_of_the_subscriber()
    {
        await SubscribeAsync("rut@example.org", "ramdal");
        await SubscribeAsync("annan@example.org", "ramdal");
        await WaitForStateAsync(NoticeState.Sent, 2);

        var extract = await ExtractAsync("RUT@example.org");

        Assert.Equal(
            ["Prenumeranter på utskick om trygghetsarbetet", "Utskick"],
            extract.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("register").GetString()));
        Assert.Contains("ramdal", extract.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("annan", extract.GetRawText(), StringComparison.Ordinal);
        Assert.Empty((await ExtractAsync("ingen@example.org")).GetProperty("entries").EnumerateArray());

        async Task<JsonElement> ExtractAsync(string email) =>
            await (await _app.SendAsync(HttpMethod.Post, "notices/register-extracts", new { email })).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Subscriber_receives_mail_after_confirming_and_none_after_unsubscribing()
    {
        await SubscribeAsync("Rut@Example.org", "ramdal");
        await WaitForStateAsync(NoticeState.Sent, 1);
        await SubscribeAsync("annan@example.org", "sunda");
        await SubscribeAsync("alla@example.org");
        await WaitForStateAsync(NoticeState.Sent, 3);
        var place = await _app.CreateAsync("problem-areas", Samples.Theme(await _app.PromiseAsync(), areas: ["ramdal"]));
        await _app.MeasureAsync(place);

        // Nobody has confirmed. Opening a link does not confirm.
        await Task.WhenAll(_peer.Mails.Select(mail => GetPageAsync(LinkIn(mail, "bekrafta"))));
        await _app.MeasureAsync(place);
        foreach (var mail in _peer.Mails.ToList())
        {
            Assert.Contains("utskicken är igång", await PostPageAsync(LinkIn(mail, "bekrafta")), StringComparison.Ordinal);
        }

        await _app.MeasureAsync(place);
        await WaitForStateAsync(NoticeState.Sent, 5);
        Assert.Equal(
            (2, 1, 2),
            (_peer.MailsTo("rut@example.org").Length, _peer.MailsTo("annan@example.org").Length, _peer.MailsTo("alla@example.org").Length));
        var news = _peer.MailsTo("rut@example.org")[1];
        Assert.Contains("är beslutad", news.Text, StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", news.Message.Headers["List-Unsubscribe-Post"]);
        Assert.All(
            _peer.Mails,
            mail => Assert.Contains("https://medborgarlofte.example/0481/prenumerera/avsluta?kod=", mail.Text, StringComparison.Ordinal));

        await GetPageAsync(LinkIn(news, "avsluta"));
        Assert.Equal(3, await CountAsync());
        Assert.Contains("avslutade", await PostPageAsync(LinkIn(news, "avsluta")), StringComparison.Ordinal);
        Assert.Contains("avslutade", await PostPageAsync(LinkIn(news, "avsluta")), StringComparison.Ordinal);
        await _app.MeasureAsync(place);
        await WaitForStateAsync(NoticeState.Sent, 6);
        Assert.Equal(2, _peer.MailsTo("rut@example.org").Length);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Response_does_not_reveal_a_known_address_and_confirmation_mails_are_limited()
    {
        var first = await SubscribeAsync("kand@example.org", "ramdal");
        await WaitForStateAsync(NoticeState.Sent, 1);
        await PostPageAsync(LinkIn(_peer.Mails.Single(), "bekrafta"));

        foreach (var _ in Enumerable.Range(0, 5))
        {
            Assert.Equal(first, await SubscribeAsync("kand@example.org", "ramdal"));
        }

        await WaitForStateAsync(NoticeState.Sent, 4);
        Assert.Equal(4, _peer.Mails.Count);
    }

    [Fact]
    public async Task Unconfirmed_subscription_expires_after_two_days_and_is_erased()
    {
        await SubscribeAsync("sen@example.org");
        await WaitForStateAsync(NoticeState.Sent, 1);
        _app.Clock.Advance(SubscriptionService.ConfirmationPeriod + TimeSpan.FromMinutes(1));

        using var late = await _app.Client.PostAsync(LinkIn(_peer.Mails.Single(), "bekrafta"), content: null);

        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        _app.Clock.Advance(TimeSpan.FromHours(1));
        await Eventually.TrueAsync(async () => await CountAsync() == 0, "the address to be erased");
    }

    [Theory]
    [InlineData("ingen adress")]
    [InlineData("")]
    [InlineData("a@b.example\r\nBcc: c@d.example")]
    public async Task Invalid_address_is_reported_on_the_page(string email)
    {
        using var form = new FormUrlEncodedContent([new("email", email)]);
        using var answer = await _app.Client.PostAsync(new Uri(Pages, UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Skriv e-postadressen", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Mail_server_outage_neither_loses_nor_duplicates_notices()
    {
        await SetMailboxAsync("municipality:0481", Mailbox);
        await SubscribeAsync("rut@example.org");
        await WaitForStateAsync(NoticeState.Sent, 1);
        await PostPageAsync(LinkIn(_peer.Mails.Single(), "bekrafta"));
        await _peer.GoDownAsync();
        var wentDown = _app.Clock.GetUtcNow();
        var area = await _app.ProblemAreaAsync();
        foreach (var _ in Enumerable.Range(0, 5))
        {
            await _app.MeasureAsync(area);
        }

        await Eventually.TrueAsync(
            async () =>
            {
                _app.Clock.Advance(TimeSpan.FromSeconds(5));
                var waiting = (await _app.GetAsync("notices?state=waiting")).GetProperty("items").EnumerateArray().ToList();
                return _app.Clock.GetUtcNow() - wentDown > TimeSpan.FromMinutes(1)
                    && waiting.Count == 10
                    && waiting.TrueForAll(notice => notice.GetProperty("failure").GetString() == "mail-server-unreachable");
            },
            "a minute to pass and every notice to say why it waits");
        _peer.ComeUp();

        await WaitForStateAsync(NoticeState.Sent, 11, TimeSpan.FromSeconds(5));
        Assert.Equal(
            (5, 6, 11),
            (
                _peer.MailsTo(Mailbox).Length,
                _peer.MailsTo("rut@example.org").Length,
                _peer.Mails.Select(mail => mail.Message.MessageId).Distinct().Count()));
    }

    [Fact]
    public async Task Notices_show_their_state_and_neither_notices_nor_events_contain_addresses()
    {
        _peer.AnswerTo = address => address == Mailbox ? "550 5.1.1 No such mailbox" : null;
        await SetMailboxAsync("municipality:0481", Mailbox);
        await SetMailboxAsync("security:guards", "vakt@bolaget.example");
        await _app.MeasureAsync(await _app.ProblemAreaAsync());
        await WaitForStateAsync(NoticeState.Sent, 1);
        await WaitForStateAsync(NoticeState.Failed, 1);

        var list = await _app.GetAsync("notices");

        Assert.Equal(
            ["municipality:0481 measure-decided failed refused-550", "security:guards measure-decided sent "],
            list.GetProperty("items").EnumerateArray().Select(notice =>
                string.Join(' ', new[] { "recipient", "kind", "state", "failure" }.Select(name => notice.GetProperty(name).GetString())))
                .Order(StringComparer.Ordinal));
        Assert.DoesNotContain("@", list.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["state"], await ErrorsOfStateAsync("failedd"));
        Assert.False(await _app.InDatabaseAsync((MeasuresDbContext db) => db.EventLog.AnyAsync(entry => entry.Payload.Contains('@'))));
    }

    [Fact]
    public async Task Mailbox_is_shown_only_to_permitted_roles_and_is_erased_with_waiting_notices()
    {
        await SetMailboxAsync("municipality:0481", Mailbox);
        using var coordinator = _app.ClientFor(new("Bearer", TestIssuer.Shared.Token("municipality:0481", ["coordinator"])));

        var shown = await _app.GetAsync("party-contacts/municipality:0481");
        var hidden = await (await coordinator.GetAsync(new Uri(MeasuresApp.Root + "party-contacts/municipality:0481", UriKind.Relative)))
            .ReadAsync(HttpStatusCode.OK);

        Assert.Equal((Mailbox, null), (shown.GetProperty("email").GetString(), hidden.GetProperty("email").GetString()));
        Assert.DoesNotContain("@", (await _app.GetAsync("party-contacts")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync("municipality:0481", Mailbox, "\"0\"")).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await PutAsync("municipality:0481", Mailbox, null)).StatusCode);
        Assert.Equal(
            ["email"],
            await _app.ErrorsOfAsync(
                HttpMethod.Put, "party-contacts/police:nykoping", new { email = "Kim <kim@polisen.example>" }, "\"0\""));

        await _peer.GoDownAsync();
        await _app.MeasureAsync(await _app.ProblemAreaAsync());
        await WaitForStateAsync(NoticeState.Waiting, 1);
        Assert.Equal(HttpStatusCode.NoContent, (await _app.SendAsync(HttpMethod.Delete, "party-contacts/municipality:0481")).StatusCode);
        await WaitForStateAsync(NoticeState.Waiting, 0);
        Assert.Equal(0, await _app.InDatabaseAsync((MeasuresDbContext db) => db.PartyContacts.CountAsync()));
    }

    private async Task<string[]> ErrorsOfStateAsync(string state)
    {
        var problem = await (await _app.SendAsync(HttpMethod.Get, "notices?state=" + state)).ReadAsync(HttpStatusCode.BadRequest);
        return [.. problem.GetProperty("errors").EnumerateObject().Select(error => error.Name)];
    }

    private async Task SetMailboxAsync(string party, string address) =>
        await (await PutAsync(party, address, "\"0\"")).ReadAsync(HttpStatusCode.OK);

    private Task<HttpResponseMessage> PutAsync(string party, string address, string? ifMatch) =>
        _app.SendAsync(HttpMethod.Put, "party-contacts/" + party, new { email = address }, ifMatch);

    private async Task MoveAsync(Guid id, int version, object move) =>
        await (await _app.SendAsync(HttpMethod.Post, $"measures/{id}/status-changes", move, $"\"{version}\"")).ReadAsync(HttpStatusCode.OK);

    private async Task<string> SubscribeAsync(string email, params string[] areas)
    {
        using var form = new FormUrlEncodedContent(
            [new("email", email), .. areas.Select(area => new KeyValuePair<string, string>("areas", area))]);
        using var answer = await _app.Client.PostAsync(new Uri(Pages, UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<string> GetPageAsync(Uri path) => WebUtility.HtmlDecode(await _app.Client.GetStringAsync(path));

    private async Task<string> PostPageAsync(Uri path)
    {
        using var answer = await _app.Client.PostAsync(path, content: null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static Uri LinkIn(ReceivedMail mail, string step) =>
        new(
            Link().Matches(mail.Text).Select(match => match.Value).Single(path => path.Contains(step, StringComparison.Ordinal)),
            UriKind.Relative);

    private Task<int> CountAsync() => _app.InDatabaseAsync((MeasuresDbContext db) => db.AreaSubscriptions.CountAsync());

    private Task WaitForStateAsync(NoticeState state, int count, TimeSpan step = default) => Eventually.TrueAsync(
        async () =>
        {
            _app.Clock.Advance(step);
            return await _app.InDatabaseAsync(
                (MeasuresDbContext db) => db.Set<Notice>().CountAsync(notice => notice.State == state)) == count;
        },
        $"{count} notices to be {state}");

    [GeneratedRegex(@"/0481/prenumerera/\w+\?kod=[\w-]+")]
    private static partial Regex Link();
}
