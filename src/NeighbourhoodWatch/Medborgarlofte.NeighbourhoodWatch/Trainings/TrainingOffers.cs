using Medborgarlofte.NeighbourhoodWatch.Notices;

namespace Medborgarlofte.NeighbourhoodWatch.Trainings;

/// <summary>
/// Notifies contact persons who chose mail of seats offered to their group. The notices are part of the save that offers the seats, so each
/// offer is sent once.
/// </summary>
internal static class TrainingOffers
{
    /// <summary>Adds the notices of an offer to the next save; none if the training has started or mail is switched off.</summary>
    public static async Task AddOfferNoticesAsync(
        this WatchServices services, Training training, IReadOnlyList<TrainingBooking> offered, MunicipalityReference reference)
    {
        var (db, now, cancellationToken) = (services.Db, services.Now, services.Cancellation);
        if (offered is [] || training.StartsAt <= now
            || await db.MailSettings.SingleOrDefaultAsync(
                settings => settings.Municipality == training.Municipality && settings.IsOn, cancellationToken) is not { } settings)
        {
            return;
        }

        var seats = offered.ToDictionary(booking => booking.GroupId, booking => booking.Seats);
        var ids = seats.Keys.ToArray();
        var groups = await db.WatchGroups.AsNoTracking()
            .Where(group => ids.Contains(group.PublicId))
            .ToDictionaryAsync(group => group.PublicId, cancellationToken);
        var contacts = await db.ContactPersonsByMail(settings)
            .Where(contact => ids.Contains(contact.GroupId))
            .ToListAsync(cancellationToken);
        var reason = DeterministicGuid.Of(
            NoticeKinds.TrainingOffer, training.PublicId.ToString(), training.Version.ToString(CultureInfo.InvariantCulture));
        foreach (var contact in contacts)
        {
            var group = groups[contact.GroupId];
            var content = new NoticeContent(
                training.Municipality,
                NoticeKinds.TrainingOffer,
                reason,
                $"Plats på utbildning för grannsamverkan i området {reference.AreaName(group.Area)}",
                TextOf(training, group, seats[group.PublicId], reference, settings.SenderName(reference)));
            db.AddNotice(content, new NoticeRecipient(contact.NoticeCode, contact.Email!), now);
            db.RequireUnchangedSettings(settings);
        }
    }

    /// <summary>Releases, with the next save, the seats of a group that closes, except at trainings that have started.</summary>
    public static async Task ReleaseSeatsAsync(this WatchServices services, Guid group, MunicipalityReference reference)
    {
        var now = services.Now;
        var booked = services.Db.Trainings
            .Where(training => training.Status != TrainingStatus.Held)
            .Where(training => training.Status != TrainingStatus.Planned || training.StartsAt > now)
            .Where(training => training.Bookings.Any(booking => booking.GroupId == group));
        await booked.LockAsync(services.Cancellation);
        foreach (var training in await booked.ToListAsync(services.Cancellation))
        {
            var offered = training.Release(training.Bookings.Single(booking => booking.GroupId == group));
            await services.AddOfferNoticesAsync(training, offered, reference);
        }
    }

    private static string TextOf(Training training, WatchGroup group, int seats, MunicipalityReference reference, string sender)
    {
        var kind = training.Kind == TrainingKind.Basic ? "grundutbildningen" : "den uppföljande utbildningen";
        var form = training.Form == TrainingForm.Digital ? ", digitalt" : "";
        var at = SwedishText.Time(TimeZoneInfo.ConvertTime(training.StartsAt, reference.TimeZone));
        const string Accept = "Tacka ja genom att boka på nytt, eller lämna tillbaka platserna om ni inte behöver dem, "
            + "så går de till nästa grupp i kön. Kommunen hjälper till.";
        return $"""
            {seats} {(seats == 1 ? "plats" : "platser")} hålls åt {group.Name} på {kind} den {at}{form}.

            {Accept}
            Vill du inte ha sådana brev? Säg till kommunen.

            {sender}
            """;
    }
}
