using Medborgarlofte.NeighbourhoodWatch.Notices;

namespace Medborgarlofte.NeighbourhoodWatch.Duties;

/// <summary>Reminds contact persons who chose mail of their group's duties, with at most one letter per group and calendar month.</summary>
internal sealed class ContactPersonReminderJob(
    DatabaseMigration<NeighbourhoodWatchDbContext> database,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<ContactPersonReminderJob> logger)
    : HourlyJob<NeighbourhoodWatchDbContext>(database, scopes, time, logger)
{
    public override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<NeighbourhoodWatchDbContext>();
        foreach (var settings in await db.MailSettings.Where(settings => settings.IsOn).ToListAsync(cancellationToken))
        {
            if (await MunicipalityReference.FindAsync(db, settings.Municipality, cancellationToken) is { } reference)
            {
                await RemindAsync(db, settings, reference, cancellationToken);
            }
        }
    }

    private async Task RemindAsync(
        NeighbourhoodWatchDbContext db, MailSettings settings, MunicipalityReference reference, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var today = reference.DayOf(now);
        var groups = await db.WatchGroups.AsNoTracking()
            .Where(group => group.Municipality == settings.Municipality && group.Status == WatchGroupStatus.Active)
            .ToListAsync(cancellationToken);
        var due = (await DutyCalendar.DueAsync(db, groups, settings.Municipality, today, cancellationToken)).ToLookup(duty => duty.GroupId);
        var contacts = (await db.ContactPersonsByMail(settings).ToListAsync(cancellationToken)).ToLookup(contact => contact.GroupId);
        var sent = await FindSentAsync(db, settings.Municipality, now, cancellationToken);
        foreach (var group in groups.Where(group => due.Contains(group.PublicId)))
        {
            var month = today.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            var reason = DeterministicGuid.Of(NoticeKinds.Reminder, group.PublicId.ToString(), month);
            foreach (var contact in contacts[group.PublicId].Where(contact => !sent.Contains((reason, contact.NoticeCode))))
            {
                var content = new NoticeContent(
                    settings.Municipality,
                    NoticeKinds.Reminder,
                    reason,
                    $"Påminnelse till grannsamverkan i området {reference.AreaName(group.Area)}",
                    TextOf(group, due[group.PublicId], settings.SenderName(reference)));
                db.AddNotice(content, new NoticeRecipient(contact.NoticeCode, contact.Email!), now);
                db.RequireUnchangedSettings(settings);
            }
        }

        // If two replicas add the same reminders, the unique key rejects one save. That replica finds nothing to do an hour later.
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<HashSet<(Guid Reason, string Recipient)>> FindSentAsync(
        NeighbourhoodWatchDbContext db, string municipality, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now.AddMonths(-1).AddDays(-1);
        var notices = await db.Set<Notice>()
            .Where(notice => notice.Municipality == municipality && notice.Kind == NoticeKinds.Reminder && notice.CreatedAt > since)
            .Select(notice => new { notice.Reason, notice.Recipient })
            .ToListAsync(cancellationToken);
        return [.. notices.Select(notice => (notice.Reason, notice.Recipient))];
    }

    private static string TextOf(WatchGroup group, IEnumerable<DutyResponse> duties, string sender) => $"""
        Det här behöver göras för {group.Name}:

        {string.Join('\n', duties.Select(duty => $"– {duty.Text}{(duty.IsOverdue ? " Den dagen har passerat." : "")}"))}

        Anteckna det som är gjort, så försvinner det ur nästa påminnelse. Den kommer tidigast nästa månad.
        Vill du inte ha påminnelser? Säg till kommunen.

        {sender}
        """;
}
