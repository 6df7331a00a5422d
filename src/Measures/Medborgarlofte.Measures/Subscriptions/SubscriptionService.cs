using Medborgarlofte.Contracts.ReferenceData;
using Microsoft.Extensions.Options;

namespace Medborgarlofte.Measures.Subscriptions;

/// <summary>
/// Requests, confirms and ends subscriptions. The response is the same whether an address is known or not; only its mailbox shows more.
/// </summary>
internal sealed class SubscriptionService(MeasuresDbContext db, IOptions<NoticeSettings> settings, TimeProvider time)
{
    private const string QuestionKind = "subscription-question";

    // Limits the questions that anyone can send to somebody else's mailbox.
    private const int MaxUnconfirmed = 3;

    /// <summary>Time in which a subscription must be confirmed before its address is erased.</summary>
    public static readonly TimeSpan ConfirmationPeriod = TimeSpan.FromDays(2);

    /// <summary>Sends a confirmation question to an address, at most three in two days.</summary>
    /// <param name="municipality">The municipality.</param>
    /// <param name="areas">The areas; empty means the whole municipality.</param>
    /// <param name="address">The address, as <see cref="EmailAddress"/> gives it.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    public async Task AskAsync(
        MunicipalityChanged municipality, IReadOnlyList<AreaChanged> areas, string address, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var earliest = now - ConfirmationPeriod;

        // Addresses are not case-sensitive in practice.
        address = address.ToLowerInvariant();
        var questions = await db.AreaSubscriptions
            .Where(asked => asked.Municipality == municipality.Municipality && asked.Address == address)
            .CountAsync(asked => asked.ConfirmedAt == null && asked.CreatedAt >= earliest, cancellationToken);
        if (questions >= MaxUnconfirmed)
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
        var place = SwedishText.MunicipalityInFull(municipality.Name);
        var chosen = areas.Count == 0 ? "hela kommunen" : string.Join(", ", areas.Select(area => area.Name));
        var text = $"""
            Den här adressen har anmälts för utskick om vad som görs för tryggheten i {place} ({chosen}).

            Vill du ha utskicken? Öppna sidan och svara ja:
            {subscription.ConfirmationLink(settings.Value)}

            Länken gäller i två dygn. Vill du inte ha utskicken behöver du inte göra något: adressen tas bort.
            """;
        db.AddNotice(
            new NoticeContent(
                municipality.Municipality, QuestionKind, subscription.PublicId, "Vill du ha utskick om trygghetsarbetet?", text),
            subscription.ToRecipient(settings.Value),
            now);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Confirms a subscription and replaces an earlier one of the same address. Idempotent.</summary>
    /// <returns>False if the token is unknown or has expired.</returns>
    public async Task<bool> ConfirmAsync(string municipality, string token, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var earliest = now - ConfirmationPeriod;
        var confirmed = false;
        await db.InTransactionAsync(
            async () =>
            {
                await With(municipality, token)
                    .Where(subscription => subscription.ConfirmedAt == null && subscription.CreatedAt >= earliest)
                    .ExecuteUpdateAsync(set => set.SetProperty(subscription => subscription.ConfirmedAt, now), cancellationToken);
                var subscription = await With(municipality, token).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
                confirmed = subscription?.ConfirmedAt is not null;
                if (confirmed)
                {
                    await db.AreaSubscriptions
                        .Where(other => other.Municipality == municipality && other.Address == subscription!.Address)
                        .Where(other => other.Id != subscription!.Id)
                        .ExecuteDeleteAsync(cancellationToken);
                }
            },
            cancellationToken);
        return confirmed;
    }

    /// <summary>Erases the addresses that were not confirmed in time.</summary>
    public Task EraseUnconfirmedAsync(CancellationToken cancellationToken)
    {
        var earliest = time.GetUtcNow() - ConfirmationPeriod;
        return db.AreaSubscriptions
            .Where(subscription => subscription.ConfirmedAt == null && subscription.CreatedAt < earliest)
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Ends a subscription: erases it and discards its waiting notices. An unknown token is ignored.</summary>
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
