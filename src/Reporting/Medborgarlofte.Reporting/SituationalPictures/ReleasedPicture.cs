namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>The situational picture of a closed period as everyone may read it.</summary>
internal sealed class ReleasedPicture
{
    public required string Municipality { get; init; }

    /// <summary>Code of the period.</summary>
    public required string Period { get; init; }

    /// <summary>First day of the period.</summary>
    public required DateOnly FirstDay { get; init; }

    public required DateTimeOffset ReleasedAt { get; set; }

    /// <summary>The picture without counts of cases and views, as JSON.</summary>
    public required string Picture { get; set; }

    /// <summary>The counts (<see cref="ReleasedCounts"/>) as JSON.</summary>
    public required string Counts { get; set; }

    /// <summary>
    /// The first month with a case by category, as JSON, when the picture was released: later cases do not change it. Null in a release
    /// that is older than this member.
    /// </summary>
    public string? FirstMonths { get; set; }
}

internal sealed class ReleasedPictureConfiguration : IEntityTypeConfiguration<ReleasedPicture>
{
    public void Configure(EntityTypeBuilder<ReleasedPicture> builder)
    {
        builder.ToTable("ReleasedPicture");
        builder.HasKey(released => new { released.Municipality, released.Period });
        builder.HasIndex(released => new { released.Municipality, released.FirstDay });
        builder.Property(released => released.Municipality).HasMaxLength(ReportingDbContext.MunicipalityLength);
        builder.Property(released => released.Period).HasMaxLength(ReportingDbContext.PeriodLength);
    }
}
