using Medborgarlofte.NeighbourhoodWatch.Groups.Members;

namespace Medborgarlofte.NeighbourhoodWatch.Groups;

/// <summary>Numbers of households on a group's list.</summary>
/// <param name="TakingPart">Households that take part.</param>
/// <param name="Listed">All households on the list.</param>
internal sealed record HouseholdCount(int TakingPart, int Listed);

/// <summary>Queries for watch groups and the numbers of their members.</summary>
internal static class WatchGroupQueries
{
    /// <summary>The groups that a caller may see: coordinators and police see all groups, other callers only their own.</summary>
    public static IQueryable<WatchGroup> GroupsVisibleTo(this NeighbourhoodWatchDbContext db, ClaimsPrincipal caller, string municipality)
    {
        var party = caller.OnlyParty(Roles.Coordinator | Roles.Police);
        return db.WatchGroups.Where(group => group.Municipality == municipality && (party == null || group.Party == party));
    }

    /// <exception cref="NotFoundException">The group does not exist, or the caller may not see it.</exception>
    public static async Task<WatchGroup> RequireGroupAsync(
        this NeighbourhoodWatchDbContext db, ClaimsPrincipal caller, string municipality, Guid id, CancellationToken cancellationToken) =>
        await db.GroupsVisibleTo(caller, municipality).SingleOrDefaultAsync(group => group.PublicId == id, cancellationToken)
            ?? throw new NotFoundException("Gruppen");

    /// <summary>Counts the members of a group by role.</summary>
    public static Task<Dictionary<MemberRole, int>> CountRolesAsync(
        this NeighbourhoodWatchDbContext db, Guid group, CancellationToken cancellationToken) =>
        db.Members.Where(member => member.GroupId == group && member.TakesPart)
            .GroupBy(member => member.Role)
            .ToDictionaryAsync(members => members.Key, members => members.Count(), cancellationToken);

    /// <summary>Counts the households on a group's list; null if the list is empty.</summary>
    public static async Task<HouseholdCount?> CountHouseholdsAsync(
        this NeighbourhoodWatchDbContext db, Guid group, CancellationToken cancellationToken)
    {
        var households = db.Members.Where(member =>
            member.GroupId == group && member.Role != MemberRole.PoliceContact && member.Role != MemberRole.MunicipalContact);
        var listed = await households.CountAsync(cancellationToken);
        return listed == 0 ? null : new HouseholdCount(await households.CountAsync(member => member.TakesPart, cancellationToken), listed);
    }
}
