using System.Globalization;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Informing;

/// <summary>Finds a person among the addresses that are told of measures: subscriptions to areas and the parties' mailboxes.</summary>
internal sealed class InformedRegister : IPersonRegister<MeasuresDbContext>
{
    public async Task<IReadOnlyList<RegisterEntry>> FindAsync(MeasuresDbContext db, string municipality, DataSubject person, CancellationToken cancellationToken)
    {
        var found = new List<RegisterEntry>();

        // Compared here, as people write addresses; an extract is seldom made.
        await foreach (var subscription in db.AreaSubscriptions.AsNoTracking().Where(s => s.Municipality == municipality).OrderBy(s => s.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (person.Matches(email: subscription.Address))
            {
                person.AddRecipientCode(subscription.Code);
                found.Add(Show(subscription));
            }
        }

        await foreach (var contact in db.PartyContacts.AsNoTracking().Where(c => c.Municipality == municipality).OrderBy(c => c.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (person.Matches(email: contact.Address))
            {
                person.AddRecipientCode(contact.Party);
                found.Add(Show(contact));
            }
        }

        return found;
    }

    private static RegisterEntry Show(AreaSubscription subscription) => new(
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

    private static RegisterEntry Show(PartyContact contact) => new(
        "Parternas funktionsbrevlådor",
        contact.PublicId,
        "För att parten ska få veta vad som händer med dess åtgärder. Adressen har kommunen lagt in.",
        "E-postservern som skickar; i övrigt ingen.",
        "Tills kommunen byter eller tar bort adressen.",
        RegisterDatum.Of(("E-post", contact.Address), ("Part", contact.Party)));

    private static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
