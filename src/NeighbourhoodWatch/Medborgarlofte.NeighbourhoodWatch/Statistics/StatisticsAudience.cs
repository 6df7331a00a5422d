using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Groups.Members;
using Medborgarlofte.NeighbourhoodWatch.Notices;

namespace Medborgarlofte.NeighbourhoodWatch.Statistics;

/// <summary>The recipients of a month's statistics: members of active groups in the area who chose them and accept the sender.</summary>
internal sealed class StatisticsAudience : MemberAudience
{
    public override string Kind => NoticeKinds.Statistics;

    protected override IQueryable<Member> Find(NeighbourhoodWatchDbContext db, string municipality, AudienceKey audience) =>
        OncePerAddress(Reachable(db, municipality, audience).Where(member => member.MonthlyStatistics));
}
