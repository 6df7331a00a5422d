using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.IncidentIntake.PublicReports.Outcomes;

/// <summary>A read copy of a measure, from its latest event.</summary>
internal sealed class MeasureCopy
{
    public long Id { get; private init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    public int Version { get; set; }

    public required List<Guid> ProblemAreaIds { get; set; }

    public required string Title { get; set; }

    public MeasureStatus Status { get; set; }

    public DateOnly? StartedOn { get; set; }

    public DateOnly? CompletedOn { get; set; }

    /// <summary>Date of its latest status change, or null.</summary>
    public DateOnly? StatusSince { get; set; }
}

/// <summary>A read copy of a problem area, from its latest event.</summary>
internal sealed class ProblemAreaCopy
{
    public long Id { get; private init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    public int Version { get; set; }

    /// <summary>Category codes; empty means all.</summary>
    public required List<string> Categories { get; set; }

    /// <summary>Area codes; empty means all.</summary>
    public required List<string> Areas { get; set; }

    public ProblemAreaStatus Status { get; set; }

    /// <summary>Whether it covers an incident of a category in an area; null for an incident without area.</summary>
    public bool Covers(string category, string? area) =>
        Status != ProblemAreaStatus.Proposed
        && (Categories.Count == 0 || Categories.Contains(category))
        && (Areas.Count == 0 || (area is not null && Areas.Contains(area)));
}

internal sealed class MeasureCopyConfiguration : IEntityTypeConfiguration<MeasureCopy>
{
    public void Configure(EntityTypeBuilder<MeasureCopy> builder)
    {
        builder.Property(measure => measure.Municipality).HasMaxLength(4);
        builder.Property(measure => measure.Title).HasMaxLength(200);
        builder.Property(measure => measure.Status).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(measure => measure.PublicId).IsUnique();
        builder.HasIndex(measure => measure.Municipality);
    }
}

internal sealed class ProblemAreaCopyConfiguration : IEntityTypeConfiguration<ProblemAreaCopy>
{
    public void Configure(EntityTypeBuilder<ProblemAreaCopy> builder)
    {
        builder.Property(area => area.Municipality).HasMaxLength(4);
        builder.Property(area => area.Status).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(area => area.PublicId).IsUnique();
        builder.HasIndex(area => area.Municipality);
    }
}
