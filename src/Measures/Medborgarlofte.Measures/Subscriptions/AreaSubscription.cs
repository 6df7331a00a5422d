namespace Medborgarlofte.Measures.Subscriptions;

/// <summary>
/// A subscription to news about some areas: an e-mail address and nothing else about the person. It is erased after two days if it is
/// not confirmed, and when it is ended.
/// </summary>
internal sealed class AreaSubscription
{
    public long Id { get; private init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    /// <summary>Codes of the areas; empty is the whole municipality.</summary>
    public required List<string> Areas { get; init; }

    public required string Address { get; init; }

    /// <summary>Secret in the links that confirm and end it. It is part of every mail, so it never changes.</summary>
    public required string Token { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the recipient confirmed it; before that only the question is sent.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Recipient code in notices.</summary>
    public string Code => "subscription:" + PublicId;

    public string ConfirmationLink(NoticeSettings settings) => settings.LinkTo($"{Municipality}/prenumerera/bekrafta?kod={Token}");

    /// <summary>The recipient of a notice, with the link that ends the subscription.</summary>
    public NoticeRecipient ToRecipient(NoticeSettings settings)
    {
        var link = settings.LinkTo($"{Municipality}/prenumerera/avsluta?kod={Token}");
        var closing = $"Du får brevet för att adressen är anmäld till utskick om trygghetsarbetet.\nAvsluta utskicken: {link}";
        return new NoticeRecipient(Code, Address, closing, link);
    }
}
