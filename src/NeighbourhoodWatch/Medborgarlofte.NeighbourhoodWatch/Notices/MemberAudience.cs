using Medborgarlofte.NeighbourhoodWatch.Groups.Members;

namespace Medborgarlofte.NeighbourhoodWatch.Notices;

/// <summary>Identifies the audience of a mailing. It is stored as text, with blanks between the codes.</summary>
/// <param name="Area">Code of the area.</param>
/// <param name="Category">Code of the category, or null if the mailing concerns no category.</param>
/// <param name="Sender">The sender.</param>
internal sealed record AudienceKey(string Area, string? Category, WarningSender Sender)
{
    public string Format() => Category is null ? $"{Area} {Sender}" : $"{Area} {Category} {Sender}";

    /// <exception cref="FormatException">The text is not an audience.</exception>
    public static AudienceKey Parse(string text) => text.Split(' ') switch
    {
        [var area, var sender] => new(area, null, Enum.Parse<WarningSender>(sender)),
        [var area, var category, var sender] => new(area, category, Enum.Parse<WarningSender>(sender)),
        _ => throw new FormatException("An audience has two or three parts."),
    };
}

/// <summary>The audience of one kind of mailing: members of active groups who chose it, each address once.</summary>
internal abstract class MemberAudience : INoticeAudience<NeighbourhoodWatchDbContext>
{
    public abstract string Kind { get; }

    public async Task<IReadOnlyList<AudienceMember>> NextAsync(
        NeighbourhoodWatchDbContext db, NoticeMailing mailing, long after, int count, CancellationToken cancellationToken)
    {
        // The switch also stops a mailing in progress.
        if (!(await MailSettings.FindAsync(db, mailing.Municipality, cancellationToken)).IsOn)
        {
            return [];
        }

        var next = await Find(db, mailing.Municipality, AudienceKey.Parse(mailing.Audience)).AsNoTracking()
            .Where(member => member.Id > after)
            .OrderBy(member => member.Id)
            .Take(count)
            .Select(member => new { member.Id, member.PublicId, member.Email })
            .ToListAsync(cancellationToken);
        return next.ConvertAll(member =>
            new AudienceMember(member.Id, new NoticeRecipient(Member.NoticeCodeOf(member.PublicId), member.Email!)));
    }

    /// <summary>Members with an e-mail address in the active groups of the area who accept the sender.</summary>
    protected static IQueryable<Member> Reachable(NeighbourhoodWatchDbContext db, string municipality, AudienceKey audience) =>
        from member in db.Members
        join watch in db.WatchGroups on member.GroupId equals watch.PublicId
        where watch.Municipality == municipality && watch.Area == audience.Area && watch.Status == WatchGroupStatus.Active
        where member.Email != null && member.TakesPart
        where member.WarningSender == null || member.WarningSender == audience.Sender
        select member;

    /// <summary>Removes duplicates: a household in two groups of the area, or twice on a list, gets one notice.</summary>
    protected static IQueryable<Member> OncePerAddress(IQueryable<Member> members) =>
        members.Where(member => !members.Any(other => other.Email == member.Email && other.Id < member.Id));

    /// <summary>The members of an audience.</summary>
    protected abstract IQueryable<Member> Find(NeighbourhoodWatchDbContext db, string municipality, AudienceKey audience);
}
