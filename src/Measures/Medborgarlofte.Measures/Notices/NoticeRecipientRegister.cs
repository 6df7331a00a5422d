using Medborgarlofte.Measures.Subscriptions;

namespace Medborgarlofte.Measures.Notices;

/// <summary>Finds a person among the recipients of notices: area subscribers and the mailboxes of parties.</summary>
internal sealed class NoticeRecipientRegister : IPersonRegister<MeasuresDbContext>
{
    public async Task<IReadOnlyList<RegisterEntry>> FindAsync(
        MeasuresDbContext db, string municipality, DataSubject person, CancellationToken cancellationToken)
    {
        var found = new List<RegisterEntry>();

        // Addresses are compared in memory, regardless of how they are written. Extracts are rare.
        var subscriptions = db.AreaSubscriptions.AsNoTracking().Where(s => s.Municipality == municipality).OrderBy(s => s.Id);
        await foreach (var subscription in subscriptions.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (person.Matches(email: subscription.Address))
            {
                person.AddRecipientCode(subscription.Code);
                found.Add(ToEntry(subscription));
            }
        }

        var contacts = db.PartyContacts.AsNoTracking().Where(c => c.Municipality == municipality).OrderBy(c => c.Id);
        await foreach (var contact in contacts.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (person.Matches(email: contact.Address))
            {
                person.AddRecipientCode(contact.Party);
                found.Add(ToEntry(contact));
            }
        }

        return found;
    }

    private static RegisterEntry ToEntry(AreaSubscription subscription) => new(
        "Prenumeranter på utskick om trygghetsarbetet",
        subscription.PublicId,
        "För att skicka det som prenumeranten har bett om. Adressen kommer från den som anmälde den.",
        "E-postservern som skickar; i övrigt ingen.",
        "Tills prenumerationen avslutas; utan bekräftelse i två dygn.",
        RegisterDatum.Of(
            ("E-post", subscription.Address),
            ("Områden", subscription.Areas.Count == 0 ? "hela kommunen" : string.Join(", ", subscription.Areas)),
            ("Anmäld", Time(subscription.CreatedAt)),
            ("Bekräftad", Time(subscription.ConfirmedAt))));

    private static RegisterEntry ToEntry(PartyContact contact) => new(
        "Parternas funktionsbrevlådor",
        contact.PublicId,
        "För att parten ska få veta vad som händer med dess åtgärder. Adressen har kommunen lagt in.",
        "E-postservern som skickar; i övrigt ingen.",
        "Tills kommunen byter eller tar bort adressen.",
        RegisterDatum.Of(("E-post", contact.Address), ("Part", contact.Party)));

    private static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
