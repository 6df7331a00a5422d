using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Groups.Members;
using Medborgarlofte.NeighbourhoodWatch.Notices;

namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>The recipients of a warning: households of active groups in the area that chose mail and accept category and sender.</summary>
internal sealed class WarningAudience : MemberAudience
{
    public override string Kind => NoticeKinds.Warning;

    /// <summary>The households of an audience.</summary>
    public static IQueryable<Member> Of(NeighbourhoodWatchDbContext db, string municipality, AudienceKey audience) =>
        OncePerAddress(Reachable(db, municipality, audience)
            .Where(member => member.WarningChannel == WarningChannel.Mail)
            .Where(member => member.WarningCategories.Count == 0 || member.WarningCategories.Contains(audience.Category!)));

    protected override IQueryable<Member> Find(NeighbourhoodWatchDbContext db, string municipality, AudienceKey audience) =>
        Of(db, municipality, audience);
}
