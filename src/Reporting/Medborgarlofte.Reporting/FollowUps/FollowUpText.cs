namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>A coordinator's text that replaces the generated text of a row.</summary>
internal sealed class FollowUpText
{
    public const int MaxLength = 2000;

    public required string Municipality { get; init; }

    /// <summary>Code of the period.</summary>
    public required string Period { get; init; }

    public required Guid ProblemAreaId { get; init; }
    public required string Text { get; set; }

    /// <summary>The generated text that it replaced; null if it was saved before 0.2.0.</summary>
    public string? Generated { get; set; }

    /// <summary>Version, from 1; ETag.</summary>
    public int Version { get; set; } = 1;
}

internal sealed class FollowUpTextConfiguration : IEntityTypeConfiguration<FollowUpText>
{
    public void Configure(EntityTypeBuilder<FollowUpText> builder)
    {
        builder.ToTable("FollowUpText");
        builder.HasKey(text => new { text.Municipality, text.Period, text.ProblemAreaId });
        builder.Property(text => text.Municipality).HasMaxLength(ReportingDbContext.MunicipalityLength);
        builder.Property(text => text.Period).HasMaxLength(ReportingDbContext.PeriodLength);
        builder.Property(text => text.Text).HasMaxLength(FollowUpText.MaxLength);
        builder.Property(text => text.Version).HasDefaultValue(1);
    }
}
