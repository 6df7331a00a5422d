using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>A party (part) in the register of a municipality.</summary>
internal sealed class Party : Aggregate<PartyChanged>
{
    public const int NameLength = 100;

    /// <summary>Code, e.g. police:nykoping, as in the tokens of its callers.</summary>
    public required string Code { get; init; }

    public PartyKind Kind { get; set; }

    /// <summary>Name as written inside a sentence.</summary>
    public required string Name { get; set; }

    /// <summary>Whether it is not offered any more. Its name remains, because promises, measures and incidents refer to it.</summary>
    public bool IsRetired { get; set; }

    /// <summary>Day from which it has its name; null if it always had it.</summary>
    public DateOnly? NamedSince { get; set; }

    public IReadOnlyList<EarlierName>? EarlierNames { get; set; }

    /// <summary>The municipality itself, which is a party of its own register.</summary>
    public static Party Of(Municipality municipality, DateTimeOffset now, DateOnly? today = null) => new()
    {
        PublicId = Guid.CreateVersion7(now),
        Municipality = municipality.Code,
        Code = "municipality:" + municipality.Code,
        Kind = PartyKind.Municipality,
        Name = SwedishText.MunicipalityInFull(municipality.Name),
        NamedSince = today,
    };

    public override PartyChanged ToEvent() => new(Municipality, Code, Version, Kind, Name, IsRetired, EarlierNames);
}

internal sealed class PartyConfiguration : AggregateConfiguration<Party>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<Party> builder)
    {
        builder.Property(party => party.Code).HasMaxLength(Codes.MaxLength);
        builder.Property(party => party.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(party => party.Name).HasMaxLength(Party.NameLength);
        builder.Property(party => party.EarlierNames).HasJsonConversion();
        builder.HasIndex(party => new { party.Municipality, party.Code }).IsUnique();
    }
}
