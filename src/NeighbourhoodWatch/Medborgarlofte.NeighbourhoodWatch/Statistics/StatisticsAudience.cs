using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Warnings;
using Medborgarlofte.Notices;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Statistics;

/// <summary>Who gets the statistics of a month: members of active groups in the area that have chosen them, and hear from the sender.</summary>
internal sealed class StatisticsAudience : INoticeAudience<NeighbourhoodWatchDbContext>
{
    public const string NoticeKind = "watch-statistics";

    public string Kind => NoticeKind;

    /// <summary>What names an audience.</summary>
    public static string Name(string area, WarningSender sender) => $"{area} {sender}";

    public async Task<IReadOnlyList<AudienceMember>> NextAsync(
        NeighbourhoodWatchDbContext db, NoticeMailing mailing, long after, int count, CancellationToken cancellationToken)
    {
        // The switch stops what is on its way too.
        if (!(await WarningSettings.FindAsync(db, mailing.Municipality, cancellationToken)).IsOn)
        {
            return [];
        }

        var (area, sender) = mailing.Audience.Split(' ') is [var a, var s] ? (a, Enum.Parse<WarningSender>(s)) : throw new FormatException("An audience has two parts.");
        var choosing =
            from member in db.Members.AsNoTracking()
            join watch in db.WatchGroups on member.GroupId equals watch.PublicId
            where watch.Municipality == mailing.Municipality && watch.Area == area && watch.Status == WatchGroupStatus.Active
            where member.MonthlyStatistics && member.Email != null && member.TakesPart
            where member.WarningSender == null || member.WarningSender == sender
            select member;
        var next = await choosing.OncePerAddress()
            .Where(member => member.Id > after)
            .OrderBy(member => member.Id)
            .Take(count)
            .ToListAsync(cancellationToken);
        return next.ConvertAll(member => new AudienceMember(member.Id, new NoticeRecipient(member.NoticeCode, member.Email!)));
    }
}
