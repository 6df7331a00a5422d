using System.Globalization;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Events;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Groups;
using Medborgarlofte.NeighbourhoodWatch.Warnings;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.NeighbourhoodWatch.Duties;

/// <summary>
/// Reminds contact persons who have chosen mail of all that their group has due: one letter a group and calendar month at the most, so that
/// nobody reads the same every day.
/// </summary>
internal sealed class RemindContactPersons(
    DatabaseMigration<NeighbourhoodWatchDbContext> database, IServiceScopeFactory scopes, TimeProvider time, ILogger<RemindContactPersons> logger)
    : HourlyJob<NeighbourhoodWatchDbContext>(database, scopes, time, logger)
{
    public const string NoticeKind = "watch-reminder";

    public override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<NeighbourhoodWatchDbContext>();
        foreach (var settings in await db.WarningSettings.Where(settings => settings.IsOn).ToListAsync(cancellationToken))
        {
            if (await MunicipalityReference.FindAsync(db, settings.Municipality, cancellationToken) is { } reference)
            {
                await RemindAsync(db, settings, reference, cancellationToken);
            }
        }
    }

    private async Task RemindAsync(NeighbourhoodWatchDbContext db, WarningSettings settings, MunicipalityReference reference, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var today = reference.DayOf(now);
        var groups = await db.WatchGroups.AsNoTracking()
            .Where(group => group.Municipality == settings.Municipality && group.Status == WatchGroupStatus.Active)
            .ToListAsync(cancellationToken);
        var due = (await DutyCalendar.DueAsync(db, groups, settings.Municipality, today, cancellationToken)).ToLookup(duty => duty.GroupId);
        var contacts = (await db.ContactPersonsByMail(settings).ToListAsync(cancellationToken)).ToLookup(contact => contact.GroupId);
        var told = await ToldAsync(db, settings.Municipality, now, cancellationToken);
        foreach (var group in groups.Where(group => due.Contains(group.PublicId)))
        {
            var reason = DeterministicGuid.Of(NoticeKind, group.PublicId.ToString(), today.ToString("yyyy-MM", CultureInfo.InvariantCulture));
            foreach (var contact in contacts[group.PublicId].Where(contact => !told.Contains((reason, contact.NoticeCode))))
            {
                var content = new NoticeContent(
                    settings.Municipality,
                    NoticeKind,
                    reason,
                    $"Påminnelse till grannsamverkan i området {reference.AreaName(group.Area)}",
                    TextOf(group, due[group.PublicId], settings.SenderName(reference)));
                db.AddNotice(content, new NoticeRecipient(contact.NoticeCode, contact.Email!), now);
                db.UnlessSwitchedOff(settings);
            }
        }

        // Of two replicas that find the same, one is refused by the notices' key and finds nothing left an hour later.
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<HashSet<(Guid Reason, string Recipient)>> ToldAsync(
        NeighbourhoodWatchDbContext db, string municipality, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now.AddMonths(-1).AddDays(-1);
        var notices = await db.Set<Notice>()
            .Where(notice => notice.Municipality == municipality && notice.Kind == NoticeKind && notice.CreatedAt > since)
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
