using MassTransit;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Events;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Members;

/// <summary>
/// Forgets addresses and contact details of members when a retention run asks. A member of a group that has ended ages from that day, a
/// household that does not take part from when it was entered or took its consent back, and one that told of its interest from then, where no
/// group came of it; who takes part in a living group stays. What is left is a row without person, so that the group's numbers stay right.
/// </summary>
internal sealed class EraseMembers(NeighbourhoodWatchDbContext db, TimeProvider time) : IConsumer<ErasureRequested>
{
    public async Task Consume(ConsumeContext<ErasureRequested> context)
    {
        var municipality = context.Message.Municipality;
        var erasers = new Dictionary<DocumentType, Func<DateTimeOffset, Task<int>>>
        {
            [DocumentType.WatchMember] = before => EraseAsync(municipality, DateOnly.FromDateTime(before.UtcDateTime), context.CancellationToken),
            [DocumentType.WatchNotice] = before => db.EraseNoticesAsync(municipality, before, context.CancellationToken),
        };
        await db.InTransactionAsync(() => db.EraseOnceAsync(context, time.GetUtcNow(), erasers), context.CancellationToken);
        await db.EmptyLogAsync(context.CancellationToken);
    }

    private Task<int> EraseAsync(string municipality, DateOnly before, CancellationToken cancellationToken) => db.Members
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
