using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Members;
using Medborgarlofte.Notices;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>Who gets a warning: households of active groups in the area that have chosen mail, the category and the sender.</summary>
internal sealed class WarningAudience : INoticeAudience<NeighbourhoodWatchDbContext>
{
    public string Kind => Warning.Kind;

    /// <summary>What names an audience.</summary>
    public static string Name(string area, string category, WarningSender sender) => $"{area} {category} {sender}";

    /// <summary>The households of an audience.</summary>
    public static IQueryable<Member> Of(NeighbourhoodWatchDbContext db, string municipality, string audience)
    {
        var (area, category, sender) = audience.Split(' ') is [var a, var c, var s] ? (a, c, Enum.Parse<WarningSender>(s)) : throw new FormatException("An audience has three parts.");
        var choosing =
            from member in db.Members
            join watch in db.WatchGroups on member.GroupId equals watch.PublicId
            where watch.Municipality == municipality && watch.Area == area && watch.Status == WatchGroupStatus.Active
            where member.WarningChannel == WarningChannel.Mail && member.Email != null && member.TakesPart
            where member.WarningCategories.Count == 0 || member.WarningCategories.Contains(category)
            where member.WarningSender == null || member.WarningSender == sender
            select member;

        return choosing.OncePerAddress();
    }

    public async Task<IReadOnlyList<AudienceMember>> NextAsync(
        NeighbourhoodWatchDbContext db, NoticeMailing mailing, long after, int count, CancellationToken cancellationToken)
    {
        // The switch stops what is on its way too.
        if (!(await WarningSettings.FindAsync(db, mailing.Municipality, cancellationToken)).IsOn)
        {
            return [];
        }

        var next = await Of(db, mailing.Municipality, mailing.Audience).AsNoTracking()
            .Where(member => member.Id > after)
            .OrderBy(member => member.Id)
            .Take(count)
            .Select(member => new { member.Id, member.PublicId, member.Email })
            .ToListAsync(cancellationToken);
        return next.ConvertAll(member => new AudienceMember(member.Id, new NoticeRecipient(Member.NoticeCodeOf(member.PublicId), member.Email!)));
    }
}
