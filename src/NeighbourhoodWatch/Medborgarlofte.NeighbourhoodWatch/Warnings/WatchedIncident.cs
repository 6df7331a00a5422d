namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>The part of an incident that the warning rules need, stored only as long as they need it.</summary>
internal sealed class WatchedIncident
{
    public required Guid IncidentId { get; init; }

    public required int Version { get; set; }

    public required string Municipality { get; init; }

    public required string Area { get; set; }

    public required string Category { get; set; }

    /// <summary>Grid cell of the incident's place, or null if the place is not known precisely enough.</summary>
    public string? GridCell { get; set; }

    /// <summary>Code of the reporting party; null in older events.</summary>
    public string? ReportedBy { get; set; }

    /// <summary>Earliest time at which it can have happened; null if it was stored before 0.2.0.</summary>
    public DateTimeOffset? OccurredFrom { get; set; }

    /// <summary>Latest time at which it can have happened; null if it was stored before 0.2.0.</summary>
    public DateTimeOffset? OccurredTo { get; set; }

    /// <summary>Calendar day on which the incident was reported.</summary>
    public required DateOnly On { get; set; }

    /// <summary>Whether the rules count the incident: reported or verified, and not from a source that publishes a selection.</summary>
    public required bool Counts { get; set; }
}

internal sealed class WatchedIncidentConfiguration : IEntityTypeConfiguration<WatchedIncident>
{
    public void Configure(EntityTypeBuilder<WatchedIncident> builder)
    {
        builder.HasKey(watched => watched.IncidentId);
        builder.Property(watched => watched.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
        builder.Property(watched => watched.Version).IsConcurrencyToken();
        builder.Property(watched => watched.Area).HasMaxLength(ReferenceChecks.CodeLength);
        builder.Property(watched => watched.Category).HasMaxLength(ReferenceChecks.CodeLength);
        builder.Property(watched => watched.GridCell).HasMaxLength(20);
        builder.Property(watched => watched.ReportedBy).HasMaxLength(PartyCode.MaxLength);
        builder.HasIndex(watched => new { watched.Municipality, watched.Category, watched.On });
    }
}
