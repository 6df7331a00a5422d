using System.Security.Claims;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Measures.Meetings;

/// <summary>Who sees a meeting: a working document of the parties.</summary>
internal static class MeetingAccess
{
    /// <summary>The roles that call and lead meetings.</summary>
    public const Roles Leads = Roles.Coordinator | Roles.Police;

    /// <summary>Coordinator, police and steering group see every meeting; another party those that it is called to or took part in.</summary>
    public static IQueryable<Meeting> VisibleTo(ClaimsPrincipal caller, MeasuresDbContext db)
    {
        var party = caller.OnlyParty(Leads | Roles.Steering);
        return party is null ? db.Meetings : db.Meetings.Where(meeting => meeting.Parties.Contains(party) || meeting.Attended.Contains(party));
    }
}
