namespace Medborgarlofte.NeighbourhoodWatch.Groups.Members;

/// <summary>
/// A household or a contact of a watch group. Contact details are stored only here: no event, log or trace contains them. A household
/// that does not take part has no contact details.
/// </summary>
internal sealed class Member : Aggregate
{
    public const int AddressLength = 200;
    public const int NameLength = 200;
    public const int EmailLength = 254;
    public const int PhoneLength = 30;

    public required Guid GroupId { get; init; }

    public required MemberRole Role { get; set; }

    public required bool TakesPart { get; set; }

    /// <summary>Address of the household; null for the contacts of police and municipality.</summary>
    public string? Address { get; set; }

    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    /// <summary>Day on which the household consented to the storage of its contact details.</summary>
    public DateOnly? ConsentOn { get; set; }

    /// <summary>Day on which the household withdrew its consent.</summary>
    public DateOnly? WithdrawnOn { get; private set; }

    /// <summary>How the household receives warnings.</summary>
    public WarningChannel WarningChannel { get; set; }

    /// <summary>Categories of the warnings that the household wants; empty means all.</summary>
    public List<string> WarningCategories { get; set; } = [];

    /// <summary>The only sender that may write to the household; null means any sender.</summary>
    public WarningSender? WarningSender { get; set; }

    /// <summary>Whether the household receives the monthly statistics of its area by e-mail.</summary>
    public bool MonthlyStatistics { get; set; }

    /// <summary>Recipient code of the member's notices.</summary>
    public string NoticeCode => NoticeCodeOf(PublicId);

    public required DateOnly AddedOn { get; init; }

    public bool HasContactDetails => Name is not null || Email is not null || Phone is not null;

    /// <summary>Recipient code of a member's notices.</summary>
    public static string NoticeCodeOf(Guid publicId) => $"watch-member:{publicId}";

    /// <summary>Sets everything that a validated request contains.</summary>
    public void Fill(MemberRequest request)
    {
        Role = request.Role!.Value;
        TakesPart = request.TakesPart ?? true;
        Address = MemberValidator.Trimmed(request.Address);
        Name = MemberValidator.Trimmed(request.Name);
        Email = MemberValidator.NormalizedEmail(request.Email);
        Phone = MemberValidator.Trimmed(request.Phone);
        WarningChannel = request.WarningChannel ?? WarningChannel.None;
        WarningCategories = [.. (request.WarningCategories ?? []).Distinct()];
        WarningSender = request.WarningSender;
        MonthlyStatistics = request.MonthlyStatistics ?? false;
        Consent(request.ConsentOn);
    }

    /// <summary>Replaces everything that a validated request contains.</summary>
    /// <returns>Whether waiting mail is outdated: it would reach a former address or an unsubscribed household.</returns>
    public bool Change(MemberRequest request)
    {
        var before = (Email, WarningChannel, MonthlyStatistics, TakesPart);
        Fill(request);
        BeginNextVersion();
        return before != (Email, WarningChannel, MonthlyStatistics, TakesPart);
    }

    /// <summary>Withdraws consent: removes the contact details. The household stays on the list but does not take part.</summary>
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

    /// <summary>Records consent; a new consent replaces an earlier withdrawal.</summary>
    public void Consent(DateOnly? on)
    {
        ConsentOn = on;
        WithdrawnOn = on is null ? WithdrawnOn : null;
    }
}

/// <summary>Role of a member in its group.</summary>
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

/// <summary>How a household receives warnings.</summary>
public enum WarningChannel
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By e-mail.</summary>
    Mail,
}

internal sealed class MemberConfiguration : AggregateConfiguration<Member>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<Member> builder)
    {
        builder.Property(member => member.Address).HasMaxLength(Member.AddressLength);
        builder.Property(member => member.Name).HasMaxLength(Member.NameLength);
        builder.Property(member => member.Email).HasMaxLength(Member.EmailLength);
        builder.Property(member => member.Phone).HasMaxLength(Member.PhoneLength);
        builder.HasOne<WatchGroup>().WithMany()
            .HasForeignKey(member => member.GroupId).HasPrincipalKey(group => group.PublicId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(member => new { member.GroupId, member.Role });
        builder.HasIndex(member => member.Email);
    }
}
