using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Mail;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Medborgarlofte.Measures.Informing;

/// <summary>
/// Takes, confirms and ends subscriptions. Whoever asks hears the same whether an address is known or not; only who reads its mail
/// learns more.
/// </summary>
internal sealed class SubscriptionDesk(MeasuresDbContext db, IOptions<NoticeSettings> settings, TimeProvider time)
{
    private const string QuestionKind = "subscription-question";

    // Nobody shall be able to fill somebody else's mailbox with questions.
    private const int MostQuestions = 3;

    /// <summary>How long the question in the mail can be answered; then the address is erased.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromDays(2);

    /// <summary>Asks an address by mail whether it wants to subscribe, at most three times in two days.</summary>
    /// <param name="municipality">The municipality.</param>
    /// <param name="areas">The areas; none is the whole municipality.</param>
    /// <param name="address">The address, as <see cref="EmailAddress"/> gives it.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    public async Task AskAsync(MunicipalityChanged municipality, IReadOnlyList<AreaChanged> areas, string address, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var earliest = now - AnswerWithin;

        // Mail goes to the same box whichever case its name is written in.
        address = address.ToLowerInvariant();
        var questions = await db.AreaSubscriptions.CountAsync(
            asked => asked.Municipality == municipality.Municipality && asked.Address == address && asked.ConfirmedAt == null && asked.CreatedAt >= earliest, cancellationToken);
        if (questions >= MostQuestions)
        {
            return;
        }

        var subscription = new AreaSubscription
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality.Municipality,
            Areas = [.. areas.Select(area => area.Area)],
            Address = address,
            Token = Secret.Create(),
            CreatedAt = now,
        };
        db.Add(subscription);
        var text = $"""
            Den här adressen har anmälts för utskick om vad som görs för tryggheten i {SwedishText.MunicipalityInFull(municipality.Name)} ({(areas.Count == 0 ? "hela kommunen" : string.Join(", ", areas.Select(area => area.Name)))}).

            Vill du ha utskicken? Öppna sidan och svara ja:
            {subscription.ConfirmationLink(settings.Value)}

            Länken gäller i två dygn. Vill du inte ha utskicken behöver du inte göra något: adressen tas bort.
            """;
        db.AddNotice(
            new NoticeContent(municipality.Municipality, QuestionKind, subscription.PublicId, "Vill du ha utskick om trygghetsarbetet?", text),
            subscription.ToRecipient(settings.Value),
            now);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Confirms a subscription, in the place of an earlier one of the same address; again is no harm.</summary>
    /// <returns>False where the token is not known, or its time is over.</returns>
    public async Task<bool> ConfirmAsync(string municipality, string token, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var earliest = now - AnswerWithin;
        var confirmed = false;
        await db.InTransactionAsync(
            async () =>
            {
                await With(municipality, token).Where(subscription => subscription.ConfirmedAt == null && subscription.CreatedAt >= earliest)
                    .ExecuteUpdateAsync(set => set.SetProperty(subscription => subscription.ConfirmedAt, now), cancellationToken);
                var subscription = await With(municipality, token).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
                confirmed = subscription?.ConfirmedAt is not null;
                if (confirmed)
                {
                    await db.AreaSubscriptions
                        .Where(other => other.Municipality == municipality && other.Address == subscription!.Address && other.Id != subscription.Id)
                        .ExecuteDeleteAsync(cancellationToken);
                }
            },
            cancellationToken);
        return confirmed;
    }

    /// <summary>Erases the addresses that have not said yes in time.</summary>
    public Task EraseUnansweredAsync(CancellationToken cancellationToken)
    {
        var earliest = time.GetUtcNow() - AnswerWithin;
        return db.AreaSubscriptions.Where(subscription => subscription.ConfirmedAt == null && subscription.CreatedAt < earliest).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Ends a subscription: nothing of it stays, and what waits is not sent. A token that is not known is no harm.</summary>
    public Task EndAsync(string municipality, string token, CancellationToken cancellationToken) => db.InTransactionAsync(
        async () =>
        {
            var subscription = await With(municipality, token).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
            if (subscription is not null)
            {
                await With(municipality, token).ExecuteDeleteAsync(cancellationToken);
                await db.ForgetWaitingAsync(municipality, subscription.Code, cancellationToken);
            }
        },
        cancellationToken);

    private IQueryable<AreaSubscription> With(string municipality, string token) =>
        db.AreaSubscriptions.Where(subscription => subscription.Municipality == municipality && subscription.Token == token);
}
