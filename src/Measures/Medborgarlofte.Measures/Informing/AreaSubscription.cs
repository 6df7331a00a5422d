using Medborgarlofte.Mail;

namespace Medborgarlofte.Measures.Informing;

/// <summary>
/// That somebody wants to be told what is done in some areas: an address and nothing else of who it is. Without a confirmation it is
/// erased after two days, and when it is ended nothing of it stays.
/// </summary>
internal sealed class AreaSubscription
{
    public long Id { get; private init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    /// <summary>Codes of the areas; empty is the whole municipality.</summary>
    public required List<string> Areas { get; init; }

    public required string Address { get; init; }

    /// <summary>Confirms and ends it. It stands in every mail that is sent, so it is kept as it is.</summary>
    public required string Token { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When who reads the address's mail said yes; nothing but the question is sent before.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Its code among the recipients of notices.</summary>
    public string Code => "subscription:" + PublicId;

    public string ConfirmationLink(NoticeSettings settings) => settings.LinkTo($"{Municipality}/prenumerera/bekrafta?kod={Token}");

    /// <summary>It as the recipient of a notice, with the link that ends it.</summary>
    public NoticeRecipient ToRecipient(NoticeSettings settings)
    {
        var link = settings.LinkTo($"{Municipality}/prenumerera/avsluta?kod={Token}");
        return new NoticeRecipient(Code, Address, $"Du får brevet för att adressen är anmäld till utskick om trygghetsarbetet.\nAvsluta utskicken: {link}", link);
    }
}
