using Medborgarlofte.Contracts.Retention;

namespace Medborgarlofte.NeighbourhoodWatch.Groups.Members;

/// <summary>
/// Erases names, addresses and contact details of members. A member's age counts from the day on which its group was closed. For a
/// household that does not take part, it counts from the day the household was added or withdrew its consent; for a proposed group, from
/// the day the member was added. Members who take part in an open group are kept. A row without personal data remains so that the group's
/// numbers stay correct.
/// </summary>
internal sealed class MemberErasure : IRetentionType<NeighbourhoodWatchDbContext>
{
    public DocumentType DocumentType => DocumentType.WatchMember;

    public Task<int> EraseAsync(
        NeighbourhoodWatchDbContext db, string municipality, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var day = DateOnly.FromDateTime(before.UtcDateTime);
        return db.Members
            .Where(member => member.Municipality == municipality)
            .Where(member => member.Address != null || member.Name != null || member.Email != null || member.Phone != null)
            .Where(member => (!member.TakesPart && member.AddedOn < day && (member.WithdrawnOn == null || member.WithdrawnOn < day))
                || db.WatchGroups.Any(group => group.PublicId == member.GroupId && group.StatusSince < day
                    && (group.Status == WatchGroupStatus.Closed || (group.Status == WatchGroupStatus.Interest && member.AddedOn < day))))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(member => member.Address, (string?)null)
                    .SetProperty(member => member.Name, (string?)null)
                    .SetProperty(member => member.Email, (string?)null)
                    .SetProperty(member => member.Phone, (string?)null)
                    .SetProperty(member => member.Version, member => member.Version + 1),
                cancellationToken);
    }
}
