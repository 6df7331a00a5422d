namespace Medborgarlofte.IncidentIntake.Disclosures;

/// <summary>A disclosure to a law enforcement authority. Immutable; contains no personal data.</summary>
internal sealed class Disclosure
{
    public const int TextLength = 200;
    public const int QueryLength = 500;
    public const int MaxIncidents = 1_000;

    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    public required DisclosedDocument Document { get; init; }

    public required IReadOnlyList<Guid> IncidentIds { get; init; }

    /// <summary>The query whose result was disclosed, or null.</summary>
    public string? Query { get; init; }

    public required string Authority { get; init; }

    public required string LegalGround { get; init; }

    public required string DecisionNumber { get; init; }

    public required DateOnly DisclosedOn { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>The kind of a disclosed document.</summary>
public enum DisclosedDocument
{
    /// <summary>Incidents in their state at the time.</summary>
    Incident,

    /// <summary>Incidents with their history and notes.</summary>
    IncidentHistory,

    /// <summary>Citizens' views.</summary>
    CitizenView,

    /// <summary>Measures and their effects.</summary>
    Measure,

    /// <summary>Counts only.</summary>
    Statistics,
}

internal sealed class DisclosureConfiguration : IEntityTypeConfiguration<Disclosure>
{
    public void Configure(EntityTypeBuilder<Disclosure> builder)
    {
        builder.Property(disclosure => disclosure.Municipality).HasMaxLength(4);
        builder.Property(disclosure => disclosure.Document).HasConversion<string>().HasMaxLength(20);
        builder.Property(disclosure => disclosure.Query).HasMaxLength(Disclosure.QueryLength);
        builder.Property(disclosure => disclosure.Authority).HasMaxLength(Disclosure.TextLength);
        builder.Property(disclosure => disclosure.LegalGround).HasMaxLength(Disclosure.TextLength);
        builder.Property(disclosure => disclosure.DecisionNumber).HasMaxLength(Disclosure.TextLength);
        builder.Property(disclosure => disclosure.RecordedBy).HasMaxLength(100);
        builder.Property(disclosure => disclosure.IncidentIds).HasJsonConversion();
        builder.HasIndex(disclosure => disclosure.PublicId).IsUnique();
        builder.HasIndex(disclosure => disclosure.Municipality);
    }
}
