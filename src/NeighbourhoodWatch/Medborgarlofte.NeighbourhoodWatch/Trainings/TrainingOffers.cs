using System.Globalization;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Events;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Groups;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Trainings;

/// <summary>
/// Tells contact persons who have chosen mail of seats that are held for their group. The letter is decided in the save that offers the
/// seats, so that each offer is told once.
/// </summary>
internal static class TrainingOffers
{
    public const string NoticeKind = "watch-training";

    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    /// <summary>Adds the letters of an offer to the next save; none for a training that has begun.</summary>
    public static async Task TellOfferedAsync(
        this NeighbourhoodWatchDbContext db,
        Training training,
        IReadOnlyList<TrainingBooking> offered,
        MunicipalityReference reference,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (offered is [] || training.StartsAt <= now
            || await db.WarningSettings.SingleOrDefaultAsync(known => known.Municipality == training.Municipality && known.IsOn, cancellationToken) is not { } settings)
        {
            return;
        }

        var seats = offered.ToDictionary(booking => booking.GroupId, booking => booking.Seats);
        var ids = seats.Keys.ToArray();
        var groups = await db.WatchGroups.AsNoTracking()
            .Where(group => ids.Contains(group.PublicId))
            .ToDictionaryAsync(group => group.PublicId, cancellationToken);
        var contacts = await db.ContactPersonsByMail(settings).Where(contact => ids.Contains(contact.GroupId)).ToListAsync(cancellationToken);
        var reason = DeterministicGuid.Of(NoticeKind, training.PublicId.ToString(), training.Version.ToString(CultureInfo.InvariantCulture));
        foreach (var contact in contacts)
        {
            var group = groups[contact.GroupId];
            var content = new NoticeContent(
                training.Municipality,
                NoticeKind,
                reason,
                $"Plats på utbildning för grannsamverkan i området {reference.AreaName(group.Area)}",
                TextOf(training, group, seats[group.PublicId], reference, settings.SenderName(reference)));
            db.AddNotice(content, new NoticeRecipient(contact.NoticeCode, contact.Email!), now);
            db.UnlessSwitchedOff(settings);
        }
    }

    /// <summary>Gives back, with the next save, what a group that ends has booked; a training that has begun was given to it.</summary>
    public static async Task ReleaseSeatsAsync(
        this NeighbourhoodWatchDbContext db, Guid group, MunicipalityReference reference, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var trainings = await db.Trainings
            .Where(training => training.Status != TrainingStatus.Held && (training.Status != TrainingStatus.Planned || training.StartsAt > now))
            .Where(training => training.Bookings.Any(booking => booking.GroupId == group))
            .ToListAsync(cancellationToken);
        foreach (var training in trainings)
        {
            var offered = training.Release(training.Bookings.Single(booking => booking.GroupId == group));
            await db.TellOfferedAsync(training, offered, reference, now, cancellationToken);
        }
    }

    private static string TextOf(Training training, WatchGroup group, int seats, MunicipalityReference reference, string sender)
    {
        var kind = training.Kind == TrainingKind.Basic ? "grundutbildningen" : "den uppföljande utbildningen";
        var form = training.Form == TrainingForm.Digital ? ", digitalt" : "";
        var at = TimeZoneInfo.ConvertTime(training.StartsAt, reference.TimeZone).ToString("d MMMM yyyy 'kl.' HH.mm", Swedish);
        return $"""
            {seats} {(seats == 1 ? "plats" : "platser")} hålls åt {group.Name} på {kind} den {at}{form}.

            Tacka ja genom att boka på nytt, eller lämna tillbaka platserna om ni inte behöver dem, så går de till nästa grupp i kön. Kommunen hjälper till.
            Vill du inte ha sådana brev? Säg till kommunen.

            {sender}
            """;
    }
}
