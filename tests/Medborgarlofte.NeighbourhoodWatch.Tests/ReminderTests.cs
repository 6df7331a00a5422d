using System.Net;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Duties;
using Medborgarlofte.NeighbourhoodWatch.Tests.Support;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Tests;

public sealed class ReminderTests(NeighbourhoodWatchApp app)
{
    private static readonly object Contact = ContactOf("ombud@example.se");

    [Fact]
    public async Task Contact_persons_who_have_chosen_mail_are_reminded_of_all_that_is_due_once_a_month()
    {
        await using var own = await app.AnotherAsync();
        await own.KnowCategoriesAsync();
        await own.SendAsync(HttpMethod.Put, NeighbourhoodWatchApp.Root + "/watch-settings", new { retrainingMonths = 12 }, HttpStatusCode.OK);
        var group = await own.ActivateAsync();
        await own.PostAsync(group + "/members", Contact);
        await own.PostAsync(group + "/members", new { role = "household", address = "Sjövägen 6", email = "granne@example.se", consentOn = "2021-05-01", warningChannel = "mail" });
        await own.PostAsync(group + "/activities", new { kind = "newcomersGreeted" });
        own.Clock.Advance(TimeSpan.FromDays(345));
        await own.SwitchMailAsync(isOn: true);

        // The 13th of April 2022; a year after the 3rd of May 2021 is twenty days ahead.
        var first = Assert.Single(await RemindersAsync(own, 1));
        Assert.Equal("Påminnelse till grannsamverkan i området Sunda", first.Subject);
        Assert.Contains("To: ombud@example.se", Assert.Single(own.Sent()), StringComparison.Ordinal);
        Assert.Null(first.Address);
        var second = await RemindersAsync(own, 2);

        // Twice a day from the first: nothing more came until another month had begun.
        Assert.Equal([(2022, 4), (2022, 5)], second.Select(notice => (notice.CreatedAt.Year, notice.CreatedAt.Month)));
    }

    [Fact]
    public async Task A_reminder_tells_each_duty_in_a_sentence_and_what_is_done_no_more()
    {
        await using var own = await app.AnotherAsync();
        await own.KnowCategoriesAsync();
        await own.SendAsync(HttpMethod.Put, NeighbourhoodWatchApp.Root + "/watch-settings", new { retrainingMonths = 12 }, HttpStatusCode.OK);
        var group = await own.ActivateAsync();
        await own.PostAsync(group + "/members", Contact);
        own.Clock.Advance(TimeSpan.FromDays(345));
        await own.PostAsync(group + "/activities", new { kind = "contactPersonGathering" });
        await own.SwitchMailAsync(isOn: true);

        await RemindersAsync(own, 1);
        await Eventually.TrueAsync(() => Task.FromResult(own.Sent().Length == 1), "the letter");

        Assert.Equal(
            """
            Det här behöver göras för Sundagränd:

            – Håll årets grannmöte senast den 3 maj 2022.
            – Gå igenom hushållslistan senast den 3 maj 2022.
            – Boka en ny grundutbildning senast den 3 maj 2022.

            Anteckna det som är gjort, så försvinner det ur nästa påminnelse. Den kommer tidigast nästa månad.
            Vill du inte ha påminnelser? Säg till kommunen.

            Polisen
            """.ReplaceLineEndings("\n"),
            own.Letters().Single().TextBody!.ReplaceLineEndings("\n").TrimEnd());
    }

    [Fact]
    public async Task A_reminder_says_that_a_day_has_passed()
    {
        await using var own = await app.AnotherAsync();
        await own.KnowCategoriesAsync();
        var group = await own.ActivateAsync();
        await own.PostAsync(group + "/members", Contact);
        own.Clock.Advance(TimeSpan.FromDays(360));
        await own.PostAsync(group + "/activities", new { kind = "householdListReviewed" });
        await own.PostAsync(group + "/activities", new { kind = "signDamaged" });
        own.Clock.Advance(TimeSpan.FromDays(20));
        await own.SwitchMailAsync(isOn: true);

        await RemindersAsync(own, 1);

        // The 18th of May 2022: two duties are overdue, one is not yet.
        var lines = own.Letters().Single().TextBody!.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.StartsWith('–'));
        Assert.Equal(
            [
                "– Håll årets grannmöte senast den 3 maj 2022. Den dagen har passerat.",
                "– Delta i årets ombudsträff senast den 3 maj 2022. Den dagen har passerat.",
                "– Byt ut skadade skyltar senast den 28 maj 2022.",
            ],
            lines);
    }

    [Fact]
    public async Task Who_hears_another_sender_alone_is_not_reminded_and_an_address_is_once()
    {
        await using var own = await app.AnotherAsync();
        await own.KnowCategoriesAsync();
        var group = await own.ActivateAsync();
        await own.PostAsync(group + "/members", Contact);
        await own.PostAsync(group + "/members", ContactOf("ombud@example.se", address: "Sjövägen 8"));
        await own.PostAsync(group + "/members", ContactOf("polis@example.se", hears: "police"));
        await own.PostAsync(group + "/members", ContactOf("kommun@example.se", hears: "municipality"));
        own.Clock.Advance(TimeSpan.FromDays(380));
        await own.SwitchMailAsync(isOn: true);

        await RemindersAsync(own, 2);
        await own.WorkAsync<NeighbourhoodWatchDbContext, RemindContactPersons>();

        Assert.Equal(["ombud@example.se", "polis@example.se"], own.Letters().Select(letter => letter.To.Mailboxes.Single().Address).Order());
    }

    [Fact]
    public async Task Nobody_is_reminded_while_the_switch_is_off()
    {
        await using var own = await app.AnotherAsync();
        await own.KnowCategoriesAsync();
        var group = await own.ActivateAsync();
        await own.PostAsync(group + "/members", Contact);
        own.Clock.Advance(TimeSpan.FromDays(380));

        await own.WorkAsync<NeighbourhoodWatchDbContext, RemindContactPersons>();
        await own.SwitchMailAsync(isOn: false);
        await own.WorkAsync<NeighbourhoodWatchDbContext, RemindContactPersons>();
        Assert.Equal(0, await own.InDatabaseAsync((NeighbourhoodWatchDbContext db) => db.Set<Notice>().CountAsync()));

        await own.SwitchMailAsync(isOn: true);
        await RemindersAsync(own, 1);
    }

    private static object ContactOf(string email, string address = "Sjövägen 2", string? hears = null) => new
    {
        role = "mainContactPerson", address, name = "Robin Exempel", email, consentOn = "2021-05-01", warningChannel = "mail", warningSender = hears,
    };

    // The notices when there are so many, the clock going on by half a day at a time until then.
    private static async Task<List<Notice>> RemindersAsync(NeighbourhoodWatchApp own, int count)
    {
        List<Notice> notices = [];
        await Eventually.TrueAsync(
            async () =>
            {
                own.Clock.Advance(TimeSpan.FromHours(12));
                notices = await own.InDatabaseAsync((NeighbourhoodWatchDbContext db) =>
                    db.Set<Notice>().AsNoTracking().Where(notice => notice.Kind == RemindContactPersons.NoticeKind).OrderBy(notice => notice.Id).ToListAsync());
                return notices.Count >= count && notices.TrueForAll(notice => notice.State == NoticeState.Sent);
            },
            $"{count} reminders");
        return notices;
    }
}
