using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Members;
using Medborgarlofte.NeighbourhoodWatch.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch;

/// <summary>Who gets a mailing of one kind: members of active groups that have chosen it, each address once.</summary>
internal abstract class WatchAudience : INoticeAudience<NeighbourhoodWatchDbContext>
{
    public abstract string Kind { get; }

    public async Task<IReadOnlyList<AudienceMember>> NextAsync(
        NeighbourhoodWatchDbContext db, NoticeMailing mailing, long after, int count, CancellationToken cancellationToken)
    {
        // The switch stops what is on its way too.
        if (!(await WarningSettings.FindAsync(db, mailing.Municipality, cancellationToken)).IsOn)
        {
            return [];
        }

        var next = await Find(db, mailing.Municipality, mailing.Audience).AsNoTracking()
            .Where(member => member.Id > after)
            .OrderBy(member => member.Id)
            .Take(count)
            .Select(member => new { member.Id, member.PublicId, member.Email })
            .ToListAsync(cancellationToken);
        return next.ConvertAll(member => new AudienceMember(member.Id, new NoticeRecipient(Member.NoticeCodeOf(member.PublicId), member.Email!)));
    }

    /// <summary>Members with an address of the active groups in an area that hear a sender.</summary>
    protected static IQueryable<Member> Reachable(NeighbourhoodWatchDbContext db, string municipality, string area, WarningSender sender) =>
        from member in db.Members
        join watch in db.WatchGroups on member.GroupId equals watch.PublicId
        where watch.Municipality == municipality && watch.Area == area && watch.Status == WatchGroupStatus.Active
        where member.Email != null && member.TakesPart
        where member.WarningSender == null || member.WarningSender == sender
        select member;

    /// <summary>A household that is in two groups of the area, or twice on a list, is told once.</summary>
    protected static IQueryable<Member> OncePerAddress(IQueryable<Member> members) =>
        members.Where(member => !members.Any(other => other.Email == member.Email && other.Id < member.Id));

    /// <summary>The members of an audience.</summary>
    protected abstract IQueryable<Member> Find(NeighbourhoodWatchDbContext db, string municipality, string audience);
}
