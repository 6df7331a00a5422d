using Medborgarlofte.NeighbourhoodWatch.Warnings;

namespace Medborgarlofte.NeighbourhoodWatch.Members;

/// <summary>
/// A household or a contact of a watch group. Contact details stand here and nowhere else: no event, log or trace holds them. A household
/// that does not take part has none.
/// </summary>
internal sealed class Member : Versioned
{
    public const int AddressLength = 200;
    public const int NameLength = 200;
    public const int EmailLength = 254;
    public const int PhoneLength = 30;

    public required Guid GroupId { get; init; }

    public required MemberRole Role { get; set; }

    public required bool TakesPart { get; set; }

    /// <summary>Where the household lives; null for the contacts of police and municipality.</summary>
    public string? Address { get; set; }

    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    /// <summary>Day on which it agreed to have its contact details kept.</summary>
    public DateOnly? ConsentOn { get; set; }

    /// <summary>Day on which it took that back.</summary>
    public DateOnly? WithdrawnOn { get; private set; }

    /// <summary>How it is warned.</summary>
    public WarningChannel WarningChannel { get; set; }

    /// <summary>Categories that it is warned of; empty means all.</summary>
    public List<string> WarningCategories { get; set; } = [];

    /// <summary>Who may write to it; null means anybody who warns.</summary>
    public WarningSender? WarningSender { get; set; }

    /// <summary>Whether it gets the monthly statistics of its area, by e-mail.</summary>
    public bool MonthlyStatistics { get; set; }

    /// <summary>What its notices call it.</summary>
    public string NoticeCode => NoticeCodeOf(PublicId);

    public required DateOnly AddedOn { get; init; }

    public bool HasContactDetails => Name is not null || Email is not null || Phone is not null;

    /// <summary>What a member's notices call it.</summary>
    public static string NoticeCodeOf(Guid publicId) => $"watch-member:{publicId}";

    /// <summary>Takes consent back: the contact details are forgotten, and what is left is a household on the list.</summary>
    public void Withdraw(DateOnly on)
    {
        (Name, Email, Phone) = (null, null, null);
        TakesPart = false;
        WarningChannel = WarningChannel.None;
        MonthlyStatistics = false;
        Role = MemberRole.Household;
        WithdrawnOn = on;
        BeginNextVersion();
    }

    /// <summary>Agrees anew.</summary>
    public void Consent(DateOnly? on)
    {
        ConsentOn = on;
        WithdrawnOn = on is null ? WithdrawnOn : null;
    }
}

/// <summary>What a member is to its group.</summary>
public enum MemberRole
{
    /// <summary>A household.</summary>
    Household,

    /// <summary>A household that is contact person (kontaktombud).</summary>
    ContactPerson,

    /// <summary>A household that is main contact person (huvudkontaktombud).</summary>
    MainContactPerson,

    /// <summary>The police's contact.</summary>
    PoliceContact,

    /// <summary>The municipality's contact.</summary>
    MunicipalContact,
}
