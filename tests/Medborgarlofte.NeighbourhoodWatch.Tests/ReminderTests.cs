using System.Net;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Duties;
using Medborgarlofte.NeighbourhoodWatch.Notices;
using Medborgarlofte.NeighbourhoodWatch.Tests.Support;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Tests;

public sealed class ReminderTests(NeighbourhoodWatchApp app)
{
    private static readonly object Contact = ContactOf("ombud@example.se");

    [Fact]
    public async Task Contact_persons_who_chose_mail_are_reminded_of_all_duties_once_a_month()
    {
        await using var own = await app.AnotherAsync();
        await own.PublishCategoriesAsync();
        await own.SendAsync(
            HttpMethod.Put, NeighbourhoodWatchApp.Root + "/watch-settings", new { retrainingMonths = 12 }, HttpStatusCode.OK);
        var group = await own.ActivateAsync();
        await own.PostAsync(group + "/members", Contact);
        await own.PostAsync(group + "/members", new
        {
            role = "household", address = "Sjövägen 6", email = "granne@example.se", consentOn = "2021-05-01", warningChannel = "mail",
        });
        await own.PostAsync(group + "/activities", new { kind = "newcomersGreeted" });
        own.Clock.Advance(TimeSpan.FromDays(345));
        await own.SwitchMailAsync(isOn: true);

        // The 13th of April 2022; a year after the 3rd of May 2021 is twenty days ahead.
        var first = Assert.Single(await RemindersAsync(own, 1));
        Assert.Equal("Påminnelse till grannsamverkan i området Sunda", first.Subject);
        Assert.Contains("To: ombud@example.se", Assert.Single(own.Sent()), StringComparison.Ordinal);
        Assert.Null(first.Address);
        while (own.Clock.GetUtcNow().Month == 4)
        {
            own.Clock.Advance(TimeSpan.FromHours(12));

            // Waits for the mail: a notice that is being sent while the clock advances by days would be too old.
            await RemindersAsync(own, own.Clock.GetUtcNow().Month - 3);
        }

        // The job ran twice a day and sent no second reminder before the next month.
        var second = await RemindersAsync(own, 2);
        Assert.Equal([(2022, 4), (2022, 5)], second.Select(notice => (notice.CreatedAt.Year, notice.CreatedAt.Month)));
    }

    [Fact]
    public async Task Reminder_lists_only_unfulfilled_duties_as_sentences()
    {
        await using var own = await app.AnotherAsync();
        await own.PublishCategoriesAsync();
        await own.SendAsync(
            HttpMethod.Put, NeighbourhoodWatchApp.Root + "/watch-settings", new { retrainingMonths = 12 }, HttpStatusCode.OK);
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
    public async Task Reminder_marks_overdue_duties()
    {
        await using var own = await app.AnotherAsync();
        await own.PublishCategoriesAsync();
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
    public async Task Reminders_respect_the_accepted_sender_and_go_once_to_each_address()
    {
        await using var own = await app.AnotherAsync();
        await own.PublishCategoriesAsync();
        var group = await own.ActivateAsync();
        await own.PostAsync(group + "/members", Contact);
        await own.PostAsync(group + "/members", ContactOf("ombud@example.se", address: "Sjövägen 8"));
        await own.PostAsync(group + "/members", ContactOf("polis@example.se", acceptedSender: "police"));
        await own.PostAsync(group + "/members", ContactOf("kommun@example.se", acceptedSender: "municipality"));
        own.Clock.Advance(TimeSpan.FromDays(380));
        await own.SwitchMailAsync(isOn: true);

        await RemindersAsync(own, 2);
        await own.WorkAsync<NeighbourhoodWatchDbContext, ContactPersonReminderJob>();

        Assert.Equal(
            ["ombud@example.se", "polis@example.se"], own.Letters().Select(letter => letter.To.Mailboxes.Single().Address).Order());
    }

    [Fact]
    public async Task Reminders_are_not_sent_while_mail_is_switched_off()
    {
        await using var own = await app.AnotherAsync();
        await own.PublishCategoriesAsync();
        var group = await own.ActivateAsync();
        await own.PostAsync(group + "/members", Contact);
        own.Clock.Advance(TimeSpan.FromDays(380));

        await own.WorkAsync<NeighbourhoodWatchDbContext, ContactPersonReminderJob>();
        await own.SwitchMailAsync(isOn: false);
        await own.WorkAsync<NeighbourhoodWatchDbContext, ContactPersonReminderJob>();
        Assert.Equal(0, await own.InDatabaseAsync((NeighbourhoodWatchDbContext db) => db.Set<Notice>().CountAsync()));

        await own.SwitchMailAsync(isOn: true);
        await RemindersAsync(own, 1);
    }

    private static object ContactOf(string email, string address = "Sjövägen 2", string? acceptedSender = null) => new
    {
        role = "mainContactPerson", address, name = "Robin Exempel", email, consentOn = "2021-05-01",
        warningChannel = "mail", warningSender = acceptedSender,
    };

    // Runs the job and waits until the given number of reminders is sent.
    private static async Task<List<Notice>> RemindersAsync(NeighbourhoodWatchApp own, int count)
    {
        await RemindAsync(own);
        List<Notice> notices = [];
        await Eventually.TrueAsync(
            async () =>
            {
                notices = await own.InDatabaseAsync((NeighbourhoodWatchDbContext db) =>
                    db.Set<Notice>().AsNoTracking()
                        .Where(notice => notice.Kind == NoticeKinds.Reminder)
                        .OrderBy(notice => notice.Id)
                        .ToListAsync());
                return notices.Count >= count && notices.TrueForAll(notice => notice.State == NoticeState.Sent);
            },
            $"{count} reminders");
        return notices;
    }

    // The hourly run can add the same reminders at the same moment; the save that loses is repeated and finds nothing to do.
    private static async Task RemindAsync(NeighbourhoodWatchApp own)
    {
        try
        {
            await own.WorkAsync<NeighbourhoodWatchDbContext, ContactPersonReminderJob>();
        }
        catch (DbUpdateException)
        {
            await own.WorkAsync<NeighbourhoodWatchDbContext, ContactPersonReminderJob>();
        }
    }
}
