using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Members;

/// <summary>
/// Erases names, addresses and contact details of members that are due. The age of a member counts from the day its group ended; that of a
/// household that does not take part from its entry or the withdrawal of its consent; that of an interest without a group from its entry.
/// Members who take part in a living group are never due. A row without personal data remains, so that the group's numbers stay right.
/// </summary>
internal sealed class MemberErasure : IRetentionType<NeighbourhoodWatchDbContext>
{
    public DocumentType DocumentType => DocumentType.WatchMember;

    public Task<int> EraseAsync(NeighbourhoodWatchDbContext db, string municipality, DateTimeOffset before, CancellationToken cancellationToken) =>
        EraseAsync(db, municipality, DateOnly.FromDateTime(before.UtcDateTime), cancellationToken);

    private static Task<int> EraseAsync(NeighbourhoodWatchDbContext db, string municipality, DateOnly before, CancellationToken cancellationToken) => db.Members
        .Where(member => member.Municipality == municipality)
        .Where(member => member.Address != null || member.Name != null || member.Email != null || member.Phone != null)
        .Where(member => (!member.TakesPart && member.AddedOn < before && (member.WithdrawnOn == null || member.WithdrawnOn < before))
            || db.WatchGroups.Any(group => group.PublicId == member.GroupId && group.StatusSince < before
                && (group.Status == WatchGroupStatus.Closed || (group.Status == WatchGroupStatus.Interest && member.AddedOn < before))))
        .ExecuteUpdateAsync(
            set => set
                .SetProperty(member => member.Address, (string?)null)
                .SetProperty(member => member.Name, (string?)null)
                .SetProperty(member => member.Email, (string?)null)
                .SetProperty(member => member.Phone, (string?)null)
                .SetProperty(member => member.Version, member => member.Version + 1),
            cancellationToken);
}
