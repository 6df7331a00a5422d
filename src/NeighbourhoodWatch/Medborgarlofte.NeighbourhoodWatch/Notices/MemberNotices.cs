using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Groups.Members;
using Medborgarlofte.NeighbourhoodWatch.Settings;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Notices;

/// <summary>Operations shared by all notices to contact persons.</summary>
internal static class MemberNotices
{
    /// <summary>The contact persons of a municipality who chose mail and accept its sender, each address once per group.</summary>
    public static IQueryable<Member> ContactPersonsByMail(this NeighbourhoodWatchDbContext db, MailSettings settings)
    {
        var contacts = db.Members.AsNoTracking()
            .Where(member => member.Municipality == settings.Municipality && member.TakesPart)
            .Where(member => member.Role == MemberRole.ContactPerson || member.Role == MemberRole.MainContactPerson)
            .Where(member => member.WarningChannel == WarningChannel.Mail && member.Email != null)
            .Where(member => member.WarningSender == null || member.WarningSender == settings.Sender);
        return contacts.Where(contact =>
            !contacts.Any(other => other.GroupId == contact.GroupId && other.Email == contact.Email && other.Id < contact.Id));
    }

    /// <summary>Makes the next save fail with a concurrency conflict if the settings changed, for example to switched off.</summary>
    public static void RequireUnchangedSettings(this NeighbourhoodWatchDbContext db, MailSettings settings) =>
        db.Entry(settings).Property(read => read.Version).IsModified = true;
}
