namespace Medborgarlofte.Measures.Meetings;

/// <summary>Permission to see meetings, which are working documents of the parties.</summary>
internal static class MeetingAccess
{
    /// <summary>The roles that call and lead meetings.</summary>
    public const Roles Leads = Roles.Coordinator | Roles.Police;

    /// <summary>
    /// The meetings visible to a caller: all for coordinator, police and steering group, otherwise those that the party is called to or
    /// took part in.
    /// </summary>
    public static IQueryable<Meeting> VisibleTo(ClaimsPrincipal caller, MeasuresDbContext db)
    {
        var party = caller.OnlyParty(Leads | Roles.Steering);
        return party is null ? db.Meetings : db.Meetings.Where(meeting =>
            meeting.Parties.Contains(party) || meeting.Attended.Contains(party));
    }
}
