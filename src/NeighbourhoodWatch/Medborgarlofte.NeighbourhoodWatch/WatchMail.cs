using Medborgarlofte.Http;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Duties;
using Medborgarlofte.NeighbourhoodWatch.Members;
using Medborgarlofte.NeighbourhoodWatch.Statistics;
using Medborgarlofte.NeighbourhoodWatch.Trainings;
using Medborgarlofte.NeighbourhoodWatch.Warnings;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch;

/// <summary>What all mail to households and contact persons has in common. The municipality's one switch stops every kind of it.</summary>
internal static class WatchMail
{
    /// <summary>Every kind of notice that the module sends.</summary>
    public static readonly string[] Kinds = [Warning.Kind, StatisticsAudience.NoticeKind, RemindContactPersons.NoticeKind, TrainingOffers.NoticeKind];

    /// <summary>Who stands as sender, as it is called in a letter.</summary>
    public static string SenderName(this WarningSettings settings, MunicipalityReference reference) =>
        settings.Sender == WarningSender.Police ? "Polisen" : SwedishText.MunicipalityInFull(reference.Municipality.Name);

    /// <summary>The contact persons of a municipality who have chosen mail and hear its sender, each address once in a group.</summary>
    public static IQueryable<Member> ContactPersonsByMail(this NeighbourhoodWatchDbContext db, WarningSettings settings)
    {
        var contacts = db.Members.AsNoTracking()
            .Where(member => member.Municipality == settings.Municipality && member.TakesPart)
            .Where(member => member.Role == MemberRole.ContactPerson || member.Role == MemberRole.MainContactPerson)
            .Where(member => member.WarningChannel == WarningChannel.Mail && member.Email != null)
            .Where(member => member.WarningSender == null || member.WarningSender == settings.Sender);
        return contacts.Where(contact => !contacts.Any(other => other.GroupId == contact.GroupId && other.Email == contact.Email && other.Id < contact.Id));
    }

    /// <summary>Lets the next save fail where mail is switched off meanwhile: the settings have another version then, and nothing of the save is kept.</summary>
    public static void UnlessSwitchedOff(this NeighbourhoodWatchDbContext db, WarningSettings settings) =>
        db.Entry(settings).Property(known => known.Version).IsModified = true;
}
