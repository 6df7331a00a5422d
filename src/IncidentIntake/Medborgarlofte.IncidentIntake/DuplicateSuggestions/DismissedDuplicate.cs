namespace Medborgarlofte.IncidentIntake.DuplicateSuggestions;

/// <summary>Two incidents of which a reviewer decided that they are different cases.</summary>
internal sealed class DismissedDuplicate
{
    /// <summary>The incident whose id is lower, so that a pair is stored once.</summary>
    public required Guid IncidentId { get; init; }

    public required Guid OtherIncidentId { get; init; }

    public required string Municipality { get; init; }

    /// <summary>Code of the party that decided.</summary>
    public required string DecidedBy { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The two ids of a pair, in the order in which they are stored.</summary>
    public static (Guid IncidentId, Guid OtherIncidentId) KeyOf(Guid one, Guid other) =>
        one.CompareTo(other) < 0 ? (one, other) : (other, one);
}

internal sealed class DismissedDuplicateConfiguration : IEntityTypeConfiguration<DismissedDuplicate>
{
    public void Configure(EntityTypeBuilder<DismissedDuplicate> builder)
    {
        builder.HasKey(pair => new { pair.IncidentId, pair.OtherIncidentId });
        builder.Property(pair => pair.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
        builder.Property(pair => pair.DecidedBy).HasMaxLength(100);
        builder.HasIndex(pair => pair.Municipality);
    }
}
